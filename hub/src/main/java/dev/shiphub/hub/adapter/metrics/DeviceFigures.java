package dev.shiphub.hub.adapter.metrics;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** What is counted of one device, or of all strangers together. Any thread. */
final class DeviceFigures {
  final Tally connections = new Tally();
  final Tally dials = new Tally();
  final Tally doubles = new Tally();
  final Tally ends = new Tally();
  final Tally messages = new Tally();
  final Tally octets = new Tally();
  final LongAdder unwritten = new LongAdder();

  private volatile Optional<Duration> roundTrip = Optional.empty();
  private volatile Optional<Instant> heardAt = Optional.empty();

  @GuardedBy("this")
  private boolean isConnected;

  @GuardedBy("this")
  private Instant since;

  @GuardedBy("this")
  private Duration connected = Duration.ZERO;

  @GuardedBy("this")
  private Duration disconnected = Duration.ZERO;

  DeviceFigures(Instant begunAt) {
    since = begunAt;
  }

  /**
   * How long it was in data exchange and how long not.
   *
   * @param age how long it is so now
   */
  record Link(Duration connected, Duration disconnected, Duration age) {}

  void heard(Instant now) {
    heardAt = Optional.of(now);
  }

  void answered(Duration took) {
    roundTrip = Optional.of(took);
  }

  Optional<Duration> roundTrip() {
    return roundTrip;
  }

  Optional<Instant> heardAt() {
    return heardAt;
  }

  /** It is paired only now. */
  synchronized void begin(Instant now) {
    since = now;
    connected = Duration.ZERO;
    disconnected = Duration.ZERO;
  }

  synchronized void linked(boolean isNowConnected, Instant now) {
    Link before = link(now);
    connected = before.connected();
    disconnected = before.disconnected();
    isConnected = isNowConnected;
    since = now;
  }

  synchronized Link link(Instant now) {
    Duration age = Duration.between(since, now);
    return isConnected
        ? new Link(connected.plus(age), disconnected, age)
        : new Link(connected, disconnected.plus(age), age);
  }
}
