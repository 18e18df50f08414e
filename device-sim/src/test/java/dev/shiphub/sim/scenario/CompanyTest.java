package dev.shiphub.sim.scenario;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.clock.SteadyClock;
import dev.shiphub.ship.identity.LocalIdentity;
import dev.shiphub.sim.NetworkDevice;
import dev.shiphub.sim.NetworkSettings;
import dev.shiphub.sim.bench.Control;
import dev.shiphub.sim.bench.Declarations;
import dev.shiphub.sim.bench.DeviceStage;
import dev.shiphub.sim.bench.Lab;
import dev.shiphub.sim.bench.Target;
import dev.shiphub.sim.device.DeviceSettings;
import dev.shiphub.sim.device.SimDevice;
import dev.shiphub.sim.device.SimEvent;
import dev.shiphub.sim.profile.Catalogue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Scenarios over real sockets, with a simulated device as their target. */
@Timeout(90)
@Execution(ExecutionMode.CONCURRENT)
final class CompanyTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Dials at once. */
  private static final RandomGenerator EAGER = () -> 0;

  private final LocalIdentity who =
      LocalIdentity.generate("target", SteadyClock.wall().instant(), RANDOM);

  private final List<Ski> trusted = new CopyOnWriteArrayList<>();
  private final List<Socket> dialled = new CopyOnWriteArrayList<>();
  private volatile boolean isConnected;
  private SimDevice target;

  @BeforeEach
  void startTheTarget() throws IOException {
    DeviceSettings settings =
        DeviceSettings.of(Catalogue.named("energy-manager").orElseThrow(), who.ski())
            .onlyAccepting();
    target = NetworkDevice.start(settings, who, NetworkSettings.LOOPBACK, EAGER, this::on);
  }

  private void on(SimEvent event) {
    isConnected |= event instanceof SimEvent.DataExchange;
  }

  @AfterEach
  void stopTheTarget() throws IOException {
    target.close();
    for (Socket socket : dialled) {
      socket.close();
    }
  }

  /** Hands at the target. */
  private final class Hands implements Control {
    @Override
    public boolean exists() {
      return true;
    }

    @Override
    public Optional<String> trust(Ski ski) {
      trusted.add(ski);
      target.trust(ski);
      return Optional.empty();
    }

    @Override
    public Optional<String> untrust(Ski ski) {
      trusted.remove(ski);
      target.untrust(ski);
      return Optional.empty();
    }

    /** It opens TCP there at once, and says nothing. */
    @Override
    public Optional<String> peer(Ski ski, String host, int port) {
      try {
        dialled.add(new Socket(host, port));
        return Optional.empty();
      } catch (IOException notThere) {
        return Optional.of(notThere.toString());
      }
    }
  }

  private List<ScenarioRun> play(int parallel, Scenario... scenarios) throws InterruptedException {
    InetAddress own = InetAddress.getLoopbackAddress();
    Target there = new Target(new InetSocketAddress(own, target.port()), "/ship/", who.ski(), own);
    SteadyClock clock = new SteadyClock();
    Lab lab = new Lab(there, new Hands(), Declarations.usual(), clock, SteadyClock.wall(), RANDOM);
    DeviceStage stage =
        (settings, identity, _, events) ->
            NetworkDevice.start(settings, identity, NetworkSettings.LOOPBACK, EAGER, events);
    return new Company(lab, stage, Optional.empty(), 1, parallel, _ -> {}).play(List.of(scenarios));
  }

  private static Scenario scenario(String head, String peer, String steps) {
    String text =
        "name: sample\ndescription: x\nlayer: ship\n%s\npeers: {box: {%s}}\nsteps:\n%s"
            .formatted(head, peer, steps.indent(2));
    return assertInstanceOf(ScenarioFile.Read.Ok.class, ScenarioFile.read("s.yaml", text))
        .scenario();
  }

  private ScenarioRun playOne(String head, String peer, String steps) throws InterruptedException {
    return play(1, scenario(head, peer, steps)).getFirst();
  }

  @Test
  void aDeviceThatIsCutComesBackAndNothingOfItIsLeft() throws InterruptedException {
    ScenarioRun run =
        playOne(
            "",
            "device: {}",
            """
            - connect: box
            - repeat:
                times: 2
                steps:
                  - drop: {peer: box, how: reset}
                  - expect: {peer: box, data-exchange: true, within: 20s}
            - ask: box
            """);
    assertEquals(Optional.empty(), run.failure(), run.transcript().toString());
    assertEquals(6, run.steps());
    assertEquals(List.of(), trusted);
  }

  @Test
  void aNetworkThatFallsSilentIsNoticedByPingsAndHeals() throws InterruptedException {
    ScenarioRun run =
        playOne(
            "",
            "device: {ping: 1s, pong: 1s}",
            """
            - connect: box
            - drop: {peer: box, how: silence}
            - expect: {peer: box, connections: 0, within: 10s}
            - heal: box
            - expect: {peer: box, data-exchange: true, within: 30s}
            - ask: box
            """);
    assertEquals(Optional.empty(), run.failure(), run.transcript().toString());
  }

  @Test
  void aHandshakeCanBeTakenByHand() throws InterruptedException {
    ScenarioRun run =
        playOne(
            "",
            "hand: {}",
            """
            - trust: box
            - dial: {peer: box, to: init}
            - expect: {peer: box, message: hello, with: {phase: ready}}
            - send: {peer: box, message: hello, with: {phase: ready}}
            - send: {peer: box, message: protocol}
            - expect: {peer: box, message: protocol, with: {type: select}}
            - send: {peer: box, message: protocol, with: {type: select}}
            - send: {peer: box, message: pin-state, with: {pinState: none}}
            - ask: box
            - dial: {peer: box, connection: bad, certificate: forged, refused: tls}
            """);
    assertEquals(Optional.empty(), run.failure(), run.transcript().toString());
  }

  @Test
  void aDialThatCameBeforeTheStepThatForbidsItFailsTheScenario() throws InterruptedException {
    ScenarioRun run =
        playOne(
            "",
            "hand: {}",
            """
            - listen: box
            - expect: {peer: box, dialled: 1}
            - expect: {peer: box, not-dialled: 1s}
            """);
    assertEquals("it was dialled", run.failure().orElseThrow().seen());
    assertEquals(9, run.failure().orElseThrow().place().line());
  }

  @Test
  void aDialThatWasAcceptedIsNotHeldAgainstTheTarget() throws InterruptedException {
    ScenarioRun run =
        playOne(
            "",
            "hand: {}",
            """
            - listen: box
            - accept: {peer: box, to: tcp}
            - expect: {peer: box, not-dialled: 300ms}
            """);
    assertEquals(Optional.empty(), run.failure(), run.transcript().toString());
  }

  @Test
  void theFirstStepThatFailsEndsItWithItsLine() throws InterruptedException {
    ScenarioRun run =
        playOne(
            "",
            "hand: {}",
            """
            - connect: box
            - expect: {peer: box, close: 4452, within: 300ms}
            - ask: box
            """);
    Failure failure = run.failure().orElseThrow();
    assertEquals(8, failure.place().line());
    assertEquals("expect {peer: box, close: 4452, within: 300ms}", failure.step());
    assertTrue(failure.seen().contains("did not close within 0.3 s"), failure.seen());
    assertEquals(2, run.steps());
  }

  @Test
  void aBystanderThatKeepsItsSessionIsNoFailure() throws InterruptedException {
    ScenarioRun run = playOne("", "hand: {}", "- pause: 2s\n");
    assertEquals(Optional.empty(), run.failure());
    assertTrue(run.transcript().stream().anyMatch(line -> line.contains("bystander")));
  }

  @Test
  void aBystanderThatLosesItsSessionFailsTheScenario() throws InterruptedException {
    Thread saboteur =
        Thread.startVirtualThread(
            () -> {
              await().until(() -> isConnected);
              trusted.forEach(target::untrust);
            });
    ScenarioRun run = playOne("", "hand: {}", "- pause: 5s\n");
    assertTrue(saboteur.join(Duration.ofSeconds(20)));
    assertEquals("the bystander misses nothing", run.failure().orElseThrow().step());
  }

  @Test
  void aScenarioThatTakesTooLongIsStopped() throws InterruptedException {
    ScenarioRun run = playOne("limit: 1s\nbystander: false", "hand: {}", "- pause: 60s\n");
    assertEquals("an end within 1 s", run.failure().orElseThrow().step());
    assertTrue(run.took().toSeconds() < 20);
  }
}
