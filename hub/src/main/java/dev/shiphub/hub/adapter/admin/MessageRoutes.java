package dev.shiphub.hub.adapter.admin;

import dev.shiphub.hub.core.HubSnapshot;
import dev.shiphub.hub.port.MessageSender;
import dev.shiphub.hub.port.Sent;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.util.List;
import java.util.Optional;

/** SPINE commands to devices. Any thread. */
final class MessageRoutes {
  private final MessageSender sender;
  private final Desk desk;

  MessageRoutes(MessageSender sender, Desk desk) {
    this.sender = sender;
    this.desk = desk;
  }

  List<Route> routes() {
    return List.of(Route.of("POST", "/api/v1/devices/{}/messages", this::send));
  }

  private Reply send(AdminRequest request) throws InterruptedException {
    return switch (Body.of(request)) {
      case Problem problem -> problem;
      case Body.Members(JsonObject command) ->
          switch (desk.look()) {
            case Problem problem -> problem;
            case Glance.Seen(HubSnapshot snapshot) ->
                switch (DeviceFinder.find(request.argument(), snapshot)) {
                  case Problem problem -> problem;
                  case Resolution.Found(Ski ski, _) ->
                      isConnected(ski, snapshot) ? send(ski, command) : notConnected(ski);
                };
          };
    };
  }

  private static boolean isConnected(Ski ski, HubSnapshot snapshot) {
    return snapshot.devices().stream()
        .anyMatch(device -> device.ski().equals(ski) && device.session().isPresent());
  }

  private Reply send(Ski ski, JsonObject command) throws InterruptedException {
    Optional<Sent> sent = Desk.result(sender.send(ski, command), AdminLimits.SEND);
    if (sent.isEmpty()) {
      return Problem.internal().about(ski);
    }
    return switch (sent.get()) {
      case Sent.Written(long msgCounter) ->
          Reply.Document.ok(
              JsonValue.object()
                  .put("ski", ski.hex())
                  .put("msgCounter", msgCounter)
                  .put("result", "written")
                  .build());
      case Sent.Malformed(String why) ->
          Problem.badRequest("this is no SPINE command: " + why, "correct it; nothing was sent")
              .about(ski);
      case Sent.Failed(String why) -> notWritten(ski, why);
    };
  }

  private static Problem notConnected(Ski ski) {
    return Problem.of(
            409,
            "not-connected",
            "The device is not in data exchange",
            "device " + ski.brief() + " is not in data exchange; nothing was sent",
            "see why with 'shiphub device " + ski.brief() + "'")
        .about(ski);
  }

  private static Problem notWritten(Ski ski, String why) {
    return Problem.of(
            502,
            "not-written",
            "The message was not written",
            "the message to device " + ski.brief() + " was not written, and never will be: " + why,
            "send it again when the device is in data exchange")
        .about(ski);
  }
}
