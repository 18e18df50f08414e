package dev.shiphub.hub.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Role;
import dev.shiphub.ship.Stage;
import dev.shiphub.ship.wire.AccessMethodsRequest;
import dev.shiphub.ship.wire.ConnectionHello;
import dev.shiphub.ship.wire.ConnectionInit;
import dev.shiphub.ship.wire.ProtocolHandshake;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was seen of devices on the wire, played to a session in virtual time. */
final class KnownPeersTest {
  private static final ConnectionHello READY = ConnectionHello.ready(Duration.ofSeconds(120));
  private static final String REJECTED = "Node rejected by application.";

  private static String hello(String members) {
    return "{\"connectionHello\":[" + members + "]}";
  }

  private static final String PENDING = hello("{\"phase\":\"pending\"},{\"waiting\":60000}");

  // Until its owner accepts us; the hub asks again after 30 s and more (FarewellTest).
  @Test
  void anElliChargerThatIsNotAskedYetRejectsUsInHello() {
    SpokenTo hub = new SpokenTo(Role.CLIENT, true).hears(0, "\0").hears(1, PENDING);
    assertEquals(List.of(ConnectionInit.VALID, READY), hub.sent());
    hub.loses(4452, REJECTED);
    endedByPeer(hub);
  }

  // Both messages in one go, a second before the close.
  @Test
  void aShipGoThatDoesNotWaitForItsUserIsHeardToTheEnd() {
    SpokenTo hub = new SpokenTo(Role.CLIENT, true).hears(0, "\0");
    hub.hears(1, PENDING).hears(1, hello("{\"phase\":\"aborted\"}"));
    assertTrue(hub.waits(Duration.ofSeconds(1)).transport.isOpen());
    hub.loses(4452, "Node rejected by application");
    endedByPeer(hub);
    assertEquals(List.of(ConnectionInit.VALID, READY), hub.sent());
  }

  // ship-go as server asks for more time, its user agrees, and it waits ten seconds for our offer.
  @Test
  void aShipGoWhoseUserTakesHisTimeGetsItAndThenOurOffer() {
    SpokenTo hub = new SpokenTo(Role.CLIENT, true).hears(0, "\0").hears(1, PENDING).forget();
    hub.waits(Duration.ofSeconds(30));
    hub.hears(1, hello("{\"phase\":\"pending\"},{\"prolongationRequest\":true}"));
    ConnectionHello granted = assertInstanceOf(ConnectionHello.class, hub.sent().getFirst());
    assertTrue(granted.waiting().orElseThrow().toSeconds() >= 30, granted.toString());
    hub.forget().hears(1, hello("{\"phase\":\"ready\"},{\"waiting\":60000}"));
    assertEquals(
        List.of(ProtocolHandshake.announceMax(ProtocolHandshake.Version.V1_0)), hub.sent());
  }

  // EEBUS.Net as server says what we said, zeros and all.
  @Test
  void anEchoOfOurHelloIsAHello() {
    SpokenTo hub = new SpokenTo(Role.CLIENT, true).hears(0, "\0").forget();
    hub.hears(
        1, hello("{\"phase\":\"ready\"},{\"waiting\":120000},{\"prolongationRequest\":false}"));
    assertInstanceOf(ProtocolHandshake.class, hub.sent().getFirst());
  }

  // py-eebus waits without saying how long.
  @Test
  void aPeerThatWaitsWithoutATimeIsWaitedForByEitherSide() {
    String pending = hello("{\"phase\":\"pending\"}");
    SpokenTo trusting = new SpokenTo(Role.SERVER, true).hears(0, "\0").hears(1, pending);
    assertTrue(trusting.waits(Duration.ofSeconds(119)).transport.isOpen());
    SpokenTo undecided = SpokenTo.undecided(Role.SERVER).hears(0, "\0").hears(1, pending);
    assertEquals(READY, undecided.trusts().sent().getLast());
  }

  // jeebus counts in seconds: asked 15 s before its two minutes are over.
  @Test
  void aJeebusThatWaitsForTwoMinutesIsAskedInTime() {
    SpokenTo hub = SpokenTo.undecided(Role.SERVER).hears(0, "\0");
    hub.hears(1, hello("{\"phase\":\"ready\"},{\"waiting\":120}")).forget();
    assertEquals(List.of(), hub.waits(Duration.ofSeconds(104)).sent());
    assertEquals(List.of(ConnectionHello.prolongation()), hub.waits(Duration.ofSeconds(1)).sent());
  }

  // Porsche Mobile Charger Connect: evcc#15438.
  @ParameterizedTest
  @EnumSource(Role.class)
  void aPorscheChargerMayEndEveryMessageWithZeros(Role role) {
    reachesDataExchange(role, json -> json + "\0\0\0");
  }

  // sg#56: objects where SHIP has lists; and whoever prints his JSON for people.
  @ParameterizedTest
  @EnumSource(Role.class)
  void aPeerMayWriteOrdinaryJsonOnSeveralLines(Role role) {
    reachesDataExchange(
        role,
        json ->
            json.replace("[{", "{")
                .replace("},{", ",")
                .replace("}]", "}")
                .replaceAll("([{}:,])", "$1\r\n\t"));
  }

  private static void reachesDataExchange(Role role, UnaryOperator<String> spelling) {
    SpokenTo hub = new SpokenTo(role, true).hearsHandshake(spelling);
    assertTrue(hub.sent().contains(new AccessMethodsRequest()), hub.sent().toString());
  }

  private static void endedByPeer(SpokenTo hub) {
    SessionReport.Ended end = hub.ended().orElseThrow();
    assertEquals(Stage.HELLO, end.reached());
    assertEquals(CloseReason.NOT_TRUSTED, end.reason().code());
    assertEquals(CloseReason.Origin.PEER, end.reason().origin());
  }
}
