package dev.shiphub.hub.doctor;

/** How bad a finding is; the later the worse. */
public enum Level {
  /** As it should be. */
  OK("ok"),
  /** The hub works, but may not for long, or not for everybody. */
  WARN("warn"),
  /** Something does not work. */
  FAIL("fail");

  private final String word;

  Level(String word) {
    this.word = word;
  }

  /** What programs call it. */
  public String word() {
    return word;
  }
}
