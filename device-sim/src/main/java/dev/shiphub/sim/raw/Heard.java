package dev.shiphub.sim.raw;

import java.time.Instant;

/** What came from the device. */
public sealed interface Heard {
  /** When. */
  Instant at();

  /**
   * A whole WebSocket message.
   *
   * @param isBinary whether it came in binary frames
   * @param frames how many
   * @param isMasked whether the last of them was masked
   */
  @SuppressWarnings("ArrayRecordComponent") // bytes of the wire, never compared
  record Message(Instant at, byte[] bytes, boolean isBinary, int frames, boolean isMasked)
      implements Heard {}

  /** An answer to a ping. */
  @SuppressWarnings("ArrayRecordComponent") // bytes of the wire, never compared
  record Pong(Instant at, byte[] payload) implements Heard {}

  /**
   * The device ended the connection; the last that is heard.
   *
   * @param how by what: a close frame with its code, the end of TLS, a reset
   * @param code of the close frame; 0 without one
   */
  record End(Instant at, String how, int code) implements Heard {}
}
