package dev.shiphub.hub.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What becomes of one task; the races are in {@link HubScopeRaceTest}.
 *
 * <p>Proof of promise 5.
 */
final class HubScopeTest {
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final HubScope scope = new HubScope();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CompletableFuture<Boolean> wasInterrupted = new CompletableFuture<>();
  private final HubScope.Task task = new HubScope.Task(this::work);

  /** Lasts until it is interrupted. */
  private void work() {
    begun.countDown();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException asked) {
      wasInterrupted.complete(true);
    }
  }

  @AfterEach
  void close() {
    scope.close();
  }

  @Test
  void isInterruptedWhenItIsCancelled() throws Exception {
    assertTrue(scope.start(task) && begun.await(10, TimeUnit.SECONDS));
    task.cancel();
    assertTrue(wasInterrupted.get(10, TimeUnit.SECONDS));
  }

  // Whoever started it waits for its outcome, so it must run.
  @Test
  void runsInterruptedIfItWasCancelledBefore() throws Exception {
    task.cancel();
    assertTrue(scope.start(task));
    assertTrue(wasInterrupted.get(10, TimeUnit.SECONDS));
  }

  @Test
  void isInterruptedAndAwaitedWhenTheScopeCloses() throws Exception {
    assertTrue(scope.start(task) && begun.await(10, TimeUnit.SECONDS));
    assertFalse(scope.await(Duration.ZERO));
    scope.close();
    assertTrue(scope.await(GRACE));
    assertTrue(wasInterrupted.isDone());
  }

  @Test
  void isRefusedAfterTheScopeClosed() throws Exception {
    scope.close();
    assertFalse(scope.start(task));
    assertTrue(scope.await(GRACE));
    assertEquals(1, begun.getCount());
  }
}
