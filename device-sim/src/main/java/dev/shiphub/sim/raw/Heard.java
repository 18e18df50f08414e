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
   */
  @SuppressWarnings("ArrayRecordComponent") // bytes of the wire, never compared
  record Message(Instant at, byte[] bytes, boolean isBinary) implements Heard {}

  /**
   * The device ended the connection; the last that is heard.
   *
   * @param how by what: a close frame with its code, the end of TLS, a reset
   */
  record End(Instant at, String how) implements Heard {}
}
