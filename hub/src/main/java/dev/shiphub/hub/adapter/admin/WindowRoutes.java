package dev.shiphub.hub.adapter.admin;

import dev.shiphub.hub.core.HubSnapshot;
import dev.shiphub.hub.core.Request;
import dev.shiphub.ship.json.JsonObjectBuilder;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonArray;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The pairing window, and who waits before it. Any thread. */
final class WindowRoutes {
  private static final String PATH = "/api/v1/pairing-window";

  private final Served served;
  private final Desk desk;

  WindowRoutes(Served served, Desk desk) {
    this.served = served;
    this.desk = desk;
  }

  List<Route> routes() {
    return List.of(
        Route.of("GET", PATH, _ -> window()),
        Route.of("POST", PATH, this::open),
        Route.of("DELETE", PATH, this::close));
  }

  private Reply window() throws InterruptedException {
    return switch (desk.look()) {
      case Problem problem -> problem;
      case Glance.Seen(HubSnapshot snapshot) -> Reply.Document.ok(view(snapshot));
    };
  }

  private JsonObject view(HubSnapshot snapshot) {
    Times times = new Times(snapshot.at(), served.wall().instant());
    DeviceView devices = served.view(snapshot);
    JsonObjectBuilder json = JsonValue.object().put("open", snapshot.window().isPresent());
    snapshot
        .window()
        .ifPresent(
            window ->
                json.put("closesAt", times.iso(window.until()))
                    .put("closesIn", times.in(window.until()))
                    .put("one", window.isForOne()));
    List<JsonValue> waiting =
        snapshot.devices().stream()
            .filter(HubSnapshot.Device::isWaiting)
            .<JsonValue>map(devices::of)
            .toList();
    return json.put("waiting", new JsonArray(waiting)).build();
  }

  private Reply open(AdminRequest request) throws InterruptedException {
    return switch (Body.of(request).only("seconds", "one")) {
      case Problem problem -> problem;
      case Body.Members(JsonObject members) -> {
        Optional<Request.OpenWindow> wanted = wanted(members);
        yield wanted.isPresent()
            ? decided(wanted.get(), request)
            : Problem.badRequest(
                "this is no pairing window: seconds must be a number from 1 to "
                    + Request.OpenWindow.LONGEST.toSeconds()
                    + ", and one must be true or false",
                "correct it, or leave both out");
      }
    };
  }

  /** Empty if it cannot be had. */
  private Optional<Request.OpenWindow> wanted(JsonObject members) {
    boolean isSeconds = members.get("seconds").isEmpty() || members.integer("seconds").isPresent();
    boolean isFlag = members.get("one").isEmpty() || members.flag("one").isPresent();
    Duration length =
        members
            .integer("seconds")
            .filter(it -> it <= Request.OpenWindow.LONGEST.toSeconds())
            .map(Duration::ofSeconds)
            .orElse(members.get("seconds").isEmpty() ? served.pairingWindow() : Duration.ZERO);
    return isSeconds && isFlag && Request.OpenWindow.isLength(length)
        ? Optional.of(new Request.OpenWindow(length, members.flag("one").orElse(false)))
        : Optional.empty();
  }

  private Reply close(AdminRequest request) throws InterruptedException {
    return switch (Body.of(request).only()) {
      case Problem problem -> problem;
      case Body.Members _ -> decided(new Request.CloseWindow(), request);
    };
  }

  private Reply decided(Request wanted, AdminRequest request) throws InterruptedException {
    return switch (desk.command(wanted, request.caller())) {
      case Problem problem -> problem;
      case Desk.Done _ -> window();
    };
  }
}
