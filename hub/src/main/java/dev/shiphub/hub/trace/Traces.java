package dev.shiphub.hub.trace;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.shiphub.hub.core.Connection;
import dev.shiphub.hub.port.ConnectionWatch;
import dev.shiphub.hub.port.HubWatch;
import dev.shiphub.ship.Ski;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The last frames of every device, decrypted.
 *
 * <p>Keeps what the connections have in their hands anyway, so that a frame costs no copy. Nobody
 * waits for those who read here. Any thread.
 */
public final class Traces implements HubWatch {
  private final TraceLimits limits;
  private final Predicate<Ski> isPaired;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition hasNews = lock.newCondition();

  @GuardedBy("lock")
  private final Map<Ski, Ring> rings = new HashMap<>();

  @GuardedBy("lock")
  private final Ring strangers;

  @GuardedBy("lock")
  private long last;

  @GuardedBy("lock")
  private boolean isClosed;

  /**
   * No frames yet.
   *
   * @param isPaired who has a ring of its own; asked for each frame
   * @param clock a steady one
   */
  public Traces(TraceLimits limits, Predicate<Ski> isPaired, InstantSource clock) {
    this.limits = limits;
    this.isPaired = isPaired;
    this.clock = clock;
    strangers = new Ring(limits);
  }

  @Override
  public ConnectionWatch opened(Connection connection) {
    return new TraceTap(connection, this);
  }

  /** Takes a frame; what it says of PINs is masked by the caller. */
  void add(Connection connection, boolean isOutgoing, TracedFrame.Form form, byte[] payload) {
    byte[] kept =
        payload.length <= limits.frameOctets()
            ? payload
            : Arrays.copyOf(payload, limits.frameOctets());
    boolean hasOwnRing = isPaired.test(connection.peer());
    lock.lock();
    try {
      last++;
      Ring ring = hasOwnRing ? ring(connection.peer()) : strangers;
      ring.add(
          new TracedFrame(
              last, clock.instant(), connection, isOutgoing, form, kept, payload.length));
      hasNews.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private Ring ring(Ski ski) {
    if (!rings.containsKey(ski) && rings.size() >= limits.devices()) {
      rings.entrySet().stream()
          .min(Comparator.comparingLong(entry -> entry.getValue().last()))
          .map(Map.Entry::getKey)
          .ifPresent(rings::remove);
    }
    return rings.computeIfAbsent(ski, _ -> new Ring(limits));
  }

  /** The latest frames of a device, at most so many. */
  public TracePage latest(Ski ski, int most) {
    lock.lock();
    try {
      List<TracedFrame> all = frames(ski, 0);
      List<TracedFrame> latest = all.subList(Math.max(0, all.size() - most), all.size());
      return page(ski, latest, false);
    } finally {
      lock.unlock();
    }
  }

  /** The frames of a device after that number, at most so many. */
  public TracePage after(Ski ski, long known, int most) {
    lock.lock();
    try {
      List<TracedFrame> all = frames(ski, known);
      return page(ski, all.subList(0, Math.min(most, all.size())), lastDropped(ski) > known);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until there is something of a device after that number.
   *
   * @param most how many to take at once, at least 1
   * @param patience how long to wait; then the page is empty
   */
  public TracePage await(Ski ski, long known, int most, Duration patience)
      throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = patience.toNanos();
      while (lastOf(ski) <= known && !isClosed && left > 0) {
        left = hasNews.awaitNanos(left);
      }
      return after(ski, known, most);
    } finally {
      lock.unlock();
    }
  }

  /** Lets all go who wait. What is kept can still be read. */
  public void close() {
    lock.lock();
    try {
      isClosed = true;
      hasNews.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private TracePage page(Ski ski, List<TracedFrame> frames, boolean isGap) {
    long upTo = frames.isEmpty() ? last : frames.getLast().seq();
    boolean isAll = lastOf(ski) <= upTo;
    return new TracePage(frames, dropped(ski), isGap, upTo, isClosed && isAll);
  }

  /** Its own, and those from before it was paired. */
  @GuardedBy("lock")
  private List<TracedFrame> frames(Ski ski, long known) {
    Stream<TracedFrame> own = ringOf(ski).stream().flatMap(Ring::frames);
    Stream<TracedFrame> before =
        strangers.frames().filter(frame -> frame.connection().peer().equals(ski));
    return Stream.concat(own, before)
        .filter(frame -> frame.seq() > known)
        .sorted(Comparator.comparingLong(TracedFrame::seq))
        .toList();
  }

  @GuardedBy("lock")
  private Optional<Ring> ringOf(Ski ski) {
    return Optional.ofNullable(rings.get(ski));
  }

  @GuardedBy("lock")
  private long lastOf(Ski ski) {
    long own = ringOf(ski).map(Ring::last).orElse(0L);
    return strangers
        .frames()
        .filter(frame -> frame.connection().peer().equals(ski))
        .mapToLong(TracedFrame::seq)
        .reduce(own, Math::max);
  }

  /** Of a device with a ring, what strangers have pushed out is not counted. */
  @GuardedBy("lock")
  private long dropped(Ski ski) {
    return ringOf(ski).orElse(strangers).dropped();
  }

  @GuardedBy("lock")
  private long lastDropped(Ski ski) {
    return ringOf(ski).orElse(strangers).lastDropped();
  }
}
