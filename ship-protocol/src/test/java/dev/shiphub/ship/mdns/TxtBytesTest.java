package dev.shiphub.ship.mdns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TxtBytesTest {
  private static TxtBytes strings(String... strings) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (String string : strings) {
      byte[] bytes = string.getBytes(StandardCharsets.UTF_8);
      out.write(bytes.length);
      out.writeBytes(bytes);
    }
    return new TxtBytes(out.toByteArray());
  }

  private static Map<String, String> read(TxtBytes bytes) {
    return assertInstanceOf(TxtBytes.Reading.Entries.class, bytes.read()).values();
  }

  private static String refusal(TxtBytes bytes) {
    return assertInstanceOf(TxtBytes.Reading.Refused.class, bytes.read()).why();
  }

  @Nested
  class Reading {
    @Test
    void keepsTheOrder() {
      assertEquals(
          List.of("txtvers", "id", "path"),
          List.copyOf(read(strings("txtvers=1", "id=x", "path=/ship/")).keySet()));
    }

    // RFC 6763 6.4
    @Test
    void takesTheFirstOfRepeatedKeysWhateverTheirCase() {
      assertEquals(Map.of("ski", "first"), read(strings("SKI=first", "ski=second")));
    }

    @Test
    void splitsAtTheFirstEqualsSign() {
      assertEquals(Map.of("id", "a=b"), read(strings("id=a=b")));
    }

    // RFC 6763 6.4: "boolean" attributes and strings to be ignored
    @Test
    void takesAKeyWithoutValueAndIgnoresAValueWithoutKey() {
      assertEquals(Map.of("register", ""), read(strings("register", "=x", "")));
    }

    @Test
    void refusesAStringThatRunsBeyondTheEnd() {
      assertEquals("text record is cut off", refusal(new TxtBytes(new byte[] {5, 'a', '=', 'b'})));
    }

    @Test
    void refusesMoreThanThirteenHundredBytes() {
      String[] many = new String[14];
      Arrays.fill(many, "x".repeat(92));
      assertEquals("text record of 1302 bytes", refusal(strings(many)));
      many[13] = "x".repeat(90);
      assertEquals(1, read(strings(many)).size() - 1);
    }
  }

  @Nested
  class Writing {
    @Test
    void isReadBackInTheSameOrder() {
      Map<String, String> entries = new LinkedHashMap<>();
      entries.put("txtvers", "1");
      entries.put("brand", "Gerät");
      entries.put("a", "");
      assertEquals(
          List.copyOf(entries.entrySet()), List.copyOf(read(TxtBytes.of(entries)).entrySet()));
    }

    @Test
    void refusesAnEntryThatDoesNotFitItsLengthByte() {
      assertEquals(256, TxtBytes.of(Map.of("k", "v".repeat(253))).toArray().length);
      assertThrows(IllegalArgumentException.class, () -> TxtBytes.of(Map.of("k", "v".repeat(254))));
    }
  }

  @Test
  void isAValue() {
    assertEquals(strings("a=b"), strings("a=b"));
    assertEquals(strings("a=b").hashCode(), strings("a=b").hashCode());
    assertNotEquals(strings("a=b"), strings("a=c"));
  }
}
