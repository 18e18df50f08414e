package dev.shiphub.sim.conform;

import dev.shiphub.ship.Role;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.sim.bench.Bench;
import dev.shiphub.sim.bench.CaseEnded;
import dev.shiphub.sim.bench.Preconditions;
import dev.shiphub.sim.bench.Said;
import dev.shiphub.sim.bench.ShipBytes;
import dev.shiphub.sim.bench.Talk;
import dev.shiphub.sim.bench.Verdict;
import dev.shiphub.sim.raw.Heard;
import dev.shiphub.sim.raw.RawIdentity;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** PIN state none, and the orderly end (SHIP 13.4.4.3, 13.4.7). */
final class ClosingCases {
  private static final Duration TOLERANCE = Duration.ofSeconds(2);
  private static final Set<String> REASONS = Set.of("unspecific", "removedConnection");

  private ClosingCases() {}

  static Verdict pinNone(Bench bench, Role device) throws InterruptedException, CaseEnded {
    Talk talk = Preconditions.protocolCompleted(bench, device);
    talk.send(ShipBytes.PIN_NONE);
    Said told = talk.need("connectionPinState", said -> said.pinState().isPresent());
    if (!told.pinState().equals(Optional.of("none"))) {
      throw CaseEnded.fault("its PIN state is " + told.pinState().orElse("missing"));
    }
    talk.send(ShipBytes.ACCESS_REQUEST);
    talk.need("access methods", said -> said.accessMethods().isPresent());
    return Verdict.passed("PIN state none, then answered an access methods request");
  }

  static Verdict maxTime(Bench bench, Role device) throws InterruptedException, CaseEnded {
    RawIdentity identity = bench.newIdentity();
    Talk talk = Preconditions.established(bench, device, identity);
    bench.untrust(identity);
    Said announced =
        talk.need("connectionClose announce", said -> said.close("announce").isPresent());
    JsonObject close = announced.close("announce").orElseThrow();
    String reason = close.text("reason").orElse("none");
    if (!REASONS.contains(reason)) {
      throw CaseEnded.fault("its reason is \"" + reason + "\", not one of " + REASONS);
    }
    Optional<Long> maxTime = close.integer("maxTime");
    if (maxTime.isEmpty()) {
      throw CaseEnded.fault("its announcement has no maxTime");
    }
    Duration within = Duration.ofMillis(maxTime.get()).plus(TOLERANCE);
    Duration left = within.minus(Duration.between(announced.at(), talk.now()));
    Heard.End end = talk.closes(left);
    return Verdict.passed(
        "announced "
            + reason
            + " with maxTime "
            + maxTime.get()
            + ", closed "
            + Talk.seconds(Duration.between(announced.at(), end.at()))
            + " later without a confirmation: "
            + end.how());
  }
}
