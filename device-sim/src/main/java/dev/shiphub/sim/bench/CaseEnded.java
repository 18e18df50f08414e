package dev.shiphub.sim.bench;

/** Ends a case before its last step, with the verdict. */
public final class CaseEnded extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Verdict verdict;

  private CaseEnded(Verdict verdict) {
    super(verdict.evidence());
    this.verdict = verdict;
  }

  /** The device did not do what the step demands. */
  public static CaseEnded fault(String what) {
    return new CaseEnded(Verdict.failed(what));
  }

  /** The step was never reached. */
  public static CaseEnded unmet(String precondition) {
    return new CaseEnded(Verdict.inconclusive("precondition: " + precondition));
  }

  /** What would be a fault in a step is none before the first one. */
  public CaseEnded asPrecondition() {
    return verdict.kind() == Verdict.Kind.FAILED ? unmet(verdict.evidence()) : this;
  }

  /** What the case comes to. */
  public Verdict verdict() {
    return verdict;
  }
}
