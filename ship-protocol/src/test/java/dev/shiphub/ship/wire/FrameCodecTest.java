package dev.shiphub.ship.wire;

import static dev.shiphub.ship.wire.Octets.hex;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameCodecTest {
  @ParameterizedTest
  @CsvSource({"0, INIT", "1, CONTROL", "2, DATA", "3, END"})
  void cutsTheTypeFromTheValue(byte octet, Frame.Type type) {
    Frame frame = new Frame(type, ByteBuffer.wrap(hex("7b00ff")));
    assertEquals(
        new Decoded.Ok<>(frame), FrameCodec.decode(new byte[] {octet, 0x7b, 0, (byte) 0xff}));
  }

  @ParameterizedTest
  @EnumSource
  void putsTheTypeBeforeTheValue(Frame.Type type) {
    byte[] message = FrameCodec.encode(type, hex("7b7d"));
    assertArrayEquals(new byte[] {(byte) type.octet(), 0x7b, 0x7d}, message);
  }

  // TC_SHIP_MSG_002
  @ParameterizedTest
  @ValueSource(ints = {4, 5, 0x7b, 0x7f, 0x80, 0xff})
  void letsUnknownTypesBeSkipped(int octet) {
    assertEquals(
        new Decoded.Skippable<>("a message of unknown type " + octet, octet),
        FrameCodec.decode(new byte[] {(byte) octet, 0}));
  }

  // TC_SHIP_MSG_001
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void letsEmptyValuesBeSkipped(int octet) {
    assertEquals(
        new Decoded.Skippable<>("a message of type " + octet + " without a value", octet),
        FrameCodec.decode(new byte[] {(byte) octet}));
  }

  @Test
  void letsNothingBeSkipped() {
    assertEquals(
        new Decoded.Skippable<>("a message without an octet", -1), FrameCodec.decode(new byte[0]));
  }
}
