package dev.shiphub.hub.race;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;

/**
 * Runs small rounds of calls on real threads at the same time, many times, and looks for a round
 * that breaks a promise.
 *
 * <p>Seams between the calls, and inside of planted faults, let the threads lose a random while. A
 * plain stress loop without them misses most races.
 */
public final class Race {
  private static final ThreadLocal<SplittableRandom> LUCK =
      ThreadLocal.withInitial(() -> new SplittableRandom(1));

  private Race() {}

  /** One round: what each thread does, and what must hold afterwards. */
  public interface Round {
    List<Runnable> threads();

    /** What is wrong, if something is. Called when all threads have ended. */
    Optional<String> fault();
  }

  /** Here a thread may lose a little time. */
  public static void seam() {
    SplittableRandom luck = LUCK.get();
    switch (luck.nextInt(6)) {
      case 0 -> spin(luck.nextInt(2_000));
      case 1 -> spin(luck.nextInt(200));
      case 2 -> LockSupport.parkNanos(luck.nextInt(1, 20_000));
      default -> {}
    }
  }

  private static void spin(int turns) {
    for (int i = 0; i < turns; i++) {
      Thread.onSpinWait();
    }
  }

  /** The first fault in so many rounds, with the number of its round. */
  public static Optional<String> firstFault(int rounds, LongFunction<Round> maker) {
    try (Crew crew = new Crew(maker.apply(0).threads().size())) {
      for (long seed = 0; seed < rounds; seed++) {
        Round round = maker.apply(seed);
        Optional<String> bug = crew.run(round.threads(), seed);
        Optional<String> fault = bug.isPresent() ? bug : round.fault();
        if (fault.isPresent()) {
          return Optional.of("round " + seed + ": " + fault.get());
        }
      }
      return Optional.empty();
    }
  }

  /** Threads that wait for the next round. */
  private static final class Crew implements AutoCloseable {
    private final CyclicBarrier start;
    private final AtomicReference<List<Runnable>> work = new AtomicReference<>(List.of());
    private final AtomicReference<CountDownLatch> done = new AtomicReference<>();
    private final AtomicReference<Throwable> thrown = new AtomicReference<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean isOver;
    private volatile long seed;

    Crew(int size) {
      start = new CyclicBarrier(size + 1);
      for (int i = 0; i < size; i++) {
        int number = i;
        threads.add(Thread.ofPlatform().daemon().name("race-" + i).start(() -> loop(number)));
      }
    }

    Optional<String> run(List<Runnable> tasks, long roundSeed) {
      work.set(tasks);
      done.set(new CountDownLatch(tasks.size()));
      seed = roundSeed;
      await();
      try {
        done.get().await();
      } catch (InterruptedException stopped) {
        throw new IllegalStateException(stopped);
      }
      return Optional.ofNullable(thrown.get()).map(bug -> "threw " + bug);
    }

    private void loop(int number) {
      while (true) {
        await();
        if (isOver) {
          return;
        }
        LUCK.set(new SplittableRandom(seed * 31 + number));
        try {
          work.get().get(number).run();
        } catch (RuntimeException | Error bug) {
          thrown.compareAndSet(null, bug);
        } finally {
          done.get().countDown();
        }
      }
    }

    private void await() {
      try {
        start.await();
      } catch (Exception broken) {
        throw new IllegalStateException(broken);
      }
    }

    @Override
    public void close() {
      isOver = true;
      await();
    }
  }
}
