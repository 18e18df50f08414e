package dev.shiphub.sim.device;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class InboxTest {
  private static final DeviceInput FIRST = new DeviceInput.Dial(World.SMALL);
  private static final DeviceInput SECOND = new DeviceInput.Dial(World.BIG);
  private static final DeviceInput THIRD = new DeviceInput.Stop();

  private final Inbox inbox = new Inbox(2);

  /** A thread that adds, and waits because the inbox is full. */
  private CompletableFuture<Boolean> waitingToAdd(Thread[] adder) {
    CompletableFuture<Boolean> added = new CompletableFuture<>();
    adder[0] = Thread.ofPlatform().start(() -> added.complete(inbox.add(THIRD)));
    await().until(() -> adder[0].getState() == Thread.State.WAITING);
    return added;
  }

  @Test
  void givesBackInOrder() throws InterruptedException {
    assertTrue(inbox.add(FIRST));
    assertTrue(inbox.add(SECOND));
    assertEquals(Optional.of(FIRST), inbox.take(Duration.ofSeconds(1)));
    assertEquals(Optional.of(SECOND), inbox.take(Duration.ofSeconds(1)));
  }

  @Test
  void isLeftEmptyHandedWhenPatienceEnds() throws InterruptedException {
    assertEquals(Optional.empty(), inbox.take(Duration.ofMillis(1)));
    assertEquals(Optional.empty(), inbox.take(Duration.ofSeconds(-1)));
  }

  @Test
  void makesWhoeverAddsWaitWhileItIsFull() throws Exception {
    boolean _ = inbox.add(FIRST);
    boolean _ = inbox.add(SECOND);
    Thread[] adder = new Thread[1];
    CompletableFuture<Boolean> added = waitingToAdd(adder);
    assertEquals(Optional.of(FIRST), inbox.take(Duration.ofSeconds(1)));
    assertTrue(added.get());
    assertEquals(Optional.of(SECOND), inbox.take(Duration.ofSeconds(1)));
    assertEquals(Optional.of(THIRD), inbox.take(Duration.ofSeconds(1)));
  }

  // What waits may be the only word of an open transport.
  @Test
  void doesNotLoseWhatWaitsToAnInterrupt() throws Exception {
    boolean _ = inbox.add(FIRST);
    boolean _ = inbox.add(SECOND);
    Thread[] adder = new Thread[1];
    CompletableFuture<Boolean> added = waitingToAdd(adder);
    adder[0].interrupt();
    assertEquals(Optional.of(FIRST), inbox.take(Duration.ofSeconds(1)));
    assertTrue(added.get());
  }

  @Test
  void handsOverWhatNobodyTookWhenItClosesAndRefusesTheRest() throws Exception {
    boolean _ = inbox.add(FIRST);
    boolean _ = inbox.add(SECOND);
    CompletableFuture<Boolean> added = waitingToAdd(new Thread[1]);
    assertEquals(List.of(FIRST, SECOND), inbox.close());
    assertFalse(added.get());
    assertFalse(inbox.add(FIRST));
    assertEquals(List.of(), inbox.close());
  }
}
