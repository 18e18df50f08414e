package dev.shiphub.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shiphub.it.InteropReport.Cell;
import dev.shiphub.it.InteropReport.Crossing;
import dev.shiphub.it.InteropReport.Opponent;
import dev.shiphub.it.RunningShipGo.Order;
import dev.shiphub.it.RunningShipGo.Role;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The daemon against nodes made of ship-go: real processes, real sockets. Needs Go.
 *
 * <p>Proof of promise 7.
 */
@Tag("interop")
@Timeout(300)
@Execution(ExecutionMode.CONCURRENT)
final class InteropIT {
  static final int CROSSINGS = 50;

  /** A crossing that took longer leaves its story below device-sim/target/interop. */
  private static final long SLOW_MILLIS = 2_000;

  private static final InteropReport REPORT = new InteropReport();
  private static final Map<ShipGo, RunningDaemon> HUBS = new EnumMap<>(ShipGo.class);
  @TempDir private static Path hubs;
  @TempDir private Path directory;

  @BeforeAll
  static void build() throws Exception {
    for (ShipGo version : ShipGo.values()) {
      version.build();
      Path state = hubs.resolve(version.name());
      HUBS.put(
          version,
          RunningDaemon.start(
              state, "limits: {pairedDevices: 300, strangers: 50, waitingStrangers: 50}"));
    }
  }

  @AfterAll
  static void publish() throws Exception {
    HUBS.values().forEach(RunningDaemon::close);
    System.out.println(REPORT.figure());
    REPORT.publish();
  }

  private static List<Cell> cells() {
    return Cell.all();
  }

  /**
   * Two dials of one pair.
   *
   * @param skewMillis how much later the hub's dial is let go
   */
  record Dials(ShipGo version, Order order, int skewMillis) {}

  private static List<Dials> dials() {
    List<Dials> all = new ArrayList<>();
    for (ShipGo version : ShipGo.values()) {
      for (Order order : Order.values()) {
        IntStream.range(0, CROSSINGS)
            .forEach(i -> all.add(new Dials(version, order, i - CROSSINGS / 2)));
      }
    }
    return all;
  }

  private RunningShipGo.Start node(Cell cell, String name, Optional<Integer> peerDials)
      throws Exception {
    RunningDaemon hub = HUBS.get(cell.version());
    return new RunningShipGo.Start(
        cell.version(),
        cell.role(),
        cell.order(),
        hub.ski(),
        "127.0.0.1:" + peerDials.orElse(hub.shipPort()),
        RunningShipGo.freePort(),
        directory.resolve(name + ".pem"));
  }

  @ParameterizedTest
  @MethodSource("cells")
  void pairsExchangesAndComesBackAfterEveryEnd(Cell cell) throws Exception {
    RunningShipGo.Start node = node(cell, "first", Optional.empty());
    InteropSteps steps = new InteropSteps(HUBS.get(cell.version()), cell, node, REPORT);
    steps.pairAtTheHubFirst();
    steps.exchangeData();
    steps.closeByTheHub();
    steps.closeByThePeer();
    steps.killThePeer();
    steps.withdrawAtTheHub();
    steps.withdrawAtThePeer();
    steps.end();
  }

  @ParameterizedTest
  @MethodSource("cells")
  void pairsWhenThePeerTrustsFirst(Cell cell) throws Exception {
    RunningShipGo.Start node = node(cell, "second", Optional.empty());
    InteropSteps steps = new InteropSteps(HUBS.get(cell.version()), cell, node, REPORT);
    steps.pairAtThePeerFirst();
    steps.end();
  }

  @ParameterizedTest
  @MethodSource("dials")
  void dialsThatCrossEndInOneSharedConnection(Dials dials) throws Exception {
    RunningDaemon hub = HUBS.get(dials.version());
    Cell cell = new Cell(dials.version(), dials.order(), Role.BOTH);
    int port = RunningShipGo.freePort();
    try (DialCrossing crossing = new DialCrossing(hub.shipPort(), port, dials.skewMillis());
        RunningShipGo peer =
            node(cell, "crossing", Optional.of(crossing.peerDials())).at(port).untrusting()) {
      HubAndShipGo both = new HubAndShipGo(hub, peer);
      assertEquals(200, hub.addPeer(peer.ski(), "127.0.0.1", crossing.hubDials()));
      both.pair();
      crossing.awaitHubDial();
      peer.trust();
      long from = crossing.awaitCrossing();
      both.await("one shared connection that carries data", () -> isShared(both, crossing));
      long took = (System.nanoTime() - from) / 1_000_000;
      if (took > SLOW_MILLIS) {
        Files.writeString(
            dials.version().binary().resolveSibling("slow-" + peer.ski() + ".txt"),
            took + " ms\n" + both.story());
      }
      assertEquals(1, crossing.dialsOfHub(), "connections were lost; " + both.story());
      REPORT.crossed(
          new Opponent(dials.version(), dials.order()),
          new Crossing(
              took,
              peer.traced("closing", "double connection") > 0,
              crossing.dialsOfHub() - 1,
              crossing.dialsOfPeer() - 1));
      both.order("unpair");
    }
  }

  /** One connection is left, both exchange data over it, and it is still the same afterwards. */
  private static boolean isShared(HubAndShipGo both, DialCrossing crossing) {
    Optional<String> session = both.session();
    return isDownToOne(both, crossing)
        && both.isExchanging()
        && isDownToOne(both, crossing)
        && session.equals(both.session());
  }

  private static boolean isDownToOne(HubAndShipGo both, DialCrossing crossing) {
    Optional<String> direction = both.view().object("session").flatMap(it -> it.text("direction"));
    return direction.isPresent() && crossing.isDownToOne(direction.get().equals("out"));
  }
}
