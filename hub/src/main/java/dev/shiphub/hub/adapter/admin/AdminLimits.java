package dev.shiphub.hub.adapter.admin;

import java.time.Duration;
import java.util.Map;

/**
 * Every upper bound of the admin API, in one place.
 *
 * <p>The JDK's server takes some of them as system properties, which it reads once, when its first
 * server is made.
 */
final class AdminLimits {
  /** The longest body of a request, in bytes. */
  static final int BODY_BYTES = 64 * 1024;

  /** Clients that follow the events at the same time. */
  static final int FOLLOWERS = 16;

  /** How long a follower may leave what was sent to it unread when its place is needed. */
  static final Duration STALL = Duration.ofSeconds(10);

  /** A follower hears something at least this often, so that dead ones are noticed. */
  static final Duration HEARTBEAT = Duration.ofSeconds(15);

  /** Events that are written to a follower in one go. */
  static final int PAGE = 64;

  /** How long a command may take; the hub answers in milliseconds unless its disk is stuck. */
  static final Duration ANSWER = Duration.ofSeconds(10);

  /** How long the hub may take to show that it lives. */
  static final Duration HEALTH = Duration.ofSeconds(2);

  /** How long a message may take; a peer that does not read is cut well before. */
  static final Duration SEND = Duration.ofSeconds(60);

  /** How long followers may take to hear the last event when the server closes. */
  static final Duration FAREWELL = Duration.ofMillis(100);

  private static final int CONNECTIONS = 64;
  private static final int HEADERS = 64;
  private static final int HEADER_BYTES = 16 * 1024;
  private static final int REQUEST_SECONDS = 10;

  private static final Map<String, String> PROPERTIES =
      Map.of(
          "jdk.httpserver.maxConnections", String.valueOf(CONNECTIONS),
          "sun.net.httpserver.maxIdleConnections", String.valueOf(CONNECTIONS),
          "sun.net.httpserver.maxReqHeaders", String.valueOf(HEADERS),
          "sun.net.httpserver.maxReqHeaderSize", String.valueOf(HEADER_BYTES),
          // From the first byte to the end of the body. Answers have no limit here: events last.
          "sun.net.httpserver.maxReqTime", String.valueOf(REQUEST_SECONDS),
          // What is left of a body that was refused is skipped up to this.
          "sun.net.httpserver.drainAmount", String.valueOf(BODY_BYTES),
          "sun.net.httpserver.nodelay", "true");

  private AdminLimits() {}

  /** Tells the JDK's server, unless whoever started the program has said otherwise. */
  static void tellServer() {
    PROPERTIES.forEach(
        (name, value) -> {
          if (System.getProperty(name) == null) {
            System.setProperty(name, value);
          }
        });
  }
}
