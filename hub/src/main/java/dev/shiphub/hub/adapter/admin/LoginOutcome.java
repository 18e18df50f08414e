package dev.shiphub.hub.adapter.admin;

/** What came of a login. */
sealed interface LoginOutcome permits LoginOutcome.Begun, Problem {
  /**
   * It has begun.
   *
   * @param token the name of the token
   * @param id the secret for the cookie
   */
  record Begun(String token, String id) implements LoginOutcome {
    /** Keeps the secret out of logs. */
    @Override
    public String toString() {
      return "login with token " + token;
    }
  }
}
