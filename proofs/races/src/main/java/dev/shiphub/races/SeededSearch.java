package dev.shiphub.races;

import dev.shiphub.hub.race.Race;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Tries one seed after the other; a seed that finds something must find it again. */
final class SeededSearch implements Search {
  private static final int REPLAYS = 5;

  private final long first;

  /**
   * @param first the seed to begin with
   */
  SeededSearch(long first) {
    this.first = first;
  }

  @Override
  public Finding search(Supplier<Race.Round> rounds, int runs) {
    for (long seed = first; seed < first + runs; seed++) {
      Optional<String> fault = run(rounds, seed, Optional.empty());
      if (fault.isPresent()) {
        return new Finding(seed - first + 1, Optional.of(replayed(rounds, seed, fault.get())));
      }
    }
    return new Finding(runs, Optional.empty());
  }

  private static Optional<String> run(
      Supplier<Race.Round> rounds, long seed, Optional<List<String>> trace) {
    return new SeededScheduler(seed, trace).run(rounds);
  }

  private static String replayed(Supplier<Race.Round> rounds, long seed, String fault) {
    List<String> steps = new ArrayList<>();
    for (int i = 0; i < REPLAYS; i++) {
      steps.clear();
      if (!run(rounds, seed, Optional.of(steps)).equals(Optional.of(fault))) {
        throw new IllegalStateException("seed " + seed + " does not replay: " + fault);
      }
    }
    return "seed " + seed + ": " + fault + "\n  " + String.join("\n  ", steps);
  }
}
