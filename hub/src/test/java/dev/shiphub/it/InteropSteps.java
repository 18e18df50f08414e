package dev.shiphub.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.shiphub.it.InteropReport.Cell;
import dev.shiphub.it.RunningShipGo.Role;
import java.util.Optional;

/** One arrangement of hub and foreign node, taken through everything it must get right. */
final class InteropSteps {
  private final RunningDaemon hub;
  private final Cell cell;
  private final RunningShipGo.Start node;
  private final InteropReport report;
  private HubAndShipGo both;

  InteropSteps(RunningDaemon hub, Cell cell, RunningShipGo.Start node, InteropReport report)
      throws Exception {
    this.hub = hub;
    this.cell = cell;
    this.node = node;
    this.report = report;
    both = new HubAndShipGo(hub, node.untrusting());
  }

  private boolean isDialledByHub() {
    return cell.role() != Role.CLIENT;
  }

  private boolean isDialledByPeer() {
    return cell.role() != Role.SERVER;
  }

  private void tellAddress() throws Exception {
    if (isDialledByHub()) {
      assertEquals(200, hub.addPeer(both.peer().ski(), "127.0.0.1", node.port()));
    }
  }

  void pairAtTheHubFirst() throws Exception {
    tellAddress();
    both.pair();
    if (isDialledByHub()) {
      both.await("the hub to wait for the peer's trust", () -> both.isIn("waiting-for-device"));
    }
    both.peer().trust();
    both.awaitNewSession(Optional.empty(), 0);
    both.exchange();
    report.passed(cell, InteropStep.PAIRED_AT_HUB_FIRST);
  }

  void pairAtThePeerFirst() throws Exception {
    tellAddress();
    both.peer().trust();
    if (isDialledByPeer()) {
      both.await("the hub to wait for its user", () -> both.isIn("waiting-for-trust"));
    }
    both.pair();
    both.awaitNewSession(Optional.empty(), 0);
    both.exchange();
    report.passed(cell, InteropStep.PAIRED_AT_PEER_FIRST);
  }

  void exchangeData() {
    for (int i = 0; i < 5; i++) {
      both.exchange();
    }
    report.passed(cell, InteropStep.DATA);
  }

  /** SHIP 13.4.7: announced and confirmed; both come back, as nobody's trust has ended. */
  void closeByTheHub() throws Exception {
    Optional<String> before = both.session();
    int exchanges = both.peer().count("dataExchange");
    both.order("disconnect");
    both.peer().awaitTraced(1, "Recv:", "connectionClose", "announce");
    both.awaitNewSession(before, exchanges);
    both.exchange();
    report.passed(cell, InteropStep.CLOSED_BY_HUB);
  }

  void closeByThePeer() throws Exception {
    Optional<String> before = both.session();
    int exchanges = both.peer().count("dataExchange");
    int confirms = both.peer().traced("Recv:", "connectionClose", "confirm");
    both.peer().disconnect();
    both.peer().awaitTraced(confirms + 1, "Recv:", "connectionClose", "confirm");
    both.awaitNewSession(before, exchanges);
    both.exchange();
    report.passed(cell, InteropStep.CLOSED_BY_PEER);
  }

  void killThePeer() throws Exception {
    Optional<String> before = both.session();
    both.peer().program().kill();
    both.await("the hub to see the end", () -> both.session().isEmpty());
    both.peer().close();
    both = new HubAndShipGo(hub, node.trusting());
    both.awaitNewSession(before, 0);
    both.exchange();
    report.passed(cell, InteropStep.PEER_KILLED);
  }

  /** The peer is told that it was removed, and stays out although it goes on dialling. */
  void withdrawAtTheHub() throws Exception {
    Optional<String> before = both.session();
    int exchanges = both.peer().count("dataExchange");
    both.order("unpair");
    both.peer().awaitTraced(1, "Recv:", "connectionClose", "announce", "removedConnection");
    both.await("the hub to end it", () -> both.session().isEmpty() && !both.isPaired());
    if (isDialledByPeer()) {
      both.await("the hub to wait for its user", () -> both.isIn("waiting-for-trust"));
      assertEquals(exchanges, both.peer().count("dataExchange"));
    }
    both.pair();
    both.awaitNewSession(before, exchanges);
    both.exchange();
    report.passed(cell, InteropStep.WITHDRAWN_BY_HUB);
  }

  /** The hub goes on asking, and is let in again only by the peer's user. */
  void withdrawAtThePeer() throws Exception {
    Optional<String> before = both.session();
    int exchanges = both.peer().count("dataExchange");
    both.peer().untrust();
    both.await("the hub to see the end", () -> both.session().isEmpty());
    if (isDialledByHub()) {
      both.await("the hub to wait for the peer's trust", () -> both.isIn("waiting-for-device"));
    }
    assertFalse(both.isIn("connected"));
    assertEquals(exchanges, both.peer().count("dataExchange"));
    both.peer().trust();
    both.awaitNewSession(before, exchanges);
    both.exchange();
    report.passed(cell, InteropStep.WITHDRAWN_BY_PEER);
  }

  /** Leaves nothing behind that the hub would dial. */
  void end() throws Exception {
    both.order("unpair");
    both.peer().close();
  }
}
