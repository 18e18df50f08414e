package dev.shiphub.hub.adapter.admin;

import dev.shiphub.hub.core.HubSnapshot;
import dev.shiphub.hub.core.Request;
import dev.shiphub.hub.core.TrustRecord.Origin;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonArray;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** What can be asked and decided of devices. Any thread. */
final class DeviceRoutes {
  private final Served served;
  private final Desk desk;

  DeviceRoutes(Served served, Desk desk) {
    this.served = served;
    this.desk = desk;
  }

  List<Route> routes() {
    return List.of(
        Route.of("GET", "/api/v1/devices", _ -> devices()),
        Route.of(
            "GET", "/api/v1/devices/{}", request -> device(request.argument(), DeviceView::of)),
        Route.of(
            "GET",
            "/api/v1/devices/{}/why",
            request -> device(request.argument(), DeviceView::whyOf)),
        Route.of("POST", "/api/v1/devices/{}/pair", this::pair),
        Route.of("POST", "/api/v1/devices/{}/deny", decide(found -> new Request.Deny(found.ski()))),
        Route.of(
            "POST", "/api/v1/devices/{}/unpair", decide(found -> new Request.Unpair(found.ski()))),
        Route.of(
            "POST",
            "/api/v1/devices/{}/disconnect",
            decide(found -> new Request.Disconnect(found.ski()))));
  }

  private Reply devices() throws InterruptedException {
    long lastEvent = served.events().last();
    return switch (desk.look()) {
      case Problem problem -> problem;
      case Glance.Seen(HubSnapshot snapshot) -> {
        DeviceView view = served.view(snapshot);
        JsonArray devices =
            new JsonArray(snapshot.devices().stream().<JsonValue>map(view::of).toList());
        yield Reply.Document.ok(
            JsonValue.object().put("devices", devices).put("lastEvent", lastEvent).build());
      }
    };
  }

  private Reply device(String name, BiFunction<DeviceView, HubSnapshot.Device, JsonObject> view)
      throws InterruptedException {
    return switch (desk.look()) {
      case Problem problem -> problem;
      case Glance.Seen(HubSnapshot snapshot) ->
          switch (DeviceFinder.find(name, snapshot)) {
            case Problem problem -> problem;
            case Resolution.Found(Ski ski, _) -> device(ski, snapshot, view);
          };
    };
  }

  private Reply device(
      Ski ski, HubSnapshot snapshot, BiFunction<DeviceView, HubSnapshot.Device, JsonObject> view) {
    Optional<HubSnapshot.Device> device =
        snapshot.devices().stream().filter(it -> it.ski().equals(ski)).findFirst();
    return device.isPresent()
        ? Reply.Document.ok(view.apply(served.view(snapshot), device.get()))
        : DeviceFinder.unknown(ski.hex()).about(ski);
  }

  /**
   * Who scans a code or types a whole SKI has it from the device; who types less confirms one that
   * was shown.
   */
  private Request pair(Resolution.Found found, PairBody.Known known) {
    boolean isFromDevice = found.isWhole() || known.scanned().isPresent();
    Origin origin = isFromDevice ? Origin.USER_INPUT : Origin.USER_VERIFY;
    return new Request.Pair(found.ski(), origin, served.wall().instant(), known.pin());
  }

  private Reply pair(AdminRequest request) throws InterruptedException {
    return switch (Body.of(request).only("pin", "qr")) {
      case Problem problem -> problem;
      case Body.Members(JsonObject members) ->
          switch (PairBody.of(members)) {
            case Problem problem -> problem;
            case PairBody.Known known -> pair(request, known);
          };
    };
  }

  private Reply pair(AdminRequest request, PairBody.Known known) throws InterruptedException {
    return switch (desk.find(request.argument())) {
      case Problem problem -> problem;
      case Resolution.Found found ->
          known.fits(found.ski())
              ? desk.command(found.ski(), pair(found, known), request.caller())
              : PairBody.otherDevice(found.ski());
    };
  }

  private Route.Action decide(Function<Resolution.Found, Request> decision) {
    return request -> {
      if (Body.of(request).only() instanceof Problem problem) {
        return problem;
      }
      return decided(request, decision);
    };
  }

  private Reply decided(AdminRequest request, Function<Resolution.Found, Request> decision)
      throws InterruptedException {
    return switch (desk.find(request.argument())) {
      case Problem problem -> problem;
      case Resolution.Found found ->
          desk.command(found.ski(), decision.apply(found), request.caller());
    };
  }
}
