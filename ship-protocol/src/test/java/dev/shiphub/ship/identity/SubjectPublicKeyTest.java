package dev.shiphub.ship.identity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectPublicKeyTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final String P256 = "301306072a8648ce3d020106082a8648ce3d030107";
  private static final String POINT =
      "04"
          + "abababababababababababababababababababababababababababababababab"
          + "abababababababababababababababababababababababababababababababab";

  private static Optional<byte[]> point(String hex) {
    return SubjectPublicKey.p256Point(HEX.parseHex(hex));
  }

  @Test
  void isTheBitStringWithoutItsUnusedBitsOctet() {
    byte[] point = point("3059" + P256 + "034200" + POINT).orElseThrow();

    assertArrayEquals(HEX.parseHex(POINT), point);
  }

  @Test
  void isFoundBehindLongFormLengths() {
    byte[] point = point("30815a" + P256 + "03814200" + POINT).orElseThrow();

    assertArrayEquals(HEX.parseHex(POINT), point);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "30",
        "3059" + P256 + "034200",
        // Unused bits, a compressed point, bytes behind the bit string, bytes behind it all.
        "3059" + P256 + "034201" + POINT,
        "3039"
            + P256
            + "032200"
            + "02"
            + "abababababababababababababababababababababababababababababababab",
        "305b" + P256 + "034200" + POINT + "0500",
        "3059" + P256 + "034200" + POINT + "00",
        // Another algorithm, another curve.
        "3059301306072a8648ce3d020206082a8648ce3d030107034200" + POINT,
        "3059301306072a8648ce3d020106082a8648ce3d030106034200" + POINT,
      })
  void isEmptyForAnythingElse(String spki) {
    assertEquals(Optional.empty(), point(spki).map(Arrays::toString));
  }

  @Test
  void isEmptyForEveryTruncation() {
    byte[] whole = HEX.parseHex("3059" + P256 + "034200" + POINT);

    for (int length = 0; length < whole.length; length++) {
      assertEquals(
          Optional.empty(),
          SubjectPublicKey.p256Point(Arrays.copyOf(whole, length)).map(Arrays::toString));
    }
  }
}
