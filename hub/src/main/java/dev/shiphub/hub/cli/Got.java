package dev.shiphub.hub.cli;

/** What came of a request to the daemon. */
sealed interface Got {
  /** What HTTP says to a request that cannot be understood. */
  int BAD_REQUEST = 400;

  /** It is fulfilled. */
  record Ok(Doc doc) implements Got {}

  /**
   * The daemon does not fulfil it.
   *
   * @param problem the document that says why (RFC 9457)
   */
  record Refused(Doc problem) implements Got {
    /** What happened and what to do, in one line. */
    String words() {
      String detail = problem.firstOf("detail", "title").orElse("refused");
      String remedy = problem.text("remedy");
      return remedy.isEmpty() ? detail : detail + "; " + remedy;
    }

    /** Whether the request itself was wrong, however the hub stands. */
    boolean isMisused() {
      return problem.number("status") == BAD_REQUEST;
    }
  }

  /** No daemon can be reached there. */
  record Unreachable(String why) implements Got {}
}
