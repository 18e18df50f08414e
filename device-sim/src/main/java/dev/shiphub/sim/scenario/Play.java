package dev.shiphub.sim.scenario;

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

/** Takes the steps of one scenario. Belongs to its thread. */
final class Play {
  private static final Duration GLANCE = Duration.ofMillis(100);

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
          expectState(actor, values.need("state"), Actor.limit(scene, step, 10));
        } else {
          actor.take(step);
        }
      }
      default -> actor.take(step);
    }
  }

  private void expectState(Actor actor, String wanted, Duration within)
      throws InterruptedException, CaseEnded {
    if (!(scene.bench().lab().control() instanceof AdminControl admin)) {
      throw CaseEnded.unmet("without --admin nobody knows the state");
    }
    Instant until = now().plus(within);
    String seen = state(admin, actor);
    while (!seen.equals(wanted)) {
      if (now().isAfter(until)) {
        throw CaseEnded.fault("its state is " + seen);
      }
      rest(GLANCE);
      seen = state(admin, actor);
    }
  }

  private static String state(AdminControl admin, Actor actor) {
    return admin
        .get("devices/" + actor.identity().shown())
        .flatMap(device -> device.text("state"))
        .orElse("unknown");
  }

  private Instant now() {
    return scene.bench().lab().clock().instant();
  }

  private static void rest(Duration howLong) throws InterruptedException {
    boolean _ = new CountDownLatch(1).await(howLong.toMillis(), TimeUnit.MILLISECONDS);
  }
}
