package dev.shiphub.ship.transport;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets few TLS handshakes of a node work at once, first come first served, so that the first of
 * many succeed instead of all failing late.
 *
 * <p>An address holds one permit at most, and none twice before all others had theirs. A permit
 * runs out, so that slow or silent peers cannot keep the others waiting; the handshake itself goes
 * on.
 */
final class HandshakeGate {
  private final int handshakes;
  private final Duration patience;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Waiter> line = new ArrayDeque<>();
  private final Map<Origin, Permit> held = new HashMap<>();

  /** One thread in the line; two of one address are not equal. */
  private static final class Waiter {
    private final Origin origin;

    private Waiter(Origin origin) {
      this.origin = origin;
    }
  }

  /**
   * Open.
   *
   * @param handshakes how many work at once
   * @param patience how long a permit lasts
   */
  HandshakeGate(int handshakes, Duration patience, InstantSource clock) {
    this.handshakes = handshakes;
    this.patience = patience;
    this.clock = clock;
  }

  /** The right to spend time on a handshake, until it is closed or has run out. */
  final class Permit implements AutoCloseable {
    private final Origin origin;
    private final Instant runsOut;

    private Permit(Origin origin, Instant runsOut) {
      this.origin = origin;
      this.runsOut = runsOut;
    }

    @Override
    public void close() {
      lock.lock();
      try {
        // It may have run out and be somebody else's by now.
        held.remove(origin, this);
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  /**
   * Waits in line for a permit.
   *
   * @return empty if it is {@code giveUp}, or if the arrival was dropped first
   */
  Optional<Permit> enter(Arrival arrival, Instant giveUp) throws InterruptedException {
    Origin origin = arrival.origin();
    Waiter me = new Waiter(origin);
    lock.lock();
    try {
      line.add(me);
      Instant now = clock.instant();
      while (!arrival.isDropped() && now.isBefore(giveUp)) {
        if (isNext(me, now)) {
          Permit permit = new Permit(origin, now.plus(patience));
          held.put(origin, permit);
          letOthersGoFirst(origin);
          return Optional.of(permit);
        }
        Duration calm = Duration.between(now, firstChange(giveUp));
        boolean _ = changed.await(calm.toNanos(), TimeUnit.NANOSECONDS);
        now = clock.instant();
      }
      return Optional.empty();
    } finally {
      line.remove(me);
      changed.signalAll();
      lock.unlock();
    }
  }

  /** Sends those away whose arrivals were dropped. */
  void look() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Nobody is stepped over but those whose address holds a permit, or was served before. */
  private boolean isNext(Waiter me, Instant now) {
    held.values().removeIf(permit -> !now.isBefore(permit.runsOut));
    if (held.size() >= handshakes) {
      return false;
    }
    return line.stream()
        .filter(waiter -> !held.containsKey(waiter.origin))
        .findFirst()
        .filter(first -> first == me)
        .isPresent();
  }

  private void letOthersGoFirst(Origin served) {
    List<Waiter> neighbours = line.stream().filter(waiter -> waiter.origin.equals(served)).toList();
    line.removeAll(neighbours);
    line.addAll(neighbours);
  }

  private Instant firstChange(Instant giveUp) {
    return held.values().stream()
        .map(permit -> permit.runsOut)
        .filter(runsOut -> runsOut.isBefore(giveUp))
        .min(Instant::compareTo)
        .orElse(giveUp);
  }
}
