package dev.shiphub.hub.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.hub.race.Race;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Starting, cancelling and closing at the same time: a task is refused, or it runs exactly once, is
 * interrupted, and has ended when the waiting is over.
 *
 * <p>Proof of promises 4, 5.
 */
final class HubScopeRaceTest {
  private static final int ROUNDS = 1_500;
  private static final Duration GRACE = Duration.ofSeconds(5);

  @Test
  void noTaskOutlivesTheScope() {
    assertEquals(Optional.empty(), Race.firstFault(ROUNDS, _ -> new Round(new Real())));
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void aPlantedFaultIsFound(Fault fault) {
    Optional<String> found = Race.firstFault(20 * ROUNDS, _ -> new Round(new Twin(fault)));
    assertTrue(found.isPresent(), "the race test is blind to " + fault);
  }

  /** What the round calls. */
  private interface Subject {
    /** Starts work that lasts until it is interrupted. */
    boolean start(Runnable work);

    void cancelLast();

    void close();

    boolean await();
  }

  private static final class Real implements Subject {
    private final HubScope scope = new HubScope();
    private volatile HubScope.Task last = new HubScope.Task(() -> {});

    @Override
    public boolean start(Runnable work) {
      HubScope.Task task = new HubScope.Task(work);
      last = task;
      return scope.start(task);
    }

    @Override
    public void cancelLast() {
      last.cancel();
    }

    @Override
    public void close() {
      scope.close();
    }

    @Override
    public boolean await() {
      try {
        return scope.await(GRACE);
      } catch (InterruptedException stopped) {
        throw new IllegalStateException(stopped);
      }
    }
  }

  enum Fault {
    /** The check for closing and the start are two steps: a late task is not waited for. */
    CHECKED_BEFORE,
    /** A task that is cancelled before its first step never runs: its outcome is lost. */
    CANCELLED_UNRUN
  }

  /** Threads kept by hand, with one of the faults. */
  private static final class Twin implements Subject {
    private final Fault fault;
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicInteger cancelled = new AtomicInteger();
    private volatile boolean isClosed;

    Twin(Fault fault) {
      this.fault = fault;
    }

    @Override
    public boolean start(Runnable work) {
      if (fault == Fault.CHECKED_BEFORE) {
        if (isClosed) {
          return false;
        }
        Race.seam();
        synchronized (threads) {
          threads.add(Thread.ofVirtual().start(work));
        }
        return true;
      }
      int before = cancelled.get();
      synchronized (threads) {
        if (isClosed) {
          return false;
        }
        threads.add(Thread.ofVirtual().start(() -> runUnlessCancelled(before, work)));
      }
      return true;
    }

    private void runUnlessCancelled(int before, Runnable work) {
      if (cancelled.get() == before) {
        work.run();
      }
    }

    @Override
    public void cancelLast() {
      cancelled.incrementAndGet();
    }

    @Override
    public void close() {
      isClosed = true;
      Race.seam();
      synchronized (threads) {
        threads.forEach(Thread::interrupt);
      }
    }

    @Override
    public boolean await() {
      List<Thread> known;
      synchronized (threads) {
        known = List.copyOf(threads);
      }
      try {
        for (Thread thread : known) {
          if (!thread.join(GRACE)) {
            return false;
          }
        }
      } catch (InterruptedException stopped) {
        throw new IllegalStateException(stopped);
      }
      return true;
    }
  }

  /** Two starters, one that cancels, one that closes and waits. */
  private static final class Round implements Race.Round {
    private final Subject subject;
    private final AtomicInteger started = new AtomicInteger();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean isAwaited;

    Round(Subject subject) {
      this.subject = subject;
    }

    @Override
    public List<Runnable> threads() {
      return List.of(this::start, this::start, this::cancel, this::close);
    }

    private void start() {
      for (int i = 0; i < 3; i++) {
        if (subject.start(this::work)) {
          started.incrementAndGet();
        }
        Race.seam();
      }
    }

    /** Lasts until it is interrupted, or the round is over and found it still there. */
    private void work() {
      begun.incrementAndGet();
      try {
        boolean isLeftBehind = over.await(30, TimeUnit.SECONDS);
        if (!isLeftBehind) {
          begun.addAndGet(1_000);
        }
      } catch (InterruptedException asked) {
        ended.incrementAndGet();
      }
    }

    private void cancel() {
      Race.seam();
      subject.cancelLast();
    }

    private void close() {
      Race.seam();
      Race.seam();
      subject.close();
      isAwaited = subject.await();
    }

    @Override
    public Optional<String> fault() {
      // A second look: what started while the first one waited.
      boolean isDone = isAwaited && ended.get() == started.get() && begun.get() == started.get();
      over.countDown();
      return isDone
          ? Optional.empty()
          : Optional.of(
              "%d started, %d begun, %d ended by interrupt, awaited %s"
                  .formatted(started.get(), begun.get(), ended.get(), isAwaited));
    }
  }
}
