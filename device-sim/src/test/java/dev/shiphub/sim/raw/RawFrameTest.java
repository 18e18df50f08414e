package dev.shiphub.sim.raw;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RawFrameTest {
  private static RawFrame read(byte[] wire) throws IOException {
    return RawFrame.read(new DataInputStream(new ByteArrayInputStream(wire))).frame();
  }

  // The samples of RFC 6455 5.7.
  @Test
  void readsTheSamplesOfTheSpecification() throws Exception {
    byte[] hello = "Hello".getBytes(StandardCharsets.US_ASCII);
    assertArrayEquals(hello, read(HexFormat.of().parseHex("810548656c6c6f")).payload());
    RawFrame masked = read(HexFormat.of().parseHex("818537fa213d7f9f4d5158"));
    assertArrayEquals(hello, masked.payload());
    assertTrue(masked.isFinal());
    assertEquals(1, masked.opcode());
  }

  @Test
  void writesTheMaskedSampleOfTheSpecification() {
    byte[] hello = "Hello".getBytes(StandardCharsets.US_ASCII);
    assertEquals(
        "818537fa213d7f9f4d5158",
        HexFormat.of().formatHex(new RawFrame(true, 1, hello).bytes(true)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 125, 126, 65_535, 65_536})
  void everyLengthComesBack(int length) throws Exception {
    byte[] payload = new byte[length];
    for (boolean isMasked : new boolean[] {true, false}) {
      byte[] wire = RawFrame.binary(payload).bytes(isMasked);
      assertArrayEquals(payload, read(wire).payload());
    }
  }

  @Test
  void aFrameTooLargeForAnyDeviceIsRefusedBeforeItIsKept() {
    byte[] wire = HexFormat.of().parseHex("827f7fffffffffffffff");
    assertThrows(IOException.class, () -> read(wire));
  }
}
