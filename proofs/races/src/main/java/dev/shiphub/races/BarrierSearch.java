package dev.shiphub.races;

import dev.shiphub.hub.race.Race;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Lets real threads start together and lose a random while at the seams. */
final class BarrierSearch implements Search {
  /** Seams are close together: to lose time at each of them would only make all equally slow. */
  private static final int RARITY = 8;

  private static final ThreadLocal<SplittableRandom> LUCK =
      ThreadLocal.withInitial(() -> new SplittableRandom(Thread.currentThread().threadId()));

  @Override
  public Finding search(Supplier<Race.Round> rounds, int runs) {
    Seam.use(BarrierSearch::pass);
    AtomicLong made = new AtomicLong();
    Optional<String> fault =
        Race.firstFault(
            runs,
            _ -> {
              made.incrementAndGet();
              return rounds.get();
            });
    // The first one only told how many threads a round has.
    return new Finding(made.get() - 1, fault);
  }

  private static void pass() {
    if (LUCK.get().nextInt(RARITY) == 0) {
      Race.seam();
    }
  }
}
