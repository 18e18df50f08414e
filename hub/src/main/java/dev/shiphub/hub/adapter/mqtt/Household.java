package dev.shiphub.hub.adapter.mqtt;

import dev.shiphub.hub.core.HubSnapshot;
import dev.shiphub.hub.port.DevicePictures;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.json.JsonObjectBuilder;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.json.JsonWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The hub and its paired devices as the broker retains them. Strangers are in the events only, so
 * that nobody fills a broker by announcing himself. For one thread.
 */
final class Household {
  static final String ONLINE = "online";
  static final String OFFLINE = "offline";

  /** What is taken over from the document of a device; it changes only when something happens. */
  private static final List<String> STEADY =
      List.of("ski", "name", "brand", "model", "type", "serial", "state");

  private static final List<String> STEADY_OF_WHY = List.of("code", "remedy", "actor");

  private final Topics topics;
  private final JsonObject about;
  private final DevicePictures pictures;
  private final Optional<HomeAssistant> homeAssistant;

  /** What was shown of each device, without the time. */
  private final Map<Ski, JsonObject> shown = new LinkedHashMap<>();

  /**
   * Nobody is shown yet.
   *
   * @param about what the hub says of itself
   * @param homeAssistant if it is told of devices
   */
  Household(
      Topics topics,
      JsonObject about,
      DevicePictures pictures,
      Optional<HomeAssistant> homeAssistant) {
    this.topics = topics;
    this.about = about;
    this.pictures = pictures;
    this.homeAssistant = homeAssistant;
  }

  /**
   * Shows how things stand.
   *
   * @param wall the wall clock
   */
  void show(HubSnapshot snapshot, Instant wall, Board board) {
    Set<Ski> gone = new HashSet<>(shown.keySet());
    for (HubSnapshot.Device device : snapshot.devices()) {
      if (device.trust().isPresent()) {
        gone.remove(device.ski());
        show(device, snapshot, wall, board);
      }
    }
    gone.forEach(ski -> forget(ski, board));
    board.show(topics.about(), text(hub(snapshot)));
    homeAssistant.ifPresent(it -> board.show(topics.discovery(topics.hub()), text(it.hub())));
  }

  private void show(HubSnapshot.Device device, HubSnapshot snapshot, Instant wall, Board board) {
    Ski ski = device.ski();
    JsonObject state = steady(pictures.of(device, snapshot));
    if (!state.equals(shown.put(ski, state))) {
      JsonObjectBuilder stamped = JsonValue.object();
      state.members().forEach(stamped::put);
      stamped.put("at", wall.truncatedTo(ChronoUnit.MILLIS).toString());
      board.show(topics.state(ski), text(stamped.build()));
    }
    board.show(topics.availability(ski), device.session().isPresent() ? ONLINE : OFFLINE);
    homeAssistant.ifPresent(it -> board.show(topics.discovery(ski), text(it.device(ski, state))));
  }

  private static JsonObject steady(JsonObject device) {
    JsonObjectBuilder json = copy(device, STEADY);
    device
        .object("session")
        .ifPresent(it -> json.put("session", copy(it, List.of("id", "address"))));
    device.object("why").ifPresent(it -> json.put("why", copy(it, STEADY_OF_WHY)));
    return json.build();
  }

  private static JsonObjectBuilder copy(JsonObject from, List<String> names) {
    JsonObjectBuilder json = JsonValue.object();
    names.forEach(name -> json.putIfPresent(name, from.get(name)));
    return json;
  }

  private JsonObject hub(HubSnapshot snapshot) {
    JsonObjectBuilder json = JsonValue.object();
    about.members().forEach(json::put);
    return json.put(
            "paired", snapshot.devices().stream().filter(it -> it.trust().isPresent()).count())
        .put(
            "connected", snapshot.devices().stream().filter(it -> it.session().isPresent()).count())
        .put(
            "waitingForTrust",
            snapshot.devices().stream().filter(HubSnapshot.Device::isWaiting).count())
        .put("pairingWindow", snapshot.window().isPresent() ? "open" : "closed")
        .build();
  }

  /** Everybody is away: the hub stops. */
  void leave(Board board) {
    shown.keySet().forEach(ski -> board.show(topics.availability(ski), OFFLINE));
    board.show(topics.status(), OFFLINE);
  }

  /** Tells Home Assistant everything once more. */
  void introduce(Board board) {
    board.repeat(topics.discovery(topics.hub()));
    shown.keySet().forEach(ski -> board.repeat(topics.discovery(ski)));
  }

  /**
   * The broker retains a state; if it is of a device that is not paired any more, it forgets it.
   */
  void retained(Ski ski, Board board) {
    if (!shown.containsKey(ski)) {
      forget(ski, board);
    }
  }

  private void forget(Ski ski, Board board) {
    shown.remove(ski);
    board.clear(topics.state(ski));
    board.clear(topics.availability(ski));
    // Also if Home Assistant is told no more: it may have been told by an earlier run.
    board.clear(topics.discovery(ski));
  }

  private static String text(JsonObject document) {
    return JsonWriter.COMPACT.text(document);
  }
}
