package dev.shiphub.hub;

import dev.shiphub.ship.json.JsonObjectBuilder;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.transport.InboundRefusal;
import dev.shiphub.ship.transport.InboundRefusal.Reason;
import dev.shiphub.ship.transport.InboundRefusal.Stage;
import dev.shiphub.ship.transport.InboundWatch;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the connections that were turned away, by stage and reason, and logs one of each kind in a
 * minute. Any thread.
 */
final class RefusedArrivals implements InboundWatch {
  private static final Logger LOG = LoggerFactory.getLogger("ship");
  private static final Duration SPAN = Duration.ofMinutes(1);

  private final InstantSource clock;
  private final SortedMap<Kind, Tally> tallies = new TreeMap<>();

  /** None so far; the clock is a steady one. */
  RefusedArrivals(InstantSource clock) {
    this.clock = clock;
  }

  /** What is counted and logged as one; there are few. */
  private record Kind(Stage stage, Reason reason) implements Comparable<Kind> {
    @Override
    public int compareTo(Kind other) {
      int byStage = stage.compareTo(other.stage);
      return byStage == 0 ? reason.compareTo(other.reason) : byStage;
    }

    private String stageWord() {
      return InboundRefusal.word(stage);
    }
  }

  /**
   * Of one kind.
   *
   * @param refused ever
   * @param held since the last one that was logged
   * @param nextAt when the next one may be logged
   */
  private record Tally(long refused, long held, Instant nextAt) {}

  @Override
  public void onRefused(InboundRefusal refusal) {
    line(refusal).ifPresent(line -> LOG.info("{}", line));
  }

  /** Counts it; returns what is to be logged of it, if anything. */
  synchronized Optional<String> line(InboundRefusal refusal) {
    Instant now = clock.instant();
    Kind kind = new Kind(refusal.stage(), refusal.reason());
    Tally tally = tallies.getOrDefault(kind, new Tally(0, 0, now));
    if (now.isBefore(tally.nextAt())) {
      tallies.put(kind, new Tally(tally.refused() + 1, tally.held() + 1, tally.nextAt()));
      return Optional.empty();
    }
    tallies.put(kind, new Tally(tally.refused() + 1, 0, now.plus(SPAN)));
    String held = tally.held() == 0 ? "" : " (and " + tally.held() + " like it before)";
    return Optional.of(
        "%s refused in %s: %s%s"
            .formatted(refusal.remote(), kind.stageWord(), refusal.why(), held));
  }

  /** How many of each reason, by stage; what has not happened is left out. */
  synchronized JsonObject counts() {
    JsonObjectBuilder all = JsonValue.object();
    for (Stage stage : Stage.values()) {
      JsonObjectBuilder one = JsonValue.object();
      tallies.forEach(
          (kind, tally) -> {
            if (kind.stage() == stage) {
              one.put(InboundRefusal.word(kind.reason()), tally.refused());
            }
          });
      JsonObject counted = one.build();
      if (!counted.members().isEmpty()) {
        all.put(InboundRefusal.word(stage), counted);
      }
    }
    return all.build();
  }
}
