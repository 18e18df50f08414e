package dev.shiphub.hub.adapter.admin;

import dev.shiphub.hub.core.HubSnapshot;
import dev.shiphub.hub.core.Request;
import dev.shiphub.hub.core.StaticPeer;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.discovery.Endpoint;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonArray;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Static peers: where to find a device without multicast DNS. Any thread. */
final class PeerRoutes {
  private static final String USUAL_PATH = "/ship/";
  private static final int LONGEST_HOST = 253;
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+|[0-9A-Fa-f:.]+(%[\\w.-]+)?");

  private final Desk desk;

  PeerRoutes(Desk desk) {
    this.desk = desk;
  }

  List<Route> routes() {
    return List.of(
        Route.of("GET", "/api/v1/peers", _ -> list()),
        Route.of("POST", "/api/v1/peers", this::add),
        Route.of("DELETE", "/api/v1/peers/{}", this::remove));
  }

  private Reply list() throws InterruptedException {
    return switch (desk.look()) {
      case Problem problem -> problem;
      case Glance.Seen(HubSnapshot snapshot) -> {
        Stream<JsonValue> peers = snapshot.devices().stream().flatMap(PeerRoutes::peer);
        JsonArray list = new JsonArray(peers.toList());
        yield Reply.Document.ok(JsonValue.object().put("peers", list).build());
      }
    };
  }

  private static Stream<JsonValue> peer(HubSnapshot.Device device) {
    return device.fixed().stream()
        .map(
            fixed -> {
              JsonObject where = DeviceView.endpoint(fixed).build();
              var json = JsonValue.object().put("ski", device.ski().hex());
              where.members().forEach(json::put);
              return json.put("paired", device.trust().isPresent()).build();
            });
  }

  private Reply add(AdminRequest request) throws InterruptedException {
    return switch (Body.of(request).only("ski", "host", "port", "path")) {
      case Problem problem -> problem;
      case Body.Members(JsonObject members) -> {
        Optional<StaticPeer> peer = peer(members);
        yield peer.isPresent()
            ? desk.command(peer.get().ski(), new Request.AddPeer(peer.get()))
            : Problem.badRequest(
                "this is no static peer",
                "send {\"ski\": 40 hex digits, \"host\": name or address, \"port\": 1 to 65535,"
                    + " \"path\": \"/ship/\" unless the device says otherwise}");
      }
    };
  }

  private static Optional<StaticPeer> peer(JsonObject members) {
    Optional<Ski> ski = members.text("ski").flatMap(Ski::parse);
    Optional<String> host = members.text("host").filter(PeerRoutes::isHost);
    Optional<Long> port = members.integer("port").filter(it -> it > 0 && it <= 65_535);
    Optional<String> path =
        members.get("path").isEmpty()
            ? Optional.of(USUAL_PATH)
            : members.text("path").filter(Endpoint::isPath);
    if (ski.isEmpty() || host.isEmpty() || port.isEmpty() || path.isEmpty()) {
      return Optional.empty();
    }
    Endpoint endpoint =
        new Endpoint(List.of(host.get()), port.get().intValue(), path.get(), Optional.empty());
    return Optional.of(new StaticPeer(ski.get(), endpoint));
  }

  private static boolean isHost(String text) {
    return text.length() <= LONGEST_HOST && HOST.matcher(text).matches();
  }

  private Reply remove(AdminRequest request) throws InterruptedException {
    return switch (desk.find(request.argument())) {
      case Problem problem -> problem;
      case Resolution.Found(Ski ski, _) -> desk.command(ski, new Request.RemovePeer(ski));
    };
  }
}
