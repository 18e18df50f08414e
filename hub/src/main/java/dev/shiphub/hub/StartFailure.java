package dev.shiphub.hub;

/** The daemon cannot start; the message is one line for the operator, with what to do. */
final class StartFailure extends Exception {
  private final boolean isOfConfiguration;

  StartFailure(String words) {
    this(words, false);
  }

  private StartFailure(String words, boolean isOfConfiguration) {
    super(words);
    this.isOfConfiguration = isOfConfiguration;
  }

  /** The configuration asks for what cannot be. */
  static StartFailure ofConfiguration(String words) {
    return new StartFailure(words, true);
  }

  boolean isOfConfiguration() {
    return isOfConfiguration;
  }
}
