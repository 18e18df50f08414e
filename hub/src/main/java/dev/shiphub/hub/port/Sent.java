package dev.shiphub.hub.port;

/** What became of a SPINE command: there is no "maybe". */
public sealed interface Sent {
  /**
   * It was handed whole to the socket.
   *
   * @param msgCounter the counter that it went out with; answers refer to it
   */
  record Written(long msgCounter) implements Sent {}

  /**
   * It is no command; nothing was sent.
   *
   * @param why which member is wrong, and how it should be, for people
   */
  record Malformed(String why) implements Sent {}

  /** It was not handed whole to the socket, and never will be. */
  record Failed(String why) implements Sent {}
}
