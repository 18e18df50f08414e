package dev.shiphub.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shiphub.ship.Role;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.json.JsonWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The daemon against the stock client and the stock server of Java-WebSocket. */
@Tag("interop")
@Timeout(110)
final class JavaWebSocketIT {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  /** The hub pings who is silent for so long. */
  private static final String LIVENESS = "liveness: {ping: 2s, pong: 10s}";

  private static final int LONG_DATA = 50_000;
  private static final int PIECE = 1_000;

  private static final StepTable TABLE =
      new StepTable(
          "Java-WebSocket",
          Stream.of(Role.values()).map(JavaWebSocketIT::words).toList(),
          Stream.of(StockStep.values()).map(StockStep::words).toList());

  @TempDir private Path directory;
  private RunningDaemon hub;
  private StockIdentity identity;
  private StockTalk talk;

  @AfterAll
  static void publish() throws Exception {
    System.out.printf("interop: %d of %d of Java-WebSocket%n", TABLE.count(), TABLE.size());
    InteropPage.publish("java-websocket", TABLE.text());
  }

  private static String words(Role peer) {
    return peer == Role.CLIENT
        ? "stock client, the hub is the server"
        : "stock server, the hub is the client";
  }

  @ParameterizedTest
  @EnumSource
  void pairsExchangesAndComesBackAfterEveryEnd(Role role) throws Exception {
    identity = StockIdentity.make(directory.resolve("peer.p12"));
    talk = new StockTalk(role);
    try (RunningDaemon running = RunningDaemon.start(directory.resolve("state"), LIVENESS)) {
      hub = running;
      assertEquals(200, hub.pair(identity.ski()));
      try (StockPeer peer = meet(role)) {
        awaitSession(Optional.empty());
        assertEquals(Optional.of(hub.ski()), talk.shownSki());
        passed(role, StockStep.PAIRED);
        exchangeData();
        passed(role, StockStep.DATA);
        sendInPieces();
        passed(role, StockStep.PIECES);
        pingEachOther();
        passed(role, StockStep.PINGS);
        endBy(peer, this::disconnect);
        passed(role, StockStep.CLOSED_BY_HUB);
        endBy(peer, talk::announceClose);
        passed(role, StockStep.CLOSED_BY_PEER);
        endBy(peer, talk::hangUp);
        passed(role, StockStep.HUNG_UP);
      }
    }
  }

  private static void passed(Role role, StockStep step) {
    TABLE.passed(words(role), step.words());
  }

  private StockPeer meet(Role role) throws Exception {
    if (role == Role.CLIENT) {
      return StockPeer.client(identity, talk, hub.shipPort());
    }
    StockPeer server = StockPeer.server(identity, talk);
    assertEquals(200, hub.addPeer(identity.ski(), "127.0.0.1", server.port().orElseThrow()));
    return server;
  }

  private void exchangeData() throws Exception {
    String mark = "mark-" + talk.ends();
    assertEquals(200, post("messages", HubAndShipGo.command(mark)));
    await("the hub's datagram", () -> talk.count(mark, "deviceClassification") > 0);
    long before = received();
    talk.sendData();
    await("the peer's datagram", () -> received() > before);
  }

  private void sendInPieces() {
    long before = received();
    talk.sendDataInPieces(LONG_DATA, PIECE);
    await("the datagram that came in pieces", () -> received() > before);
  }

  private void pingEachOther() {
    talk.ping();
    await("the hub's pong", () -> talk.pongs() > 0);
    Optional<String> before = session();
    // A third ping comes only if the pongs to the first and the second were heard.
    int pings = talk.pings();
    await("pings of the hub", () -> talk.pings() > pings + 2);
    assertEquals(before, session());
  }

  private void disconnect() throws Exception {
    assertEquals(200, post("disconnect", JsonObject.EMPTY));
  }

  /** However it ends, both come back, as nobody's trust has ended. */
  private void endBy(StockPeer peer, End end) throws Exception {
    Optional<String> before = session();
    int ends = talk.ends();
    end.happen();
    await("the end of the connection", () -> talk.ends() > ends && !session().equals(before));
    peer.comeBack();
    awaitSession(before);
    exchangeData();
  }

  /** How a connection ends. */
  private interface End {
    void happen() throws Exception;
  }

  private int post(String what, JsonObject body) throws Exception {
    return hub.post("devices/" + identity.ski() + "/" + what, body);
  }

  private void awaitSession(Optional<String> before) {
    await("a new session", () -> session().isPresent() && !session().equals(before));
  }

  private Optional<String> session() {
    return view().object("session").flatMap(it -> it.text("id"));
  }

  private long received() {
    return view().object("session").flatMap(it -> it.integer("received")).orElse(-1L);
  }

  private JsonObject view() {
    return hub.device(identity.ski());
  }

  private void await(String what, BooleanSupplier wanted) {
    try {
      Awaitility.await(what).atMost(PATIENCE).until(wanted::getAsBoolean);
    } catch (ConditionTimeoutException never) {
      throw new AssertionError(
          what + " never came; " + JsonWriter.COMPACT.text(view()) + "; the peer " + talk.story(),
          never);
    }
  }
}
