package dev.shiphub.hub.loop;

import dev.shiphub.hub.race.Race;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Writing and closing at the same time: what was taken is written when the close is over, what was
 * refused never.
 */
public final class LedgerRound implements Race.Round {
  private static final Duration FOR_EVER = Duration.ofDays(1);

  private final Ledger ledger = new Ledger();
  private final AtomicInteger taken = new AtomicInteger();
  private final AtomicInteger written = new AtomicInteger();
  private int writtenWhenClosed;

  /** A round. */
  public static Supplier<Race.Round> closing() {
    return LedgerRound::new;
  }

  @Override
  public List<Runnable> threads() {
    return List.of(this::write, this::write, this::close);
  }

  private void write() {
    for (int i = 0; i < 2; i++) {
      if (ledger.write(written::incrementAndGet)) {
        taken.incrementAndGet();
      }
    }
  }

  private void close() {
    try {
      ledger.close(FOR_EVER);
    } catch (InterruptedException nobodyDoes) {
      throw new IllegalStateException(nobodyDoes);
    }
    writtenWhenClosed = written.get();
  }

  @Override
  public Optional<String> fault() {
    return writtenWhenClosed == taken.get()
        ? Optional.empty()
        : Optional.of(taken + " were taken, " + writtenWhenClosed + " written when it was closed");
  }
}
