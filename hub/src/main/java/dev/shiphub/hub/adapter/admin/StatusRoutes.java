package dev.shiphub.hub.adapter.admin;

import dev.shiphub.hub.core.HubSnapshot;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.util.List;
import java.util.function.Supplier;

/** What the daemon says of itself. Any thread. */
final class StatusRoutes {
  private final Served served;
  private final Desk desk;
  private final Supplier<JsonObject> door;

  /**
   * @param door how this API is reached
   */
  StatusRoutes(Served served, Desk desk, Supplier<JsonObject> door) {
    this.served = served;
    this.desk = desk;
    this.door = door;
  }

  List<Route> routes() {
    return List.of(
        Route.of("GET", "/api/v1/status", _ -> status()),
        Route.of(
            "GET", "/api/v1/identity", _ -> Reply.Document.ok(StatusView.identity(served.about()))),
        Route.of(
            "GET", "/api/v1/identity/qr", _ -> Reply.Document.ok(StatusView.qr(served.about()))),
        Route.open("GET", "/healthz", _ -> health()),
        Route.open("GET", "/readyz", _ -> readiness()));
  }

  private Reply status() throws InterruptedException {
    long lastEvent = served.events().last();
    return switch (desk.look()) {
      case Problem problem -> problem;
      case Glance.Seen(HubSnapshot snapshot) ->
          Reply.Document.ok(
              StatusView.status(
                  served.about(),
                  snapshot,
                  served.self().warnings(served.wall().instant()),
                  served.hub().discoveryReport(),
                  lastEvent,
                  door.get(),
                  new Times(snapshot.at(), served.wall().instant())));
    };
  }

  /** Whether the hub lives; a supervisor may restart one that does not. */
  private Reply health() throws InterruptedException {
    return switch (desk.look(AdminLimits.HEALTH)) {
      case Problem problem -> problem;
      case Glance.Seen _ -> Reply.Document.ok(ok());
    };
  }

  /** Whether devices can connect. */
  private Reply readiness() throws InterruptedException {
    return switch (desk.look(AdminLimits.HEALTH)) {
      case Problem problem -> problem;
      case Glance.Seen(HubSnapshot snapshot) ->
          snapshot.isStopping() || served.about().shipPort().getAsInt() == 0
              ? notReady()
              : Reply.Document.ok(ok());
    };
  }

  private static JsonObject ok() {
    return JsonValue.object().put("status", "ok").build();
  }

  private static Problem notReady() {
    return Problem.of(
        503,
        "not-ready",
        "The hub takes no devices now",
        "the hub is starting or stopping, or its SHIP port is not bound",
        "wait a moment, then look at 'shiphub status'");
  }
}
