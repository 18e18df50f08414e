package dev.shiphub.hub;

/** The daemon cannot start; the message is one line for the operator, with what to do. */
final class StartFailure extends Exception {
  StartFailure(String words) {
    super(words);
  }
}
