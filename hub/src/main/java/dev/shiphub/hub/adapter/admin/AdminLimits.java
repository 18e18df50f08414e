package dev.shiphub.hub.adapter.admin;

import dev.shiphub.hub.adapter.http.HttpLimits;
import java.time.Duration;

/** Every upper bound of the admin API, in one place. */
final class AdminLimits {
  /** The longest body of a request, in bytes. */
  static final int BODY_BYTES = 64 * 1024;

  /** Connections at the same time. */
  static final int CONNECTIONS = 64;

  /** Of them from one address, or one /64 of IPv6; this machine itself may have all. */
  static final int CONNECTIONS_PER_NETWORK = 16;

  /** Clients that follow the events at the same time. */
  static final int FOLLOWERS = 16;

  /** How long a follower may leave what was sent to it unread when its place is needed. */
  static final Duration STALL = Duration.ofSeconds(10);

  /** A follower hears something at least this often, so that dead ones are noticed. */
  static final Duration HEARTBEAT = Duration.ofSeconds(15);

  /** Events that are written to a follower in one go. */
  static final int PAGE = 64;

  /** Events in one document. */
  static final int EVENTS_PAGE = 1_000;

  /** How long a command may take; the hub answers in milliseconds unless its disk is stuck. */
  static final Duration ANSWER = Duration.ofSeconds(10);

  /** How long the hub may take to show that it lives. */
  static final Duration HEALTH = Duration.ofSeconds(2);

  /** How long a message may take; a peer that does not read is cut well before. */
  static final Duration SEND = Duration.ofSeconds(60);

  /** How long followers may take to hear the last event when the server closes. */
  static final Duration FAREWELL = Duration.ofMillis(100);

  /** Logins at the same time; one more ends the one that was not used for longest. */
  static final int LOGINS = 32;

  /** A login that is not used for so long is over. */
  static final Duration LOGIN_IDLE = Duration.ofMinutes(30);

  /** A login that is as old as this is over. */
  static final Duration LOGIN_AGE = Duration.ofHours(12);

  /** Wrong tokens that are looked at in a minute, from one network and from all. */
  static final int FAILURES_PER_NETWORK = 10;

  static final int FAILURES = 60;

  /** Networks whose wrong tokens are counted apart. */
  static final int NETWORKS = 256;

  /** Decisions in one answer. */
  static final int AUDIT_PAGE = 500;

  private AdminLimits() {}

  /**
   * The bounds of the listener.
   *
   * @param isLocal whether only this machine can reach it
   */
  static HttpLimits http(boolean isLocal) {
    return new HttpLimits(
        CONNECTIONS,
        isLocal ? CONNECTIONS : CONNECTIONS_PER_NETWORK,
        8 * 1024,
        16 * 1024,
        64,
        BODY_BYTES,
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30));
  }
}
