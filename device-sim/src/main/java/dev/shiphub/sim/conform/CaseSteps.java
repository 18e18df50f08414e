package dev.shiphub.sim.conform;

import dev.shiphub.ship.Role;
import dev.shiphub.sim.bench.Bench;
import dev.shiphub.sim.bench.CaseEnded;
import dev.shiphub.sim.bench.Verdict;

/** What is done in a case, and what comes of it. */
interface CaseSteps {
  Verdict run(Bench bench, Role device) throws InterruptedException, CaseEnded;
}
