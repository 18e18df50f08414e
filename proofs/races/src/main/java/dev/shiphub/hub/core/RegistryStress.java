package dev.shiphub.hub.core;

import dev.shiphub.hub.core.ConnectionRegistry.Swap;
import dev.shiphub.ship.Role;
import dev.shiphub.ship.Ski;
import java.time.Instant;
import java.util.Map;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** Two newcomers, room for one. */
@JCStressTest
@Outcome(id = "1, 0, 1", expect = Expect.ACCEPTABLE, desc = "the first is admitted")
@Outcome(id = "0, 1, 1", expect = Expect.ACCEPTABLE, desc = "the second is admitted")
@Outcome(expect = Expect.FORBIDDEN, desc = "both are admitted, or none")
@State
public class RegistryStress {
  private static final SlotFacts FACTS = new SlotFacts(true, true, Map.of());
  private static final Connection ONE = connection(1);
  private static final Connection TWO = connection(2);

  private final ConnectionRegistry registry =
      new ConnectionRegistry(DoubleConnectionRule.EVIDENCE, 1, 0);

  private static Connection connection(int id) {
    Ski device = new Ski(String.valueOf(id).repeat(40));
    return new Connection(new ConnectionId(id), device, Role.CLIENT, "x");
  }

  private int admit(Connection newcomer) {
    return registry.swap(newcomer, FACTS, Instant.EPOCH) instanceof Swap.Took ? 1 : 0;
  }

  /** The first. */
  @Actor
  public void first(III_Result result) {
    result.r1 = admit(ONE);
  }

  /** The second. */
  @Actor
  public void second(III_Result result) {
    result.r2 = admit(TWO);
  }

  /** What is held. */
  @Arbiter
  public void look(III_Result result) {
    result.r3 = registry.size();
  }
}
