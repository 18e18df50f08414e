package dev.shiphub.ship.mdns;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class MdnsThreadsTest {
  private final List<Throwable> deaths = new CopyOnWriteArrayList<>();
  private final MdnsThreads.Crew crew = new MdnsThreads.Crew("mdns test", deaths::add);

  // JmDNS's listening thread ends without a word on anything but an I/O error.
  @Test
  void aCrewHearsOfTheDeathOfAThreadThatItsThreadsStarted() throws InterruptedException {
    IllegalStateException cause = new IllegalStateException("expected here");
    Runnable dies =
        () -> {
          throw cause;
        };
    crew.start(() -> Thread.ofPlatform().start(dies)).join();
    await().atMost(Duration.ofSeconds(5)).until(() -> deaths.equals(List.of(cause)));
  }

  @Test
  void aCrewKnowsWhetherThreadsAreLeftThatItsThreadsStarted() throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    crew.start(() -> Thread.ofPlatform().start(() -> awaitQuietly(done))).join();
    assertFalse(crew.isAloneWithin(Duration.ofMillis(10)));
    done.countDown();
    assertTrue(crew.isAloneWithin(Duration.ofSeconds(5)));
  }

  @Test
  void theSupervisorRunsOnAVirtualThread() throws InterruptedException {
    Thread thread = MdnsThreads.supervise("mdns", () -> {});
    assertTrue(thread.isVirtual());
    thread.join();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
