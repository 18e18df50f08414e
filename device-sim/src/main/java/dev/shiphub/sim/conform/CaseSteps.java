package dev.shiphub.sim.conform;

import dev.shiphub.ship.Role;

/** What is done in a case, and what comes of it. */
interface CaseSteps {
  Verdict run(Bench bench, Role device) throws InterruptedException, CaseEnded;
}
