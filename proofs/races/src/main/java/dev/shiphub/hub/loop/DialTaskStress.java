package dev.shiphub.hub.loop;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** A dial gives way while it comes to the device's notice: one of both happens. */
@JCStressTest
@Outcome(id = "true, false", expect = Expect.ACCEPTABLE, desc = "noticed")
@Outcome(id = "false, true", expect = Expect.ACCEPTABLE, desc = "gave way")
@Outcome(expect = Expect.FORBIDDEN, desc = "both, or none")
@State
public class DialTaskStress {
  private final DialTask dial = new DialTask(_ -> {});

  /** The dial. */
  @Actor
  public void notice(ZZ_Result result) {
    result.r1 = dial.mayUpgrade();
  }

  /** The loop. */
  @Actor
  public void giveWay() {
    dial.giveWay();
  }

  /** What became of it. */
  @Arbiter
  public void look(ZZ_Result result) {
    result.r2 = dial.hasYielded();
  }
}
