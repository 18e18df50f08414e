package dev.shiphub.hub.core;

/** Why a connection is not admitted. */
public enum Refusal {
  /** The hub stops. */
  CLOSED("the hub is stopping"),
  /** All places of its kind are taken. */
  LIMIT("too many connections"),
  /** Another connection to the same device stays. */
  RULE("double connection");

  private final String words;

  Refusal(String words) {
    this.words = words;
  }

  /** For people and close frames. */
  public String words() {
    return words;
  }
}
