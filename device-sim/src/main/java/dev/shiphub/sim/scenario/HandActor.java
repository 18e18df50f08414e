package dev.shiphub.sim.scenario;

import dev.shiphub.ship.Role;
import dev.shiphub.sim.bench.Bench;
import dev.shiphub.sim.bench.CaseEnded;
import dev.shiphub.sim.bench.Preconditions;
import dev.shiphub.sim.bench.Talk;
import dev.shiphub.sim.raw.ForgedCertificate;
import dev.shiphub.sim.raw.Opened;
import dev.shiphub.sim.raw.RawDial;
import dev.shiphub.sim.raw.RawGate;
import dev.shiphub.sim.raw.RawIdentity;
import dev.shiphub.sim.raw.RawStream;
import dev.shiphub.sim.raw.RawTls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A peer that does what steps say, and nothing else. Belongs to the thread of its scenario. */
final class HandActor implements Actor {
  private static final Duration GLANCE = Duration.ofMillis(50);

  private final Cast cast;
  private final Scene scene;
  private final RawIdentity identity;
  private final Optional<InetAddress> from;
  private final Map<String, Wire> wires = new HashMap<>();
  private Optional<RawGate> gate = Optional.empty();

  HandActor(Cast cast, Scene scene, Optional<InetAddress> from) {
    this.cast = cast;
    this.scene = scene;
    identity = scene.bench().newIdentity();
    this.from = cast.values().text("from").map(Scene::address).or(() -> from);
  }

  @Override
  public RawIdentity identity() {
    return identity;
  }

  @Override
  public Optional<InetSocketAddress> place() {
    return gate.map(RawGate::address);
  }

  @Override
  public void take(Step step) throws InterruptedException, CaseEnded {
    scene.note(cast.name() + " step   " + step.words());
    Values values = step.values();
    switch (step.verb()) {
      case CONNECT -> {
        scene.bench().trust(identity);
        dial(step, Actor.limit(scene, step, 20));
      }
      case DIAL -> dial(step, Actor.limit(scene, step, 10));
      case LISTEN -> listen(values);
      case ACCEPT -> accept(step);
      case ASK -> wire(values).ask(Actor.limit(scene, step, 5));
      case EXPECT -> expect(step);
      case SEND -> wire(values).send(values);
      case CLOSE -> wire(values).close(values.number("code", 1000), values.text("reason", ""));
      case STAY_SILENT -> wire(values).drop("silence");
      case DROP -> wire(values).drop(values.need("how"));
      default -> throw new IllegalStateException("no step of a hand: " + step.verb());
    }
  }

  private Wire wire(Values values) throws CaseEnded {
    String name = name(values);
    return Optional.ofNullable(wires.get(name))
        .orElseThrow(
            () -> CaseEnded.unmet(cast.name() + " has no connection \"" + name + "\" yet"));
  }

  private static String name(Values values) {
    return values.text("connection", "main");
  }

  private void dial(Step step, Duration within) throws InterruptedException, CaseEnded {
    Values values = step.values();
    Optional<InetAddress> own = values.text("from").map(Scene::address).or(() -> from);
    RawDial dial = dialling(values, within).from(own);
    if (isBelowWebSocket(values)) {
      take(
          values,
          () -> RawStream.open(own, scene.target().address(), within, clock()),
          within,
          Role.SERVER);
    } else {
      opened(values, scene.bench().dial(dial), Role.SERVER);
    }
  }

  private InstantSource clock() {
    return scene.bench().lab().clock();
  }

  private RawDial dialling(Values values, Duration within) {
    RawDial usual = new RawDial(identity, within, clock()).over(() -> tls(values));
    return values.text("protocol").map(usual::speaking).orElse(usual);
  }

  private RawTls tls(Values values) {
    Bench bench = scene.bench();
    Instant now = bench.lab().wall().instant();
    return switch (values.text("certificate", "own")) {
      case "other" -> RawTls.of(bench.newIdentity());
      case "forged" -> RawTls.of(bench.newForgery(identity.shown()));
      case "without-ski" -> RawTls.of(ForgedCertificate.withoutSki(now, bench.lab().random()));
      case "rsa" -> RawTls.of(ForgedCertificate.rsa(now, bench.lab().random()));
      case "none" -> RawTls.nameless();
      default -> RawTls.of(identity);
    };
  }

  private static boolean isBelowWebSocket(Values values) {
    String to = values.text("to", "data");
    return to.equals("tcp") || to.equals("tls");
  }

  /** How a TCP connection comes to be. */
  private interface Source {
    RawStream open() throws IOException;
  }

  private void take(Values values, Source source, Duration within, Role target) throws CaseEnded {
    Optional<String> refused = values.text("refused");
    String at = "tcp";
    try {
      RawStream stream = scene.bench().keep(source.open());
      at = "tls";
      if (values.need("to").equals("tls")) {
        stream = scene.bench().keep(stream.secure(tls(values), within));
      }
      if (refused.isPresent()) {
        throw CaseEnded.fault("it is let in");
      }
      wires.put(name(values), Wire.of(stream, target));
    } catch (IOException ended) {
      refused(refused, at, String.valueOf(ended.getMessage()));
    }
  }

  private void refused(Optional<String> wanted, String at, String why) throws CaseEnded {
    scene.note(cast.name() + " is refused at " + at + ": " + why);
    if (wanted.isEmpty() || !(wanted.get().equals("any") || wanted.get().equals(at))) {
      throw CaseEnded.fault("refused at " + at + ": " + why);
    }
  }

  private void opened(Values values, Opened opened, Role target)
      throws InterruptedException, CaseEnded {
    Optional<String> wanted = values.text("refused");
    switch (opened) {
      case Opened.NoAnswer(String why) -> refused(wanted, "tcp", why);
      case Opened.TlsEnded(_, String why, _) -> refused(wanted, "tls", why);
      case Opened.NotUpgraded(_, String why) -> refused(wanted, "upgrade", why);
      case Opened.Up(var link) -> {
        scene.bench().keep(link);
        if (wanted.isPresent()) {
          throw CaseEnded.fault("it is let in");
        }
        String name = name(values);
        Talk talk = scene.bench().talk(cast.name() + "." + name, opened);
        wires.put(name, Wire.of(talk, target));
        asked(talk, values);
        go(talk, values.text("to", "data"), target);
      }
    }
  }

  /** The target must have asked for the path that is wanted, if one is. */
  private static void asked(Talk talk, Values values) throws CaseEnded {
    String first = talk.opening().head().lines().findFirst().orElse("");
    if (values.text("path").filter(path -> !first.startsWith("GET " + path + " ")).isPresent()) {
      throw CaseEnded.fault("it asks for \"" + first + "\"");
    }
  }

  private void go(Talk talk, String to, Role target) throws InterruptedException, CaseEnded {
    switch (to) {
      case "init" -> Preconditions.init(talk, target);
      case "hello" -> Preconditions.helloCompleted(talk, target);
      case "protocol" -> Preconditions.protocolCompleted(talk, target);
      case "data" -> Preconditions.established(scene.bench(), talk, target);
      default -> {
        // An open WebSocket is all that is wanted.
      }
    }
  }

  private void listen(Values values) throws InterruptedException, CaseEnded {
    gate.ifPresent(RawGate::close);
    try {
      InetAddress at = values.text("address").map(Scene::address).orElse(scene.target().own());
      gate = Optional.of(scene.bench().keep(RawGate.open(at, clock())));
    } catch (IOException noPort) {
      throw CaseEnded.unmet("no port to listen at: " + noPort.getMessage());
    }
    if (values.flag("tell", true)) {
      scene.tellPlace(this);
    }
  }

  private RawGate gate() throws CaseEnded {
    return gate.orElseThrow(() -> CaseEnded.unmet(cast.name() + " does not listen yet"));
  }

  private void accept(Step step) throws InterruptedException, CaseEnded {
    Values values = step.values();
    Duration within = Actor.limit(scene, step, 30);
    Optional<RawGate.Knock> knock = gate().next(within);
    if (knock.isEmpty()) {
      throw CaseEnded.fault("the target has not dialled within " + Talk.seconds(within));
    }
    scene.bench().keep(knock.get());
    if (isBelowWebSocket(values)) {
      take(values, knock.get()::stream, within, Role.CLIENT);
    } else {
      opened(values, knock.get().open(dialling(values, within)), Role.CLIENT);
    }
  }

  private void expect(Step step) throws InterruptedException, CaseEnded {
    Values values = step.values();
    if (values.has("dialled")) {
      dialled(values.number("dialled", 1), Actor.limit(scene, step, 10));
    } else if (values.has("not-dialled")) {
      notDialled(values.span("not-dialled").orElseThrow());
    } else {
      wire(values).expect(values, Actor.limit(scene, step, 10));
    }
  }

  private void dialled(int wanted, Duration within) throws InterruptedException, CaseEnded {
    if (!awaitDials(wanted, within)) {
      throw CaseEnded.fault("dialled " + gate().count() + " times");
    }
  }

  /** What came before this step, and was not accepted, counts too. */
  private void notDialled(Duration howLong) throws InterruptedException, CaseEnded {
    Optional<RawGate.Knock> knock = gate().next(howLong);
    if (knock.isPresent()) {
      scene.bench().keep(knock.get());
      throw CaseEnded.fault("it was dialled");
    }
  }

  private boolean awaitDials(int wanted, Duration within) throws InterruptedException, CaseEnded {
    CountDownLatch never = new CountDownLatch(1);
    Instant until = clock().instant().plus(within);
    while (gate().count() < wanted && clock().instant().isBefore(until)) {
      boolean _ = never.await(GLANCE.toMillis(), TimeUnit.MILLISECONDS);
    }
    return gate().count() >= wanted;
  }
}
