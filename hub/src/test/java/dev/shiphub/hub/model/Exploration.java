package dev.shiphub.hub.model;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that can follow a moment, step by step: each moment is looked at once, however many
 * interleavings lead to it, and those are counted.
 */
final class Exploration {
  private final Moment start;
  private final int mostRedials;
  private long moments;
  private int depth;
  private BigInteger all = BigInteger.ZERO;
  private BigInteger ours = BigInteger.ZERO;
  private BigInteger again = BigInteger.ZERO;
  private int redials;
  private Duration without = Duration.ZERO;
  private Duration settling = Duration.ZERO;
  private Optional<Path> divergence = Optional.empty();
  private Optional<Path> loss = Optional.empty();
  private Optional<Path> secondRound = Optional.empty();

  private Exploration(Moment start, int mostRedials) {
    this.start = start;
    this.mostRedials = mostRedials;
  }

  /** One way to a moment, for people. */
  private record Path(Optional<Path> before, Moment.Step step, Instant at) {
    @Override
    public String toString() {
      List<String> lines = new ArrayList<>();
      for (Optional<Path> here = Optional.of(this); here.isPresent(); here = here.get().before) {
        long millis = Duration.between(Scenario.START, here.get().at).toMillis();
        lines.add("%7d ms  %s".formatted(millis, here.get().step));
      }
      return "\n" + String.join("\n", lines.reversed());
    }
  }

  /** How many ways lead to a moment, and one of them. */
  private record Reached(BigInteger ways, Optional<Path> path) {
    Reached and(Reached other) {
      return new Reached(ways.add(other.ways), path);
    }
  }

  /**
   * Looks at everything that can follow.
   *
   * @param mostRedials with more than so many it does not converge
   */
  static Figures of(Moment start, int mostRedials) {
    Exploration exploration = new Exploration(start, mostRedials);
    exploration.run();
    return exploration.figures();
  }

  private void run() {
    Map<Moment, Reached> layer = Map.of(start, new Reached(BigInteger.ONE, Optional.empty()));
    for (depth = -1; !layer.isEmpty(); depth++) {
      Map<Moment, Reached> next = new LinkedHashMap<>();
      layer.forEach((moment, reached) -> follow(moment, reached, next));
      moments += layer.size();
      layer = next;
    }
  }

  private void follow(Moment moment, Reached reached, Map<Moment, Reached> next) {
    List<Moment.Step> steps = moment.steps();
    if (steps.isEmpty() || redials(moment) > mostRedials) {
      finish(moment, reached, steps.isEmpty());
      return;
    }
    for (Moment.Step step : steps) {
      Moment after = moment.after(step);
      Path path = new Path(reached.path(), step, after.now());
      next.merge(after, new Reached(reached.ways(), Optional.of(path)), Reached::and);
    }
  }

  private void finish(Moment moment, Reached reached, boolean isAtRest) {
    all = all.add(reached.ways());
    if (!isAtRest || !moment.isSettled()) {
      divergence = divergence.or(reached::path);
      return;
    }
    if (moment.links().getFirst().dialler() == Side.US) {
      ours = ours.add(reached.ways());
    }
    if (redials(moment) > 0) {
      again = again.add(reached.ways());
      secondRound = secondRound.or(reached::path);
    }
    if (moment.standing().without().isPositive()) {
      loss = loss.or(reached::path);
    }
    redials = Math.max(redials, redials(moment));
    without = longer(without, moment.standing().without());
    settling = longer(settling, Duration.between(Scenario.START, moment.standing().settledAt()));
  }

  private int redials(Moment moment) {
    return redials(moment, Side.US) + redials(moment, Side.PEER);
  }

  private int redials(Moment moment, Side side) {
    return Math.max(0, moment.dials(side) - start.dials(side) - 1);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }

  private Figures figures() {
    return new Figures(
        moments,
        depth,
        all,
        ours,
        again,
        redials,
        without,
        settling,
        divergence.map(Path::toString),
        loss.map(Path::toString),
        secondRound.map(Path::toString));
  }
}
