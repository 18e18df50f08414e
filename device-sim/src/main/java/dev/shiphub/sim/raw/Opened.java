package dev.shiphub.sim.raw;

import java.time.Instant;

/** What became of an attempt to get a WebSocket to the device, whoever dialled. */
public sealed interface Opened {
  /** It is there; no SHIP message was exchanged yet. */
  record Up(RawLink link) implements Opened {}

  /**
   * The device ended the TLS handshake.
   *
   * @param why in the words of TLS
   * @param isAfterCertificate whether it had come so far that our certificate was sent
   */
  record TlsEnded(Instant at, String why, boolean isAfterCertificate) implements Opened {}

  /** TLS was fine, the upgrade was not. */
  record NotUpgraded(Instant at, String why) implements Opened {}

  /** No TCP connection, or the device fell silent during TLS. */
  record NoAnswer(String why) implements Opened {}
}
