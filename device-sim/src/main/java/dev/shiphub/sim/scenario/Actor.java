package dev.shiphub.sim.scenario;

import dev.shiphub.sim.bench.CaseEnded;
import dev.shiphub.sim.raw.RawIdentity;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/** A peer that plays its part. Belongs to the thread of its scenario. */
sealed interface Actor permits DeviceActor, HandActor {
  /** Who it is. */
  RawIdentity identity();

  /** Where it can be reached, if it listens. */
  Optional<InetSocketAddress> place();

  /** Takes a step that is its own. */
  void take(Step step) throws InterruptedException, CaseEnded;

  /** A limit of a step, made longer by the patience of the run. */
  static Duration limit(Scene scene, Step step, int usualSeconds) {
    Duration told = step.values().span("within").orElse(Duration.ofSeconds(usualSeconds));
    return told.multipliedBy(scene.patience());
  }
}
