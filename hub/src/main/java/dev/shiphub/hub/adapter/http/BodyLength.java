package dev.shiphub.hub.adapter.http;

/** How long the body of a request is, or why it is not read. */
sealed interface BodyLength {
  /** So many bytes. */
  record Octets(int count) implements BodyLength {}

  /** It is not read. */
  record Refused(HttpFault fault) implements BodyLength {}
}
