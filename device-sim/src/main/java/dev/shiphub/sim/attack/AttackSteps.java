package dev.shiphub.sim.attack;

import dev.shiphub.sim.bench.CaseEnded;
import dev.shiphub.sim.bench.Verdict;
import java.io.IOException;

/** What is done in a case, and what comes of it. */
interface AttackSteps {
  /**
   * Runs it.
   *
   * @throws IOException if the tool cannot even connect: nothing is known then
   */
  Verdict run(Foe foe) throws InterruptedException, CaseEnded, IOException;
}
