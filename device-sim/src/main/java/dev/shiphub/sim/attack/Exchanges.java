package dev.shiphub.sim.attack;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What one bystander asked, what was answered and when, and what went wrong. Any thread. */
final class Exchanges {
  /** One question that was answered. */
  private record Answered(Instant asked, Duration took) {}

  /** Something that must not happen to a bystander. */
  private record Mishap(Instant at, String words) {}

  @GuardedBy("this")
  private final Map<Long, Instant> open = new HashMap<>();

  @GuardedBy("this")
  private final List<Answered> answered = new ArrayList<>();

  @GuardedBy("this")
  private final List<Mishap> mishaps = new ArrayList<>();

  synchronized void asked(long counter, Instant at) {
    open.put(counter, at);
  }

  synchronized void answered(long counter, Instant at) {
    Instant asked = open.remove(counter);
    if (asked != null) {
      answered.add(new Answered(asked, Duration.between(asked, at)));
    }
  }

  synchronized void mishap(Instant at, String words) {
    mishaps.add(new Mishap(at, words));
  }

  synchronized int count() {
    return answered.size();
  }

  /** The middle of all answers so far; zero without any. */
  synchronized Duration usual() {
    return answered.stream()
        .map(Answered::took)
        .sorted()
        .skip(answered.size() / 2)
        .findFirst()
        .orElse(Duration.ZERO);
  }

  /**
   * What happened to questions of a span of time.
   *
   * @param late what is longer than that is too late
   * @param now what is unanswered since longer than {@code late} is lost
   */
  synchronized Noticed between(Instant from, Instant to, Duration late, Instant now) {
    List<Answered> inSpan =
        answered.stream()
            .filter(it -> !it.asked.isAfter(to) && !it.asked.plus(it.took).isBefore(from))
            .toList();
    long lost =
        open.values().stream()
            .filter(asked -> !asked.isAfter(to) && asked.plus(late).isBefore(now))
            .filter(asked -> !asked.plus(late).isBefore(from))
            .count();
    return new Noticed(
        inSpan.size(),
        (int) lost,
        (int) inSpan.stream().filter(it -> it.took.compareTo(late) > 0).count(),
        inSpan.stream().map(Answered::took).max(Duration::compareTo).orElse(Duration.ZERO),
        mishaps.stream()
            .filter(it -> !it.at.isBefore(from) && !it.at.isAfter(to))
            .map(Mishap::words)
            .toList());
  }
}
