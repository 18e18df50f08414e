package dev.shiphub.hub.cli;

/** What the program tells the shell. */
final class ExitCode {
  /** Done. */
  static final int DONE = 0;

  /** Tried and failed; the reason is on stderr. */
  static final int FAILED = 1;

  /** Wrong usage or configuration. */
  static final int USAGE = 2;

  /** No daemon can be reached. */
  static final int NO_DAEMON = 3;

  private ExitCode() {}
}
