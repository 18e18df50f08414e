package dev.shiphub.hub.loop;

import dev.shiphub.hub.race.Race;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Starting and closing at the same time: a task is refused, or it runs, is interrupted, and has
 * ended when the waiting is over.
 */
public final class HubScopeRound implements Race.Round {
  private static final Duration FOR_EVER = Duration.ofDays(1);

  private final HubScope scope = new HubScope();
  private final AtomicInteger started = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();
  private final CountDownLatch isGivenUp = new CountDownLatch(1);
  private int endedWhenAwaited;

  /** A round. */
  public static Supplier<Race.Round> stop() {
    return HubScopeRound::new;
  }

  @Override
  public List<Runnable> threads() {
    return List.of(this::start, this::start, this::close);
  }

  private void start() {
    if (scope.start(new HubScope.Task(this::work))) {
      started.incrementAndGet();
    }
  }

  /** Lasts until it is interrupted, or left behind. */
  private void work() {
    try {
      isGivenUp.await();
    } catch (InterruptedException asked) {
      ended.incrementAndGet();
    }
  }

  private void close() {
    scope.close();
    try {
      scope.await(FOR_EVER);
    } catch (InterruptedException nobodyDoes) {
      throw new IllegalStateException(nobodyDoes);
    }
    endedWhenAwaited = ended.get();
  }

  @Override
  public Optional<String> fault() {
    isGivenUp.countDown();
    return endedWhenAwaited == started.get()
        ? Optional.empty()
        : Optional.of(started + " started, " + endedWhenAwaited + " ended when the scope had");
  }
}
