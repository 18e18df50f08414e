package dev.shiphub.sim.device;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rule to the letter: the bigger SKI keeps the newest connection at once, the smaller one gives
 * it 3 s to do so and then does it itself (SHIP 12.2.2).
 */
public final class SpecRule implements PeerRule {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  @Override
  public Verdict judge(Situation situation) {
    List<Open> open = situation.open();
    if (open.size() < 2) {
      return Verdict.KEEP_ALL;
    }
    Instant due = open.getLast().since().plus(PATIENCE);
    if (!situation.isBigger() && due.isAfter(situation.now())) {
      return new Verdict(Set.of(), Optional.of(due));
    }
    Set<Long> older =
        open.subList(0, open.size() - 1).stream().map(Open::connection).collect(Collectors.toSet());
    return new Verdict(older, Optional.empty());
  }
}
