package dev.shiphub.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.hub.why.Cause;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.clock.SteadyClock;
import dev.shiphub.ship.identity.LocalIdentity;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.sim.bench.ShipBytes;
import dev.shiphub.sim.raw.ForgedCertificate;
import dev.shiphub.sim.raw.Heard;
import dev.shiphub.sim.raw.RawFrame;
import dev.shiphub.sim.raw.RawIdentity;
import dev.shiphub.sim.raw.RawLink;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * What the daemon says of devices that do not answer as they should, each made by hand. All of them
 * are there at once, paired, at an address that the user has given.
 */
@Tag("why")
@Timeout(180)
@Execution(ExecutionMode.CONCURRENT)
final class WhyIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final SecureRandom RANDOM = new SecureRandom();

  @TempDir private static Path directory;

  private static final OddServer SERVER = new OddServer();
  private static final List<AutoCloseable> OPENED = new ArrayList<>();
  private static RunningDaemon daemon;

  @BeforeAll
  static void startDaemon() throws IOException {
    daemon = RunningDaemon.start(directory.resolve("state"));
  }

  @AfterAll
  static void stop() throws Exception {
    daemon.close();
    SERVER.close();
    for (AutoCloseable open : OPENED) {
      open.close();
    }
  }

  private static LocalIdentity identity() {
    return LocalIdentity.generate("odd", SteadyClock.wall().instant(), RANDOM);
  }

  /** The user says where the device is, and pairs it. */
  private static void isPairedAt(Ski ski, String host, int port) throws Exception {
    assertEquals(200, daemon.addPeer(ski, host, port));
    assertEquals(200, daemon.pair(ski));
  }

  private static void isPairedAt(Ski ski, int port) throws Exception {
    isPairedAt(ski, "127.0.0.1", port);
  }

  private static Ski somebody() {
    return identity().ski();
  }

  /** Waits until the daemon says so; returns what it says. */
  private static JsonObject awaits(Cause cause, Ski ski) {
    JsonObject why =
        await()
            .atMost(PATIENCE)
            .pollInterval(Duration.ofMillis(50))
            .until(
                () -> daemon.get("devices/" + ski + "/why"),
                it -> it.text("code").equals(Optional.of(cause.label())));
    assertEquals(Optional.of(cause.actor().label()), why.text("actor"));
    assertTrue(sentence(why).length() > 10, why::toString);
    return why;
  }

  private static String sentence(JsonObject why) {
    return why.object("sentence").flatMap(texts -> texts.text("en")).orElse("");
  }

  private static JsonObject evidence(JsonObject why) {
    return why.object("evidence").orElse(JsonObject.EMPTY);
  }

  private static JsonObject lastWords(JsonObject why) {
    return evidence(why).object("lastWords").orElse(JsonObject.EMPTY);
  }

  /** A device that talks like this over each WebSocket. */
  private static Ski talking(Consumer<RawLink> talk) throws Exception {
    LocalIdentity identity = identity();
    isPairedAt(identity.ski(), SERVER.onWebSocket(RawIdentity.of(identity), talk));
    return identity.ski();
  }

  /** As server, up to data exchange. */
  private static void shakesHands(RawLink link) {
    link.send(ShipBytes.CMI);
    link.send(ShipBytes.HELLO_READY);
    awaitText(link, "announceMax");
    link.send(ShipBytes.SELECT);
    awaitText(link, "connectionPinState");
    link.send(ShipBytes.PIN_NONE);
    awaitText(link, "accessMethodsRequest");
  }

  private static void awaitText(RawLink link, String text) {
    try {
      Optional<Heard> heard = link.next(PATIENCE);
      while (heard.isPresent()
          && !(heard.get() instanceof Heard.End)
          && !(heard.get() instanceof Heard.Message message
              && new String(message.bytes(), StandardCharsets.UTF_8).contains(text))) {
        heard = link.next(PATIENCE);
      }
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  // ---- it cannot be found

  @Test
  @Shows(Cause.NOT_SEEN)
  void nobodyHasSeenIt() throws Exception {
    Ski ski = somebody();
    daemon.pair(ski);
    awaits(Cause.NOT_SEEN, ski);
  }

  @Test
  @Shows(Cause.NAME_UNKNOWN)
  void nobodyKnowsItsHost() throws Exception {
    Ski ski = somebody();
    isPairedAt(ski, "no-such-host.invalid", 4712);
    assertTrue(sentence(awaits(Cause.NAME_UNKNOWN, ski)).contains("no-such-host.invalid"));
  }

  // ---- it is there, and does not answer

  @Test
  @Shows(Cause.CONNECTION_REFUSED)
  void nothingListensThere() throws Exception {
    int port;
    try (ServerSocket closed = new ServerSocket(0)) {
      port = closed.getLocalPort();
    }
    Ski ski = somebody();
    isPairedAt(ski, port);
    JsonObject why = awaits(Cause.CONNECTION_REFUSED, ski);
    JsonObject address = (JsonObject) evidence(why).items("addresses").orElseThrow().getFirst();
    assertEquals(Optional.of((long) port), address.integer("port"));
    assertTrue(address.text("result").orElse("").contains("refused"), address::toString);
    assertTrue(
        evidence(why).get("nextAttemptAt").isPresent() || sentence(why).contains("under way"),
        why::toString);
  }

  // Without its scope nobody knows on which link that is.
  @Test
  @Shows(Cause.UNREACHABLE)
  void thereIsNoWayToIt() throws Exception {
    Ski ski = somebody();
    isPairedAt(ski, "fe80::1", 4712);
    awaits(Cause.UNREACHABLE, ski);
  }

  @Test
  @Shows({Cause.DIALLING, Cause.NO_ANSWER})
  void nothingComesBack() throws Exception {
    BlackHole hole = new BlackHole();
    OPENED.add(hole);
    Ski ski = somebody();
    isPairedAt(ski, hole.port());
    awaits(Cause.DIALLING, ski);
    awaits(Cause.NO_ANSWER, ski);
  }

  @Test
  @Shows(Cause.TLS_SILENT)
  void itSaysNothingBeforeTls() throws Exception {
    Ski ski = somebody();
    isPairedAt(ski, SERVER.onTcp(_ -> {}));
    awaits(Cause.TLS_SILENT, ski);
  }

  @Test
  @Shows(Cause.TLS_FAILED)
  void itTalksSomethingElseThanTls() throws Exception {
    Ski ski = somebody();
    isPairedAt(ski, SERVER.onTcp(socket -> write(socket, "220 mail.example ESMTP\r\n".repeat(20))));
    awaits(Cause.TLS_FAILED, ski);
  }

  @Test
  @Shows(Cause.OTHER_DEVICE)
  void anotherDeviceAnswers() throws Exception {
    RawIdentity other = RawIdentity.of(identity());
    Ski ski = somebody();
    isPairedAt(ski, SERVER.onWebSocket(other, _ -> {}));
    assertTrue(sentence(awaits(Cause.OTHER_DEVICE, ski)).contains(other.shown().hex()));
  }

  @Test
  @Shows(Cause.BAD_CERTIFICATE)
  void itsCertificateIsNotThatOfItsKey() throws Exception {
    Ski ski = somebody();
    RawIdentity forged = ForgedCertificate.claiming(ski, SteadyClock.wall().instant(), RANDOM);
    isPairedAt(ski, SERVER.onWebSocket(forged, _ -> {}));
    awaits(Cause.BAD_CERTIFICATE, ski);
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  /** A device that answers the upgrade like this. */
  private static Ski answering(String head) throws Exception {
    LocalIdentity identity = identity();
    isPairedAt(identity.ski(), SERVER.onTls(identity, socket -> write(socket, head)));
    return identity.ski();
  }

  @Test
  @Shows(Cause.NO_SHIP)
  void whatAnswersIsAWebServer() throws Exception {
    Ski ski = answering("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
    awaits(Cause.NO_SHIP, ski);
  }

  @Test
  @Shows(Cause.DEVICE_FULL)
  void itHasNoPlace() throws Exception {
    Ski ski = answering("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n");
    awaits(Cause.DEVICE_FULL, ski);
  }

  @Test
  @Shows(Cause.UPGRADE_SILENT)
  void itSaysNothingAfterTls() throws Exception {
    awaits(Cause.UPGRADE_SILENT, answering(""));
  }

  // ---- a connection was open

  @Test
  @Shows({Cause.HANDSHAKE_RUNNING, Cause.SILENT_AT_START})
  void itSaysNothingAfterTheUpgrade() throws Exception {
    Ski ski = talking(_ -> {});
    assertEquals(Optional.of("init"), evidence(awaits(Cause.HANDSHAKE_RUNNING, ski)).text("phase"));
    awaits(Cause.SILENT_AT_START, ski);
  }

  @Test
  @Shows(Cause.AWAITING_DEVICE_TRUST)
  void nobodyHasAcceptedTheHubThere() throws Exception {
    Ski ski =
        talking(
            link -> {
              link.send(ShipBytes.CMI);
              link.send(ShipBytes.HELLO_PENDING);
            });
    JsonObject why = awaits(Cause.AWAITING_DEVICE_TRUST, ski);
    assertEquals(
        Optional.of(1L), evidence(why).object("asked").flatMap(asked -> asked.integer("count")));
    String remedy = why.object("remedy").flatMap(texts -> texts.text("en")).orElse("");
    assertTrue(remedy.contains(daemon.ski().grouped()), remedy);
  }

  @Test
  @Shows(Cause.DEVICE_REFUSES_TRUST)
  void itAbortsHello() throws Exception {
    Ski ski =
        talking(
            link -> {
              link.send(ShipBytes.CMI);
              link.send(ShipBytes.HELLO_ABORTED);
              link.send(RawFrame.close(4452, "Node rejected by application"));
            });
    JsonObject words = lastWords(awaits(Cause.DEVICE_REFUSES_TRUST, ski));
    assertEquals(Optional.of(4452L), words.integer("code"));
    assertEquals(Optional.of("device"), words.text("by"));
  }

  @Test
  @Shows(Cause.SHIP_ID_MISMATCH)
  void itKnowsTheHubByAnotherShipId() throws Exception {
    Ski ski = talking(link -> link.send(RawFrame.close(4450, "SHIP ID mismatch")));
    awaits(Cause.SHIP_ID_MISMATCH, ski);
  }

  @Test
  @Shows(Cause.CLOSED_IN_HANDSHAKE)
  void itClosesBeforeHello() throws Exception {
    Ski ski = talking(link -> link.send(RawFrame.close(1000, "not now")));
    assertTrue(sentence(awaits(Cause.CLOSED_IN_HANDSHAKE, ski)).contains("not now"));
  }

  @Test
  @Shows(Cause.BROKE_IN_HANDSHAKE)
  void itIsGoneInTheHandshake() throws Exception {
    awaits(Cause.BROKE_IN_HANDSHAKE, talking(RawLink::close));
  }

  @Test
  @Shows(Cause.BREAKS_PROTOCOL)
  void itSaysWhatNobodyMaySay() throws Exception {
    Ski ski = talking(link -> link.send(ShipBytes.CMI_WRONG_HEAD));
    assertEquals(Optional.of("hub"), lastWords(awaits(Cause.BREAKS_PROTOCOL, ski)).text("by"));
  }

  @Test
  @Shows(Cause.INCOMPATIBLE)
  void itChoosesAVersionThatThereIsNot() throws Exception {
    Ski ski =
        talking(
            link -> {
              link.send(ShipBytes.CMI);
              link.send(ShipBytes.HELLO_READY);
              awaitText(link, "announceMax");
              link.send(ShipBytes.select(7, 0));
            });
    awaits(Cause.INCOMPATIBLE, ski);
  }

  @Test
  @Shows(Cause.SILENT_IN_HANDSHAKE)
  void itStopsTalkingAfterHello() throws Exception {
    Ski ski =
        talking(
            link -> {
              link.send(ShipBytes.CMI);
              link.send(ShipBytes.HELLO_READY);
            });
    awaits(Cause.SILENT_IN_HANDSHAKE, ski);
  }

  @Test
  @Shows(Cause.DEVICE_CLOSED)
  void itClosesInDataExchange() throws Exception {
    Ski ski =
        talking(
            link -> {
              shakesHands(link);
              link.send(RawFrame.close(1000, "idle for too long"));
            });
    assertTrue(sentence(awaits(Cause.DEVICE_CLOSED, ski)).contains("idle for too long"));
  }

  @Test
  @Shows(Cause.CONNECTION_BROKE)
  void itIsGoneInDataExchange() throws Exception {
    Ski ski =
        talking(
            link -> {
              shakesHands(link);
              link.close();
            });
    awaits(Cause.CONNECTION_BROKE, ski);
  }

  @Test
  @Shows(Cause.DEVICE_REMOVED_HUB)
  void itRemovesTheHub() throws Exception {
    String removal =
        "\u0003{\"connectionClose\":[{\"phase\":\"announce\"},{\"maxTime\":500},"
            + "{\"reason\":\"removedConnection\"}]}";
    Ski ski =
        talking(
            link -> {
              shakesHands(link);
              link.send(removal.getBytes(StandardCharsets.UTF_8));
            });
    awaits(Cause.DEVICE_REMOVED_HUB, ski);
  }
}
