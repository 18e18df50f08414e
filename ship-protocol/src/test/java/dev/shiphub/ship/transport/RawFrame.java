package dev.shiphub.ship.transport;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** WebSocket frames by hand, right and wrong ones (RFC 6455 5.2). */
final class RawFrame {
  static final int FINAL = 0x80;
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  private static final byte[] MASK = {0x11, 0x22, 0x33, 0x44};

  private RawFrame() {}

  /** A frame of a client, masked, its length in the shortest form. */
  static byte[] masked(int first, byte[] payload) {
    ByteArrayOutputStream frame = header(first, 0x80, payload.length);
    frame.writeBytes(MASK);
    byte[] masked = payload.clone();
    for (int i = 0; i < masked.length; i++) {
      masked[i] ^= MASK[i % MASK.length];
    }
    frame.writeBytes(masked);
    return frame.toByteArray();
  }

  /** A frame of a server. */
  static byte[] plain(int first, byte[] payload) {
    ByteArrayOutputStream frame = header(first, 0, payload.length);
    frame.writeBytes(payload);
    return frame.toByteArray();
  }

  private static ByteArrayOutputStream header(int first, int maskBit, int length) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(first);
    if (length < 126) {
      frame.write(maskBit | length);
    } else if (length <= 0xffff) {
      frame.write(maskBit | 126);
      frame.writeBytes(ByteBuffer.allocate(2).putShort((short) length).array());
    } else {
      frame.write(maskBit | 127);
      frame.writeBytes(ByteBuffer.allocate(8).putLong(length).array());
    }
    return frame;
  }

  /** Only the header of a masked frame, with a declared length in the 64-bit form. */
  static byte[] declaring(int first, long length) {
    return ByteBuffer.allocate(14)
        .put((byte) first)
        .put((byte) 0xff)
        .putLong(length)
        .put(MASK)
        .array();
  }

  /** The payload of a close frame. */
  static byte[] closing(int code, String phrase) {
    byte[] text = Recorder.bytes(phrase);
    return ByteBuffer.allocate(2 + text.length).putShort((short) code).put(text).array();
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    Arrays.stream(parts).forEach(joined::writeBytes);
    return joined.toByteArray();
  }
}
