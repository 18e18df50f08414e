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
  private static final int MOST_PORT = 65_535;
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
        Optional<String> wrong = complaint(members);
        yield wrong.isPresent()
            ? Problem.badRequest(
                "this is no static peer: " + wrong.get(), "correct it, and send all")
            : add(members, request.caller());
      }
    };
  }

  private static Optional<String> complaint(JsonObject members) {
    if (members.text("ski").flatMap(Ski::parse).isEmpty()) {
      return Optional.of("ski must have 40 hex digits");
    }
    if (members.text("host").filter(PeerRoutes::isHost).isEmpty()) {
      return Optional.of("host must be a name or an address");
    }
    if (members.integer("port").filter(it -> it > 0 && it <= MOST_PORT).isEmpty()) {
      return Optional.of("port must be a number from 1 to " + MOST_PORT);
    }
    return path(members).filter(Endpoint::isPath).isPresent()
        ? Optional.empty()
        : Optional.of("path must begin with /");
  }

  private static Optional<String> path(JsonObject members) {
    return members.get("path").isEmpty() ? Optional.of(USUAL_PATH) : members.text("path");
  }

  private Reply add(JsonObject members, String by) throws InterruptedException {
    Ski ski = members.text("ski").flatMap(Ski::parse).orElseThrow();
    Endpoint endpoint =
        new Endpoint(
            List.of(members.text("host").orElseThrow()),
            members.integer("port").orElseThrow().intValue(),
            path(members).orElseThrow(),
            Optional.empty());
    return desk.command(ski, new Request.AddPeer(new StaticPeer(ski, endpoint)), by);
  }

  private static boolean isHost(String text) {
    return text.length() <= LONGEST_HOST && HOST.matcher(text).matches();
  }

  private Reply remove(AdminRequest request) throws InterruptedException {
    return switch (desk.find(request.argument())) {
      case Problem problem -> problem;
      case Resolution.Found(Ski ski, _) ->
          desk.command(ski, new Request.RemovePeer(ski), request.caller());
    };
  }
}
