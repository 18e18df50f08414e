package dev.shiphub.ship.mdns;

import static dev.shiphub.ship.mdns.Samples.ETH0;
import static dev.shiphub.ship.mdns.Samples.OWN_SKI;
import static dev.shiphub.ship.mdns.Samples.announcement;
import static dev.shiphub.ship.mdns.Samples.service;
import static dev.shiphub.ship.mdns.Samples.ski;
import static dev.shiphub.ship.mdns.Samples.up;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.port.Sighting;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The thread and the locks around the supervisor, in real time with made-up responders. */
class JmdnsDiscoveryTest {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final FakeResponders responders = new FakeResponders();
  private final AtomicLong asleep = new AtomicLong();
  private final InstantSource wall =
      () -> InstantSource.system().instant().plusSeconds(asleep.get());
  private final JmdnsDiscovery discovery =
      new JmdnsDiscovery(
          MdnsSettings.of(InterfaceChoice.automatic(), HostLabel.of("hub")),
          InstantSource.system(),
          wall,
          new LinkWatch(InterfaceChoice.automatic(), () -> List.of(up("eth0", 2, ETH0))),
          responders);

  @AfterEach
  void close() {
    responders.opened.forEach(one -> one.finished = true);
    discovery.close();
  }

  @Test
  void tellsThatTheMachineHasSlept() {
    List<Sighting> told = new CopyOnWriteArrayList<>();
    discovery.browse(told::add);
    FakeResponders.Fake responder = opened();
    assertFalse(told.contains(new Sighting.NetworkChanged()));
    asleep.set(3_600);
    responder.run("Hub");
    await().atMost(PATIENCE).until(() -> told.contains(new Sighting.NetworkChanged()));
  }

  private FakeResponders.Fake opened() {
    await().atMost(PATIENCE).until(() -> responders.opened.size() == 1);
    return responders.last();
  }

  @Test
  void startsNothingBeforeSomethingIsWanted() {
    discovery.withdraw();
    assertEquals(List.of("not started"), discovery.report());
  }

  @Test
  void passesTheLastAnnouncementOn() {
    discovery.announce(announcement("Old", OWN_SKI, 4711));
    discovery.announce(announcement("Hub", OWN_SKI, 4712));
    FakeResponders.Fake responder = opened();
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                responder.wish.equals(
                    new Wish(false, Optional.of(Offer.of(announcement("Hub", OWN_SKI, 4712))))));
    discovery.browse(_ -> {});
    discovery.withdraw();
    await().atMost(PATIENCE).until(() -> responder.wish.equals(new Wish(true, Optional.empty())));
  }

  @Test
  void tellsSightingsOneAfterTheOtherOnOneThread() {
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger overlaps = new AtomicInteger();
    AtomicInteger told = new AtomicInteger();
    discovery.browse(
        _ -> {
          overlaps.addAndGet(inside.getAndIncrement());
          threads.add(Thread.currentThread());
          told.incrementAndGet();
          inside.decrementAndGet();
        });
    FakeResponders.Fake responder = opened();
    for (char digit : "bcdef".toCharArray()) {
      responder.hear(service("A" + digit, ski(digit)), service("B" + digit, ski(digit)));
    }
    await().atMost(PATIENCE).until(() -> told.get() >= 2);
    assertEquals(0, overlaps.get());
    assertEquals(1, threads.size());
  }

  @Test
  void survivesAConsumerThatThrows() {
    List<Sighting> told = new CopyOnWriteArrayList<>();
    discovery.browse(
        sighting -> {
          told.add(sighting);
          throw new IllegalStateException("the consumer's own fault, expected here");
        });
    FakeResponders.Fake responder = opened();
    responder.hear(service("A", ski('b')), service("B", ski('c')));
    await().atMost(PATIENCE).until(() -> told.size() == 2);
  }

  @Nested
  class WhenClosing {
    @Test
    void waitsForTheGoodbye() {
      responders.closeAtOnce = false;
      discovery.announce(announcement("Hub", OWN_SKI, 4712));
      FakeResponders.Fake responder = opened();
      Thread closer = Thread.startVirtualThread(discovery::close);
      await().atMost(PATIENCE).until(() -> responder.closedWithGoodbye.equals(Optional.of(true)));
      assertTrue(closer.isAlive());
      responder.finished = true;
      await().atMost(PATIENCE).until(() -> !closer.isAlive());
    }

    @Test
    void hurriesAndThenAbandonsWhatDoesNotClose() {
      responders.closeAtOnce = false;
      discovery.announce(announcement("Hub", OWN_SKI, 4712));
      FakeResponders.Fake responder = opened();
      assertTimeout(Duration.ofMillis(3_900), discovery::close);
      assertTrue(responder.hurried, "not hurried");
      assertEquals(List.of("closed"), discovery.report());
    }

    @Test
    void tellsNothingMore() {
      List<Sighting> told = new CopyOnWriteArrayList<>();
      discovery.browse(told::add);
      FakeResponders.Fake responder = opened();
      discovery.close();
      responder.hear(service("A", ski('b')));
      discovery.browse(told::add);
      discovery.announce(announcement("Hub", OWN_SKI, 4712));
      assertEquals(List.of(), told);
      assertEquals(1, responders.opened.size());
    }

    @Test
    void mayBeDoneTwiceAndFromTheConsumer() throws InterruptedException {
      CountDownLatch closed = new CountDownLatch(1);
      discovery.browse(
          _ -> {
            discovery.close();
            closed.countDown();
          });
      opened().hear(service("A", ski('b')));
      closed.await();
      discovery.close();
      assertEquals(List.of("closed"), discovery.report());
    }

    @Test
    void needsNoTimeIfNothingWasStarted() {
      Instant before = InstantSource.system().instant();
      discovery.close();
      discovery.announce(announcement("Hub", OWN_SKI, 4712));
      discovery.close();
      assertTrue(responders.opened.isEmpty());
      assertFalse(
          Duration.between(before, InstantSource.system().instant())
                  .compareTo(Duration.ofSeconds(1))
              > 0);
    }
  }
}
