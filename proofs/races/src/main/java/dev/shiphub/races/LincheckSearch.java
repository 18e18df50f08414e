package dev.shiphub.races;

import dev.shiphub.hub.race.Race;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jetbrains.lincheck.Lincheck;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jspecify.annotations.Nullable;

/** Lets Lincheck choose who goes on. */
final class LincheckSearch implements Search {
  private static final String REASON = "java.lang.AssertionError: ";
  private static final String STUCK = "Concurrent test has hung";

  /** On JDK 25 Lincheck sees only what a static field leads to. */
  private static Race.@Nullable Round published;

  /** Outside of the heap: Lincheck puts everything else back after each run. */
  private final ByteBuffer runs = ByteBuffer.allocateDirect(Integer.BYTES);

  /** Lincheck knows the threads of its own subclasses; a lambda's fields it does not always see. */
  private static final class Actor extends Thread {
    private final Runnable work;

    Actor(Runnable work) {
      this.work = work;
    }

    @Override
    public void run() {
      work.run();
    }
  }

  @Override
  public Finding search(Supplier<Race.Round> rounds, int most) {
    runs.putInt(0, 0);
    try {
      Lincheck.runConcurrentTest(most, () -> runOnce(rounds.get()));
      return new Finding(runs.getInt(0), Optional.empty());
    } catch (LincheckAssertionError found) {
      return new Finding(runs.getInt(0), Optional.of(words(String.valueOf(found.getMessage()))));
    }
  }

  /**
   * The reason, before the tables of who went on where.
   *
   * @throws IllegalStateException if the round was not judged: something broke, as may Lincheck
   */
  private static String words(String report) {
    Optional<String> judged =
        report
            .lines()
            .filter(line -> line.startsWith(REASON))
            .findFirst()
            .map(line -> line.substring(REASON.length()));
    Optional<String> stuck = Optional.of("all wait for ever").filter(_ -> report.contains(STUCK));
    return judged
            .or(() -> stuck)
            .orElseThrow(() -> new IllegalStateException("not judged: " + report))
        + "\n"
        + report;
  }

  private void runOnce(Race.Round round) {
    runs.putInt(0, runs.getInt(0) + 1);
    published = round;
    // Declared as threads: Lincheck does not know the join of a subclass.
    List<Thread> threads = new ArrayList<>();
    round.threads().forEach(work -> threads.add(new Actor(work)));
    for (Thread thread : threads) {
      thread.start();
    }
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException nobodyDoes) {
      throw new IllegalStateException(nobodyDoes);
    }
    Optional<String> fault = published.fault();
    if (fault.isPresent()) {
      throw new AssertionError(fault.get());
    }
  }
}
