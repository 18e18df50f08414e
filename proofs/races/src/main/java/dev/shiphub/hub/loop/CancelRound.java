package dev.shiphub.hub.loop;

import dev.shiphub.hub.race.Race;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/** A task is cancelled while it starts: it runs, and is interrupted. */
public final class CancelRound implements Race.Round {
  private final HubScope scope = new HubScope();
  private final HubScope.Task task = new HubScope.Task(this::work);
  private final CountDownLatch isCancelled = new CountDownLatch(1);
  private final CountDownLatch isDone = new CountDownLatch(1);
  private volatile boolean isInterrupted;

  /** A round. */
  public static Supplier<Race.Round> cancelling() {
    return CancelRound::new;
  }

  @Override
  public List<Runnable> threads() {
    return List.of(this::start, this::cancel);
  }

  private void start() {
    if (!scope.start(task)) {
      throw new AssertionError("nobody has closed the scope");
    }
    try {
      isDone.await();
    } catch (InterruptedException nobodyDoes) {
      throw new IllegalStateException(nobodyDoes);
    }
  }

  private void cancel() {
    task.cancel();
    isCancelled.countDown();
  }

  /** Waiting throws if the interrupt is there already. */
  private void work() {
    try {
      isCancelled.await();
      isInterrupted = Thread.interrupted();
    } catch (InterruptedException asked) {
      isInterrupted = true;
    } finally {
      isDone.countDown();
    }
  }

  @Override
  public Optional<String> fault() {
    return isInterrupted ? Optional.empty() : Optional.of("cancelled, and not interrupted");
  }
}
