package dev.shiphub.sim.raw;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * One WebSocket frame, by hand (RFC 6455 5.2).
 *
 * @param isFinal whether it is the last of its message
 * @param opcode 0 to 15
 * @param payload unmasked
 */
@SuppressWarnings("ArrayRecordComponent") // bytes of the wire, never compared
public record RawFrame(boolean isFinal, int opcode, byte[] payload) {
  static final int CONTINUATION = 0;
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  private static final int LARGEST = 4 << 20;
  private static final int FIN = 0x80;
  private static final int MASKED = 0x80;
  private static final int SHORT_LENGTH = 126;
  private static final int LONG_LENGTH = 127;

  /** Any four bytes do: the mask protects proxies, and there is none here. */
  private static final byte[] MASK = {0x37, (byte) 0xfa, 0x21, 0x3d};

  /** A whole message in one binary frame, as SHIP wants it (SHIP 10.3). */
  public static RawFrame binary(byte[] message) {
    return new RawFrame(true, BINARY, message);
  }

  /** The same message in two frames. */
  public static List<RawFrame> inTwo(byte[] message) {
    int cut = message.length / 2;
    return List.of(
        new RawFrame(false, BINARY, Arrays.copyOf(message, cut)),
        new RawFrame(true, CONTINUATION, Arrays.copyOfRange(message, cut, message.length)));
  }

  /** A message in one text frame, which SHIP does not know. */
  public static RawFrame text(byte[] message) {
    return new RawFrame(true, TEXT, message);
  }

  /** A close frame with a code and no reason. */
  public static RawFrame close(int code) {
    return new RawFrame(true, CLOSE, ByteBuffer.allocate(2).putShort((short) code).array());
  }

  /** Closes with a code and words. */
  public static RawFrame close(int code, String words) {
    byte[] text = words.getBytes(StandardCharsets.UTF_8);
    byte[] payload = ByteBuffer.allocate(2 + text.length).putShort((short) code).put(text).array();
    return new RawFrame(true, CLOSE, payload);
  }

  /** A ping with at most 125 bytes. */
  public static RawFrame ping(byte[] payload) {
    return new RawFrame(true, PING, payload);
  }

  /**
   * The head of a masked binary frame that claims to be this long, without what it claims.
   *
   * @param length more than 65535
   */
  public static byte[] claiming(long length) {
    ByteBuffer head = ByteBuffer.allocate(14);
    head.put((byte) (FIN | BINARY)).put((byte) (MASKED | LONG_LENGTH)).putLong(length).put(MASK);
    return head.array();
  }

  /**
   * Its bytes on the wire.
   *
   * @param isMasked as a client must, and a server must not
   */
  public byte[] bytes(boolean isMasked) {
    int length = payload.length;
    ByteBuffer out = ByteBuffer.allocate(length + 14);
    out.put((byte) ((isFinal ? FIN : 0) | opcode));
    int maskBit = isMasked ? MASKED : 0;
    if (length < SHORT_LENGTH) {
      out.put((byte) (maskBit | length));
    } else if (length <= 0xffff) {
      out.put((byte) (maskBit | SHORT_LENGTH)).putShort((short) length);
    } else {
      out.put((byte) (maskBit | LONG_LENGTH)).putLong(length);
    }
    if (isMasked) {
      out.put(MASK);
    }
    for (int at = 0; at < length; at++) {
      out.put((byte) (payload[at] ^ (isMasked ? MASK[at % 4] : 0)));
    }
    out.flip();
    byte[] wire = new byte[out.remaining()];
    out.get(wire);
    return wire;
  }

  /**
   * One from the wire.
   *
   * @param isMasked whether it was
   */
  record Arrived(RawFrame frame, boolean isMasked) {}

  /**
   * Reads one.
   *
   * @throws EOFException at the end of the stream
   */
  static Arrived read(DataInputStream in) throws IOException {
    int first = in.readUnsignedByte();
    int second = in.readUnsignedByte();
    long length = second & 0x7f;
    if (length == SHORT_LENGTH) {
      length = in.readUnsignedShort();
    } else if (length == LONG_LENGTH) {
      length = in.readLong();
    }
    if (length < 0 || length > LARGEST) {
      throw new IOException("a frame of " + length + " bytes");
    }
    byte[] mask = new byte[4];
    boolean isMasked = (second & MASKED) != 0;
    if (isMasked) {
      in.readFully(mask);
    }
    byte[] payload = new byte[(int) length];
    in.readFully(payload);
    for (int at = 0; isMasked && at < payload.length; at++) {
      payload[at] ^= mask[at % 4];
    }
    return new Arrived(new RawFrame((first & FIN) != 0, first & 0x0f, payload), isMasked);
  }
}
