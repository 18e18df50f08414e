package dev.shiphub.hub.loop;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class LedgerTest {
  private final Ledger ledger = new Ledger();
  private final List<String> written = new CopyOnWriteArrayList<>();

  // An interrupt would close the file under the write.
  @Test
  void closingWaitsForAllThatIsQueuedInItsOrderAndInterruptsNothing() throws Exception {
    CountDownLatch mayEnd = new CountDownLatch(1);
    assertTrue(ledger.write(() -> written.add(waited(mayEnd) ? "first" : "interrupted")));
    assertTrue(ledger.write(() -> written.add("second")));
    CompletableFuture<Boolean> isDone = new CompletableFuture<>();
    Thread closer = Thread.ofVirtual().start(() -> isDone.complete(closed()));
    await().until(() -> closer.getState() == Thread.State.TIMED_WAITING);
    assertEquals(List.of(), written);
    mayEnd.countDown();
    assertTrue(isDone.get(10, TimeUnit.SECONDS));
    assertEquals(List.of("first", "second"), written);
  }

  @Test
  void whatComesAfterItClosedIsRefused() {
    assertTrue(closed());
    assertFalse(ledger.write(() -> written.add("late")));
    assertEquals(List.of(), written);
  }

  // An executor that is shut down while its first task starts the thread loses the second one.
  @Test
  void itsThreadIsThereBeforeTheFirstWrite() {
    Set<Thread> before = ledgers();
    Ledger fresh = new Ledger();
    await().until(() -> !before.containsAll(ledgers()));
    assertTrue(fresh.write(() -> {}));
  }

  private static Set<Thread> ledgers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("ledger"))
        .collect(Collectors.toSet());
  }

  private static boolean waited(CountDownLatch latch) {
    try {
      return latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException asked) {
      return false;
    }
  }

  private boolean closed() {
    try {
      return ledger.close(Duration.ofSeconds(10));
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }
}
