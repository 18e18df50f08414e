package dev.shiphub.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Role;
import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.Stage;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.json.JsonWriter;
import dev.shiphub.sim.device.SimEvent;
import dev.shiphub.sim.spine.SpineCodec;
import dev.shiphub.sim.spine.SpineDatagram;
import dev.shiphub.sim.spine.SpineDecoded;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EventJsonTest {
  private static final Ski PEER = new Ski("a".repeat(40));

  private static Stream<Arguments> table() {
    CloseReason closed = CloseReason.byPeer(4452, "Node rejected by application");
    return Stream.of(
        row(
            new SimEvent.Listening(PEER, new ShipId("SIM-meter-1"), "meter", 4712),
            "'event':'listening','ski':'SKI','shipId':'SIM-meter-1','profile':'meter','port':4712"),
        row(
            new SimEvent.Connected(PEER, 1, Role.SERVER, "127.0.0.1:40000"),
            "'event':'connected','ski':'SKI','connection':1,'role':'server',"
                + "'address':'127.0.0.1:40000'"),
        row(
            new SimEvent.TrustRequested(PEER, 2),
            "'event':'trustRequested','ski':'SKI','connection':2"),
        row(
            new SimEvent.PinRequested(PEER, 2, true, false),
            "'event':'pinRequested','ski':'SKI','connection':2,'required':true,'busy':false"),
        row(
            new SimEvent.PinJudged(PEER, 2, false),
            "'event':'pinJudged','ski':'SKI','connection':2,'right':false"),
        row(
            new SimEvent.PinEntered(PEER, 2, false, 3),
            "'event':'pinEntered','ski':'SKI','connection':2,'right':false,'wrong':3"),
        row(
            new SimEvent.DataExchange(PEER, 2),
            "'event':'dataExchange','ski':'SKI','connection':2"),
        row(
            new SimEvent.Message(PEER, 2, true, datagram("measurementListData")),
            "'event':'message','ski':'SKI','connection':2,'direction':'in','classifier':'reply',"
                + "'function':'measurementListData','msgCounter':7,'reference':3"),
        row(
            new SimEvent.Disconnected(PEER, 2, Stage.HELLO, closed, "closed by the peer"),
            "'event':'disconnected','ski':'SKI','connection':2,'reached':'hello','by':'peer',"
                + "'code':4452,'reason':'closed by the peer'"),
        row(
            new SimEvent.DialFailed(PEER, "nobody there"),
            "'event':'dialFailed','ski':'SKI','reason':'nobody there'"),
        row(new SimEvent.Stopped(1), "'event':'stopped','cut':1"));
  }

  private static Arguments row(SimEvent event, String json) {
    return Arguments.of(event, "{" + json.replace('\'', '"').replace("SKI", PEER.hex()) + "}");
  }

  private static SpineDatagram datagram(String function) {
    JsonObject address = JsonValue.object().put("entity", JsonValue.array(JsonValue.of(0))).build();
    JsonObject header =
        JsonValue.object()
            .put("addressSource", address)
            .put("addressDestination", address)
            .put("msgCounter", 7)
            .put("msgCounterReference", 3)
            .put("cmdClassifier", "reply")
            .build();
    JsonObject command = JsonValue.object().put(function, JsonObject.EMPTY).build();
    JsonObject payload = JsonValue.object().put("cmd", JsonValue.array(command)).build();
    JsonObject datagram = JsonValue.object().put("header", header).put("payload", payload).build();
    return ((SpineDecoded.Ok)
            SpineCodec.decode(JsonValue.object().put("datagram", datagram).build()))
        .datagram();
  }

  private static List<String> printed(SimEvent event, boolean isJson) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8);
    new EventLines(out, isJson).accept(event);
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @ParameterizedTest
  @MethodSource("table")
  void everyEventIsOneObjectOnOneLine(SimEvent event, String json) {
    assertEquals(List.of(json), printed(event, true));
  }

  @ParameterizedTest
  @MethodSource("table")
  void forPeopleEveryEventIsALineOfWords(SimEvent event, String json) {
    List<String> lines = printed(event, false);
    assertEquals(1, lines.size());
    assertFalse(lines.getFirst().contains("{"), lines.getFirst());
  }

  // A peer chooses the name of the function, up to a megabyte, with line ends and escapes in it.
  @Test
  void aPeerCannotFloodOrSteerTheOutput() {
    SimEvent nasty =
        new SimEvent.Message(PEER, 1, true, datagram("\n\u001b[2J" + "x".repeat(100_000)));
    assertEquals(1, printed(nasty, true).size());
    assertTrue(printed(nasty, true).getFirst().length() < 400);
    assertEquals(1, printed(nasty, false).size());
    assertFalse(printed(nasty, false).getFirst().contains("\u001b"));
    assertTrue(JsonWriter.COMPACT.text(EventJson.of(nasty)).contains("\\u001b"));
  }
}
