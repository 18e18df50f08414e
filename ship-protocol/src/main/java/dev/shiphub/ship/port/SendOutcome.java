package dev.shiphub.ship.port;

/** What became of a message: there is no "maybe". */
public sealed interface SendOutcome {
  /** It was handed whole to the socket. */
  record Written() implements SendOutcome {}

  /** It was not, or not wholly, handed to the socket, and never will be. */
  record Failed(String why) implements SendOutcome {}
}
