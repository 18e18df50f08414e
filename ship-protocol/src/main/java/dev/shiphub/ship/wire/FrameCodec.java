package dev.shiphub.ship.wire;

import java.nio.ByteBuffer;

/** Frames to octets and back (SHIP 13.4.2). Any thread. */
public final class FrameCodec {
  private static final int NO_OCTET = -1;

  private FrameCodec() {}

  /**
   * Cuts a message into type and value.
   *
   * @param message one whole WebSocket message; not copied
   * @return the frame, or {@code Skippable} where the type is unknown or the value is missing
   */
  public static Decoded<Frame> decode(byte[] message) {
    if (message.length == 0) {
      return new Decoded.Skippable<>("a message without an octet", NO_OCTET);
    }
    int octet = Byte.toUnsignedInt(message[0]);
    for (Frame.Type type : Frame.Type.values()) {
      if (type.octet() == octet) {
        return message.length > 1
            ? new Decoded.Ok<>(new Frame(type, ByteBuffer.wrap(message, 1, message.length - 1)))
            : new Decoded.Skippable<>("a message of type " + octet + " without a value", octet);
      }
    }
    return new Decoded.Skippable<>("a message of unknown type " + octet, octet);
  }

  /** Puts a type before a value. */
  public static byte[] encode(Frame.Type type, byte[] value) {
    byte[] message = new byte[1 + value.length];
    message[0] = (byte) type.octet();
    System.arraycopy(value, 0, message, 1, value.length);
    return message;
  }
}
