package dev.shiphub.ship.transport;

import java.net.InetAddress;
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
  private final TransportLimits.Door limits;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Waiter> line = new ArrayDeque<>();
  private final Map<InetAddress, Permit> held = new HashMap<>();

  /** One thread in the line; two of one address are not equal. */
  private static final class Waiter {
    private final InetAddress address;

    private Waiter(InetAddress address) {
      this.address = address;
    }
  }

  HandshakeGate(TransportLimits.Door limits, InstantSource clock) {
    this.limits = limits;
    this.clock = clock;
  }

  /** The right to spend time on a handshake, until it is closed or has run out. */
  final class Permit implements AutoCloseable {
    private final InetAddress address;
    private final Instant runsOut;

    private Permit(InetAddress address, Instant runsOut) {
      this.address = address;
      this.runsOut = runsOut;
    }

    @Override
    public void close() {
      lock.lock();
      try {
        // It may have run out and be somebody else's by now.
        held.remove(address, this);
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
    InetAddress address = arrival.address();
    Waiter me = new Waiter(address);
    lock.lock();
    try {
      line.add(me);
      Instant now = clock.instant();
      while (!arrival.isDropped() && now.isBefore(giveUp)) {
        if (isNext(me, now)) {
          Permit permit = new Permit(address, now.plus(limits.permit()));
          held.put(address, permit);
          letOthersGoFirst(address);
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
    if (held.size() >= limits.handshakes()) {
      return false;
    }
    return line.stream()
        .filter(waiter -> !held.containsKey(waiter.address))
        .findFirst()
        .filter(first -> first == me)
        .isPresent();
  }

  private void letOthersGoFirst(InetAddress served) {
    List<Waiter> neighbours =
        line.stream().filter(waiter -> waiter.address.equals(served)).toList();
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
