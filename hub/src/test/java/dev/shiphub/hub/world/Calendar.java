package dev.shiphub.hub.world;

import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;

/**
 * Virtual time, and what is to happen in it; what is due at the same instant comes in any order.
 */
final class Calendar {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private static final long MOST_AT_ONCE = 10_000;

  private final RandomGenerator random;
  private final PriorityQueue<Entry> entries = new PriorityQueue<>();
  private long nowMicros;
  private long entered;
  private long happened;
  private long atOnce;

  Calendar(RandomGenerator random) {
    this.random = random;
  }

  private record Entry(long atMicros, int toss, long number, Runnable what)
      implements Comparable<Entry> {
    @Override
    public int compareTo(Entry other) {
      int byTime = Long.compare(atMicros, other.atMicros);
      int byToss = byTime == 0 ? Integer.compare(toss, other.toss) : byTime;
      return byToss == 0 ? Long.compare(number, other.number) : byToss;
    }
  }

  Instant now() {
    return START.plusNanos(nowMicros * 1_000);
  }

  /** How much time has passed. */
  Duration passed() {
    return Duration.ofNanos(nowMicros * 1_000);
  }

  /** How much has happened. */
  long happened() {
    return happened;
  }

  void in(Duration delay, Runnable what) {
    enter(nowMicros + delay.toNanos() / 1_000, what);
  }

  /** At this instant, or at once if it has passed. */
  void at(Instant when, Runnable what) {
    // Rounded up, or a deadline would be looked at just before it.
    long micros = (Duration.between(START, when).toNanos() + 999) / 1_000;
    enter(Math.max(nowMicros, micros), what);
  }

  private void enter(long atMicros, Runnable what) {
    entries.add(new Entry(atMicros, random.nextInt(), entered++, what));
  }

  /** Lets the next thing happen; false if nothing is due until then, and then it is that late. */
  boolean step(Duration until) {
    long untilMicros = until.toNanos() / 1_000;
    Entry next = entries.peek();
    if (next == null || next.atMicros() > untilMicros) {
      nowMicros = Math.max(nowMicros, untilMicros);
      return false;
    }
    entries.remove();
    atOnce = next.atMicros() == nowMicros ? atOnce + 1 : 0;
    if (atOnce > MOST_AT_ONCE) {
      throw new Broken(9, "somebody is busy with itself, and time stands still");
    }
    nowMicros = next.atMicros();
    happened++;
    next.what().run();
    return true;
  }
}
