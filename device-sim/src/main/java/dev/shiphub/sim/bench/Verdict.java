package dev.shiphub.sim.bench;

/**
 * What a run of a case says about the device.
 *
 * @param kind the verdict
 * @param evidence what was seen, or what decides it, in one line
 */
public record Verdict(Kind kind, String evidence) {
  /** The verdicts of the test specification, the worse one later. */
  public enum Kind {
    /** A declaration of the vendor switches the case off. */
    NOT_APPLICABLE("not applicable"),
    /** The device did what it must. */
    PASSED("passed"),
    /** A precondition was not reached, so nothing is known. */
    INCONCLUSIVE("inconclusive"),
    /** The device did something else. */
    FAILED("failed");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** For reports. */
    public String words() {
      return words;
    }
  }

  /** The device did what it must; what was seen. */
  public static Verdict passed(String evidence) {
    return new Verdict(Kind.PASSED, evidence);
  }

  /** Nothing is known; why. */
  public static Verdict inconclusive(String why) {
    return new Verdict(Kind.INCONCLUSIVE, why);
  }

  /** The device did something else; what. */
  public static Verdict failed(String why) {
    return new Verdict(Kind.FAILED, why);
  }

  /** A declaration switches the case off; which. */
  public static Verdict notApplicable(String declaration) {
    return new Verdict(Kind.NOT_APPLICABLE, declaration);
  }
}
