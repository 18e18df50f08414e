package dev.shiphub.sim.scenario;

import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.sim.bench.AdminControl;
import dev.shiphub.sim.bench.CaseEnded;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Takes the steps of one scenario. Belongs to its thread. */
final class Play {
  private static final Duration GLANCE = Duration.ofMillis(100);
  private static final String UNKNOWN = "unknown";

  private final Scenario scenario;
  private final Scene scene;
  private final Map<String, Actor> actors = new LinkedHashMap<>();
  private final Voice voice;
  private int taken;

  /**
   * @param from the address that its peers come from, unless they say otherwise
   */
  Play(Scenario scenario, Scene scene, Optional<InetAddress> from) throws CaseEnded {
    this.scenario = scenario;
    this.scene = scene;
    voice = scene.bench().keep(new Voice(scene));
    for (Cast cast : scenario.peers()) {
      actors.put(
          cast.name(),
          cast.who() == Verb.Who.DEVICE
              ? DeviceActor.of(cast, scene, from)
              : new HandActor(cast, scene, from));
    }
  }

  /** How many steps have been taken. */
  int taken() {
    return taken;
  }

  /** Takes all; returns what went wrong. */
  Optional<Failure> run() throws InterruptedException {
    Optional<Witness> witness = Optional.empty();
    if (scenario.hasBystander()) {
      try {
        witness = Optional.of(Witness.of(scene));
      } catch (CaseEnded ended) {
        return Optional.of(Failure.ofBystander(scenario, ended.verdict().evidence()));
      }
    }
    Optional<Failure> failure = take(scenario.steps());
    if (failure.isPresent() || witness.isEmpty()) {
      return failure;
    }
    return witness.get().missed().map(missed -> Failure.ofBystander(scenario, missed));
  }

  private Optional<Failure> take(List<Step> steps) throws InterruptedException {
    for (Step step : steps) {
      Optional<Failure> failure = take(step);
      if (failure.isPresent()) {
        return failure;
      }
    }
    return Optional.empty();
  }

  private Optional<Failure> take(Step step) throws InterruptedException {
    if (step.verb() == Verb.REPEAT) {
      Optional<Failure> failure = Optional.empty();
      for (int i = 0; i < step.values().number("times", 1) && failure.isEmpty(); i++) {
        failure = take(step.steps());
      }
      return failure;
    }
    taken++;
    try {
      act(step);
      return Optional.empty();
    } catch (CaseEnded ended) {
      String seen = ended.verdict().evidence().replaceFirst("^precondition: ", "");
      return Optional.of(new Failure(step.place(), step.words(), seen));
    }
  }

  private void act(Step step) throws InterruptedException, CaseEnded {
    Values values = step.values();
    if (step.verb() == Verb.PAUSE) {
      scene.note("step   " + step.words());
      rest(values.span("for").orElseThrow());
      return;
    }
    Actor actor = Objects.requireNonNull(actors.get(values.need("peer")), "peers are checked");
    switch (step.verb()) {
      case TRUST -> scene.bench().trust(actor.identity());
      case UNTRUST -> scene.bench().untrust(actor.identity());
      case ANNOUNCE -> voice.announce(actor, values, actors);
      case GOODBYE -> voice.goodbye(values);
      case EXPECT -> {
        if (values.has("state")) {
          expectShown(actor, "state", Play::state, step);
        } else if (values.has("why")) {
          expectShown(actor, "why", Play::why, step);
        } else {
          actor.take(step);
        }
      }
      default -> actor.take(step);
    }
  }

  private void expectShown(
      Actor actor, String what, Function<JsonObject, Optional<String>> of, Step step)
      throws InterruptedException, CaseEnded {
    if (!(scene.bench().lab().control() instanceof AdminControl admin)) {
      throw CaseEnded.unmet("without --admin nobody knows the " + what);
    }
    String wanted = step.values().need(what);
    String place = "devices/" + actor.identity().shown();
    Instant until = now().plus(Actor.limit(scene, step, 10));
    String seen = admin.get(place).flatMap(of).orElse(UNKNOWN);
    while (!seen.equals(wanted)) {
      if (now().isAfter(until)) {
        throw CaseEnded.fault("its " + what + " is " + seen);
      }
      rest(GLANCE);
      seen = admin.get(place).flatMap(of).orElse(UNKNOWN);
    }
  }

  private static Optional<String> state(JsonObject device) {
    return device.text("state");
  }

  private static Optional<String> why(JsonObject device) {
    return device.object("why").flatMap(it -> it.text("code"));
  }

  private Instant now() {
    return scene.bench().lab().clock().instant();
  }

  private static void rest(Duration howLong) throws InterruptedException {
    boolean _ = new CountDownLatch(1).await(howLong.toMillis(), TimeUnit.MILLISECONDS);
  }
}
