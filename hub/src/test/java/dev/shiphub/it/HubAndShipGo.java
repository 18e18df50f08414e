package dev.shiphub.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonArray;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.json.JsonWriter;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ConditionTimeoutException;

/** The daemon and one foreign node, and what both must show. */
record HubAndShipGo(RunningDaemon hub, RunningShipGo peer) {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ConditionFactory SOON =
      Awaitility.await()
          .atMost(Duration.ofMillis(500))
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(10));
  private static final AtomicInteger MARKS = new AtomicInteger();
  private static final String DATAGRAM =
      """
      {"datagram":{"header":{"specificationVersion":"1.3.0","addressSource":{"device":"d:_n:peer",\
      "entity":[0],"feature":0},"addressDestination":{"entity":[0],"feature":0},"msgCounter":1,\
      "cmdClassifier":"notify"},"payload":{"cmd":[{"deviceClassificationManufacturerData":{}}]}}}\
      """;

  JsonObject view() {
    return hub.device(peer.ski());
  }

  boolean isIn(String state) {
    return view().text("state").equals(Optional.of(state));
  }

  boolean isPaired() {
    return view().flag("paired").orElse(false);
  }

  /** The connection in data exchange, if there is one. */
  Optional<String> session() {
    return view().object("session").flatMap(it -> it.text("id"));
  }

  void pair() throws Exception {
    assertEquals(200, hub.pair(peer.ski()));
  }

  void order(String what) throws Exception {
    assertEquals(200, hub.post("devices/" + peer.ski() + "/" + what, JsonObject.EMPTY));
  }

  void await(String what, BooleanSupplier wanted) {
    try {
      Awaitility.await(what)
          .atMost(PATIENCE)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(20))
          .until(wanted::getAsBoolean);
    } catch (ConditionTimeoutException never) {
      throw new AssertionError(what + " never came; " + story(), never);
    }
  }

  /** How both see it, for whoever has to explain it. */
  String story() {
    return "hub: " + JsonWriter.COMPACT.text(view()) + "\npeer:\n" + peer.wireLines();
  }

  /** Waits until both are in data exchange, over another connection than before. */
  void awaitNewSession(Optional<String> before, int exchangesBefore) {
    await(
        "a new session on both sides",
        () ->
            session().isPresent()
                && !session().equals(before)
                && peer.count("dataExchange") > exchangesBefore);
  }

  /**
   * Each gets what the other sends. ship-go v0.6.0 sometimes dials twice at once, so the connection
   * may be replaced under the first try.
   */
  void exchange() {
    await("data both ways", this::isExchanging);
  }

  /** Whether an exchange succeeds soon, while connections may still come and go. */
  boolean isExchanging() {
    String mark = "mark-" + MARKS.incrementAndGet();
    try {
      if (hub.post("devices/" + peer.ski() + "/messages", command(mark)) != 200) {
        return false;
      }
      long before = received();
      peer.send(DATAGRAM);
      SOON.until(() -> peer.hasReceived(mark) && received() > before);
      return true;
    } catch (ConditionTimeoutException | IOException | InterruptedException lost) {
      return false;
    }
  }

  private long received() {
    return view().object("session").flatMap(it -> it.integer("received")).orElse(-1L);
  }

  /** A datagram of the hub that holds this text. */
  static JsonObject command(String mark) {
    JsonObject label = JsonValue.object().put("deviceName", mark).build();
    JsonObject cmd = JsonValue.object().put("deviceClassificationManufacturerData", label).build();
    JsonObject destination =
        JsonValue.object()
            .put("entity", new JsonArray(List.of(JsonValue.of(0))))
            .put("feature", 0)
            .build();
    return JsonValue.object()
        .put("cmdClassifier", "notify")
        .put("destination", destination)
        .put("cmd", new JsonArray(List.of(cmd)))
        .build();
  }
}
