package dev.shiphub.ship.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.transport.HandshakeGate.Permit;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class HandshakeGateTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final InstantSource CLOCK = InstantSource.system();

  private final List<String> order = new CopyOnWriteArrayList<>();

  private static HandshakeGate gate(int handshakes, Duration permit) {
    return new HandshakeGate(handshakes, permit, CLOCK);
  }

  private static Arrival from(int number) {
    return new Arrival(
        new Socket(), InetAddress.ofLiteral("127.0.0." + number), false, "door", CLOCK.instant());
  }

  private static Permit enter(HandshakeGate gate, int host) throws InterruptedException {
    return gate.enter(from(host), CLOCK.instant().plus(LONG)).orElseThrow();
  }

  /** Enters on another thread; returns when that thread waits in the line, or is through. */
  private CompletableFuture<Optional<Permit>> arrive(HandshakeGate gate, int host, String name) {
    return arrive(gate, from(host), name);
  }

  private CompletableFuture<Optional<Permit>> arrive(
      HandshakeGate gate, Arrival arrival, String name) {
    CompletableFuture<Optional<Permit>> entered = new CompletableFuture<>();
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .start(
                () -> {
                  try {
                    Optional<Permit> permit = gate.enter(arrival, CLOCK.instant().plus(LONG));
                    order.add(name);
                    entered.complete(permit);
                  } catch (InterruptedException unexpected) {
                    entered.completeExceptionally(unexpected);
                  }
                });
    Eventually.isTrue(() -> entered.isDone() || thread.getState() == Thread.State.TIMED_WAITING);
    return entered;
  }

  @Test
  void letsSoManyWorkAtOnce() throws Exception {
    HandshakeGate gate = gate(2, LONG);
    Permit first = enter(gate, 1);
    enter(gate, 2);
    CompletableFuture<Optional<Permit>> third = arrive(gate, 3, "third");
    assertFalse(third.isDone());

    first.close();

    assertTrue(third.get(5, TimeUnit.SECONDS).isPresent());
  }

  @Test
  void servesFirstWhoCameFirst() throws Exception {
    HandshakeGate gate = gate(1, LONG);
    Permit first = enter(gate, 1);
    List<CompletableFuture<Optional<Permit>>> waiting = new ArrayList<>();
    for (int host = 2; host <= 5; host++) {
      waiting.add(arrive(gate, host, "host " + host));
    }
    first.close();
    for (CompletableFuture<Optional<Permit>> one : waiting) {
      one.get(5, TimeUnit.SECONDS).orElseThrow().close();
    }

    assertEquals(List.of("host 2", "host 3", "host 4", "host 5"), order);
  }

  // The thread that gives a permit back is faster than the one that waits for it.
  @RepeatedTest(20)
  void letsNobodyPushIn() throws Exception {
    HandshakeGate gate = gate(1, LONG);
    Permit first = enter(gate, 1);
    CompletableFuture<Optional<Permit>> waiting = arrive(gate, 2, "waiting");
    first.close();

    assertTrue(gate.enter(from(3), CLOCK.instant().plusMillis(10)).isEmpty());
    assertTrue(waiting.get(5, TimeUnit.SECONDS).isPresent());
  }

  @Test
  void givesAnAddressOnePermitAndStepsOverItsOthers() throws Exception {
    HandshakeGate gate = gate(2, LONG);
    Permit first = enter(gate, 1);
    CompletableFuture<Optional<Permit>> sameHost = arrive(gate, 1, "same host");
    assertFalse(sameHost.isDone());

    assertTrue(arrive(gate, 2, "other host").get(5, TimeUnit.SECONDS).isPresent());
    first.close();
    assertTrue(sameHost.get(5, TimeUnit.SECONDS).isPresent());
  }

  // Else one address with many silent handshakes keeps the others out: each takes the whole permit.
  @Test
  void servesEveryAddressOnceBeforeOneTwice() throws Exception {
    HandshakeGate gate = gate(1, LONG);
    Permit first = enter(gate, 1);
    CompletableFuture<Optional<Permit>> second = arrive(gate, 1, "host 1");
    CompletableFuture<Optional<Permit>> third = arrive(gate, 1, "host 1");
    CompletableFuture<Optional<Permit>> other = arrive(gate, 2, "host 2");
    first.close();

    second.get(5, TimeUnit.SECONDS).orElseThrow().close();
    other.get(5, TimeUnit.SECONDS).orElseThrow().close();
    third.get(5, TimeUnit.SECONDS).orElseThrow().close();
    assertEquals(List.of("host 1", "host 2", "host 1"), order);
  }

  @Test
  void takesAPermitBackThatRanOut() throws Exception {
    HandshakeGate gate = gate(1, Duration.ofMillis(100));
    Permit slow = enter(gate, 1);

    assertTrue(arrive(gate, 2, "next").get(5, TimeUnit.SECONDS).isPresent());
    slow.close();
  }

  @Test
  void isNotOpenedByAPermitThatRanOutLongAgo() throws Exception {
    HandClock clock = new HandClock();
    HandshakeGate gate = new HandshakeGate(1, Duration.ofSeconds(1), clock);
    Permit old = gate.enter(from(1), clock.instant().plus(LONG)).orElseThrow();
    clock.advance(Duration.ofSeconds(2));
    Permit current = gate.enter(from(1), clock.instant().plus(LONG)).orElseThrow();
    old.close();

    CompletableFuture<Optional<Permit>> next = arrive(gate, 2, "next");
    assertFalse(next.isDone());
    current.close();
    assertTrue(next.get(5, TimeUnit.SECONDS).isPresent());
  }

  @Test
  void sendsAwayWhoWaitsTooLong() throws Exception {
    HandshakeGate gate = gate(1, LONG);
    enter(gate, 1);

    assertTrue(gate.enter(from(2), CLOCK.instant().plusMillis(50)).isEmpty());
  }

  @Test
  void sendsAwayWhoWasDropped() throws Exception {
    HandshakeGate gate = gate(1, LONG);
    enter(gate, 1);
    Arrival dropped = from(2);
    CompletableFuture<Optional<Permit>> waiting = arrive(gate, dropped, "waiting");
    dropped.drop();

    gate.look();

    assertTrue(waiting.get(5, TimeUnit.SECONDS).isEmpty());
    assertTrue(gate.enter(dropped, CLOCK.instant().plus(LONG)).isEmpty());
  }
}
