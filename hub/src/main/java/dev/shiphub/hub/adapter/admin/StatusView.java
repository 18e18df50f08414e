package dev.shiphub.hub.adapter.admin;

import dev.shiphub.hub.core.HubSnapshot;
import dev.shiphub.ship.json.JsonObjectBuilder;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.util.List;
import java.util.function.Predicate;

/** The daemon as JSON. The names of its members are a promise to other programs. */
final class StatusView {
  private StatusView() {}

  /**
   * How the daemon stands.
   *
   * @param warnings what the operator has to know
   * @param discovery what multicast DNS does, one line for each interface
   * @param lastEvent the number of an event that the picture contains already
   * @param door how the API is reached
   */
  static JsonObject status(
      About about,
      HubSnapshot snapshot,
      List<String> warnings,
      List<String> discovery,
      long lastEvent,
      JsonObject door,
      Times times) {
    JsonObjectBuilder json =
        JsonValue.object()
            .put("state", snapshot.isStopping() ? "stopping" : "running")
            .put("version", about.version());
    identity(about, json);
    return json.put("shipPort", about.shipPort().getAsInt())
        .put("startedAt", times.iso(about.startedAt()))
        .put("uptime", times.ago(about.startedAt()))
        .put("stateDirectory", about.stateDirectory().toString())
        .put("admin", door)
        .put("warnings", JsonValue.texts(warnings))
        .putIfPresent("audit", about.audit().get())
        .put("devices", devices(snapshot))
        .put("pairingWindow", snapshot.window().isPresent() ? "open" : "closed")
        .put("discovery", JsonValue.texts(discovery))
        .putIfPresent("mqtt", about.mqtt().get())
        .put("ship", JsonValue.object().put("refused", about.refused().get()))
        .put("lastEvent", lastEvent)
        .put("limits", limits(about.limits()))
        .build();
  }

  /** Who the daemon is; the text of its QR code is without its PIN here. */
  static JsonObject identity(About about) {
    return identity(about, JsonValue.object())
        .put("qr", about.qr().withoutPin().text())
        .put("certificateUntil", about.certificateUntil().toString())
        .build();
  }

  /** Who the daemon is, as its QR code says it: with its PIN, if it has one (SRIP-310/4). */
  static JsonObject qr(About about) {
    return identity(about, JsonValue.object()).put("qr", about.qr().text()).build();
  }

  private static JsonObjectBuilder identity(About about, JsonObjectBuilder json) {
    return json.put("ski", about.ski().hex())
        .put("skiGrouped", about.ski().grouped())
        .put("shipId", about.shipId().value());
  }

  private static JsonObjectBuilder devices(HubSnapshot snapshot) {
    return JsonValue.object()
        .put("known", snapshot.devices().size())
        .put("paired", count(snapshot, device -> device.trust().isPresent()))
        .put("connected", count(snapshot, device -> device.session().isPresent()))
        .put("waitingForTrust", count(snapshot, HubSnapshot.Device::isWaiting))
        .put("seen", count(snapshot, device -> !device.services().isEmpty()))
        .put("dialling", snapshot.dialsUnderWay());
  }

  private static long count(HubSnapshot snapshot, Predicate<HubSnapshot.Device> which) {
    return snapshot.devices().stream().filter(which).count();
  }

  /** Every bound: the hub's, and our own. */
  private static JsonObjectBuilder limits(JsonObject bounds) {
    JsonObjectBuilder json = JsonValue.object();
    bounds.members().forEach(json::put);
    return json.put("adminFollowers", AdminLimits.FOLLOWERS)
        .put("adminBodyBytes", AdminLimits.BODY_BYTES)
        .put("adminConnections", AdminLimits.CONNECTIONS)
        .put("adminConnectionsPerNetwork", AdminLimits.CONNECTIONS_PER_NETWORK)
        .put("adminLogins", AdminLimits.LOGINS);
  }
}
