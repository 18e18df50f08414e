package dev.shiphub.ship.transport;

import dev.shiphub.ship.CloseReason;

/**
 * The head of a WebSocket frame (RFC 6455 5.2), judged by itself.
 *
 * @param opcode one of those that SHIP uses
 * @param isFinal whether the message ends with this frame
 * @param bytes the length of the header, 2 to 14
 * @param payload the declared length of what follows, 0 to 2^63 - 1
 */
record FrameHeader(int opcode, boolean isFinal, int bytes, long payload) {
  static final int CONTINUATION = 0;
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  static final int PROTOCOL_ERROR = 1002;
  static final int SHORTEST = 2;
  static final int LONGEST = 14;

  private static final int FINAL_BIT = 0x80;
  private static final int RESERVED_BITS = 0x70;
  private static final int OPCODE_BITS = 0x0f;
  private static final int MASK_BIT = 0x80;
  private static final int MASK_BYTES = 4;
  private static final int LONGEST_CONTROL = 125;
  private static final int LENGTH_16 = 126;
  private static final int LENGTH_64 = 127;

  /** What the bytes so far say. */
  sealed interface Reading {
    /** More bytes are needed: so many in all before the next look. */
    record Unfinished(int bytes) implements Reading {}

    /** The header is whole. */
    record Finished(FrameHeader header) implements Reading {}

    /** No SHIP node sends this; {@code code} is the close code that says so. */
    record Refused(int code, String why) implements Reading {}
  }

  /**
   * Looks at the first {@code filled} bytes of a frame, at least two.
   *
   * @param isMaskExpected whether it comes from a client (RFC 6455 5.1)
   */
  static Reading read(byte[] frame, int filled, boolean isMaskExpected) {
    int first = frame[0] & 0xff;
    int second = frame[1] & 0xff;
    int opcode = first & OPCODE_BITS;
    boolean isFinal = (first & FINAL_BIT) != 0;
    int length = second & ~MASK_BIT;
    if ((first & RESERVED_BITS) != 0) {
      return refused("reserved bits are set");
    }
    if (opcode == TEXT) {
      return new Reading.Refused(CloseReason.UNSUPPORTED, "SHIP has no text frames");
    }
    if (opcode != CONTINUATION && opcode != BINARY && !isControl(opcode)) {
      return refused("reserved opcode " + opcode);
    }
    if (((second & MASK_BIT) != 0) != isMaskExpected) {
      return refused(isMaskExpected ? "frame without mask" : "frame with mask");
    }
    if (isControl(opcode) && (!isFinal || length > LONGEST_CONTROL)) {
      return refused("control frame too long or in fragments");
    }
    if (opcode == CLOSE && length == 1) {
      return refused("close frame with half a code");
    }
    int bytes = SHORTEST + lengthBytes(length) + (isMaskExpected ? MASK_BYTES : 0);
    return filled < bytes ? new Reading.Unfinished(bytes) : sized(frame, opcode, isFinal, bytes);
  }

  private static Reading sized(byte[] frame, int opcode, boolean isFinal, int bytes) {
    int length = frame[1] & ~MASK_BIT & 0xff;
    long payload = length < LENGTH_16 ? length : number(frame, lengthBytes(length));
    boolean isShortest =
        switch (length) {
          case LENGTH_16 -> payload >= LENGTH_16;
          case LENGTH_64 -> payload > 0xffff;
          default -> true;
        };
    // The 64-bit form may not have its top bit set: it then reads as negative.
    return isShortest
        ? new Reading.Finished(new FrameHeader(opcode, isFinal, bytes, payload))
        : refused("length in the wrong form");
  }

  private static int lengthBytes(int length) {
    return switch (length) {
      case LENGTH_16 -> 2;
      case LENGTH_64 -> 8;
      default -> 0;
    };
  }

  private static long number(byte[] frame, int bytes) {
    long value = 0;
    for (int i = SHORTEST; i < SHORTEST + bytes; i++) {
      value = value << 8 | (frame[i] & 0xff);
    }
    return value;
  }

  private static Reading.Refused refused(String why) {
    return new Reading.Refused(PROTOCOL_ERROR, why);
  }

  /** Whether a frame of this opcode may stand between the fragments of a message. */
  static boolean isControl(int opcode) {
    return opcode == CLOSE || opcode == PING || opcode == PONG;
  }

  /** Whether a close frame may carry this code (RFC 6455 7.4). */
  static boolean isCloseCode(int code) {
    return code >= 1000
        && code <= 4999
        && code != 1004
        && code != 1005
        && code != 1006
        && code != 1015;
  }
}
