package dev.shiphub.sim.scenario;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.discovery.Endpoint;
import dev.shiphub.ship.identity.LocalIdentity;
import dev.shiphub.sim.bench.CaseEnded;
import dev.shiphub.sim.device.SimDevice;
import dev.shiphub.sim.device.SimEvent;
import dev.shiphub.sim.raw.Network;
import dev.shiphub.sim.raw.RawIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A simulated device behind a network of its own. Belongs to the thread of its scenario. */
final class DeviceActor implements Actor {
  private final Cast cast;
  private final Scene scene;
  private final Network network;
  private final InetSocketAddress way;
  private LocalIdentity identity;
  private Optional<SimDevice> device = Optional.empty();
  private Optional<InetSocketAddress> place = Optional.empty();
  private Diary diary;
  private volatile int port;

  private DeviceActor(Cast cast, Scene scene, Network network, InetSocketAddress way) {
    this.cast = cast;
    this.scene = scene;
    this.network = network;
    this.way = way;
    identity = newIdentity();
    diary = newDiary();
  }

  /** One that is not started yet, with the relay through which it dials. */
  static DeviceActor of(Cast cast, Scene scene, Optional<InetAddress> from) throws CaseEnded {
    Network network = scene.bench().keep(new Network());
    network.comeFrom(cast.values().text("from").map(Scene::address).or(() -> from));
    try {
      InetSocketAddress way = network.relay(scene.target().own(), scene.target()::address, true);
      return new DeviceActor(cast, scene, network, way);
    } catch (IOException noPort) {
      throw CaseEnded.unmet("no port for a relay: " + noPort.getMessage());
    }
  }

  private LocalIdentity newIdentity() {
    return LocalIdentity.generate(
        cast.name(), scene.bench().lab().wall().instant(), scene.bench().lab().random());
  }

  private Diary newDiary() {
    return new Diary(cast.name(), scene.bench().transcript(), scene.bench().lab().clock());
  }

  @Override
  public RawIdentity identity() {
    return RawIdentity.of(identity);
  }

  @Override
  public Optional<InetSocketAddress> place() {
    return place;
  }

  Diary diary() {
    return diary;
  }

  @Override
  public void take(Step step) throws InterruptedException, CaseEnded {
    scene.note(cast.name() + " step   " + step.words());
    Ski target = scene.target().ski();
    switch (step.verb()) {
      case CONNECT -> connect(step);
      case ASK -> ask(Actor.limit(scene, step, 5));
      case EXPECT -> expect(step);
      case START -> start(step.values());
      case STOP -> stop();
      case ACCEPT_TARGET -> running().trust(target);
      case REFUSE_TARGET -> {
        diary.mark();
        running().untrust(target);
      }
      case ENTER_PIN -> enter(step.values().need("pin"));
      case DIAL_AGAIN -> running().dial(target);
      case DROP -> drop(step.values().need("how"));
      case SLOW -> network.slow(step.values().number("rate", 0));
      case HEAL -> network.heal();
      default -> throw new IllegalStateException("no step of a device: " + step.verb());
    }
  }

  private SimDevice running() throws CaseEnded {
    return device.orElseThrow(() -> CaseEnded.unmet(cast.name() + " is not started"));
  }

  private void enter(String pin) throws CaseEnded {
    running()
        .enterPin(
            scene.target().ski(),
            scene.pin(pin).orElseThrow(() -> CaseEnded.unmet("--pin does not say which")));
  }

  private void connect(Step step) throws InterruptedException, CaseEnded {
    scene.bench().trust(identity());
    if (device.isEmpty()) {
      start(step.values());
    }
    awaitData(true, Actor.limit(scene, step, 20));
  }

  void start(Values values) throws InterruptedException, CaseEnded {
    stop();
    if (values.text("identity", "same").equals("new")) {
      identity = newIdentity();
    }
    values.text("from").ifPresent(from -> network.comeFrom(Optional.of(Scene.address(from))));
    Endpoint target =
        new Endpoint(
            List.of(way.getAddress().getHostAddress()),
            way.getPort(),
            scene.target().path(),
            Optional.empty());
    diary = newDiary();
    boolean isAnnounced = cast.values().flag("announced", false);
    Optional<InetSocketAddress> before = place;
    try {
      SimDevice started =
          scene
              .stage()
              .start(
                  Outfit.of(cast.values(), identity.ski(), scene, target),
                  identity,
                  isAnnounced,
                  diary::on);
      device = Optional.of(scene.bench().keep(started));
      port = started.port();
      if (before.isEmpty() || values.text("port", "same").equals("new")) {
        place = Optional.of(network.relay(scene.target().own(), this::listening, false));
      }
    } catch (IOException notStarted) {
      throw CaseEnded.unmet(cast.name() + " could not be started: " + notStarted.getMessage());
    }
    if (cast.values().flag("told", !cast.values().flag("dials", true) && !isAnnounced)) {
      scene.tellPlace(this);
    }
  }

  /** Where it really listens. */
  private InetSocketAddress listening() {
    return new InetSocketAddress(scene.target().own(), port);
  }

  private void stop() {
    device.ifPresent(SimDevice::close);
    device = Optional.empty();
  }

  private void drop(String how) {
    diary.mark();
    switch (how) {
      case "silence" -> network.silence();
      case "reset" -> network.reset();
      default -> network.end();
    }
  }

  /** The target must answer a question. */
  void ask(Duration within) throws InterruptedException, CaseEnded {
    long before = diary.replies();
    running().ask(scene.target().ski());
    need("an answer to its question", () -> diary.replies() > before, within);
  }

  private void expect(Step step) throws InterruptedException, CaseEnded {
    Values values = step.values();
    Duration within = Actor.limit(scene, step, 10);
    if (values.has("data-exchange")) {
      awaitData(values.flag("data-exchange", true), within);
    } else if (values.has("connections")) {
      int wanted = values.number("connections", 0);
      need(wanted + " open connections", () -> diary.connections() == wanted, within);
    } else if (values.has("event")) {
      String wanted = values.need("event");
      need(wanted, () -> diary.has(event -> is(wanted, event)), within);
    } else if (values.has("close")) {
      String code = values.need("close");
      need("a close with " + code, () -> diary.has(event -> isClose(code, event)), within);
    } else {
      throw CaseEnded.unmet("a simulated device cannot see that: " + step.words());
    }
  }

  private void awaitData(boolean wanted, Duration within) throws InterruptedException, CaseEnded {
    need(wanted ? "data exchange" : "no data exchange", () -> diary.isInData() == wanted, within);
  }

  private void need(String what, BooleanSupplier condition, Duration within)
      throws InterruptedException, CaseEnded {
    if (!diary.await(condition, within)) {
      throw CaseEnded.fault(
          "no " + what.replaceFirst("^no ", "end of ") + "; the last of it: " + diary.last());
    }
  }

  private static boolean isClose(String code, SimEvent event) {
    return event instanceof SimEvent.Disconnected it
        && it.reason().origin() == CloseReason.Origin.PEER
        && (code.equals("any") || it.reason().code() == Integer.parseInt(code));
  }

  private static boolean is(String word, SimEvent event) {
    return switch (word) {
      case "trust-requested" -> event instanceof SimEvent.TrustRequested;
      case "pin-requested" -> event instanceof SimEvent.PinRequested;
      case "pin-right" -> event instanceof SimEvent.PinJudged it && it.isRight();
      case "pin-wrong" -> event instanceof SimEvent.PinJudged it && !it.isRight();
      default -> event instanceof SimEvent.DialFailed;
    };
  }
}
