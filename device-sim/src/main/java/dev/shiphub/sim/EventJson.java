package dev.shiphub.sim;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.json.JsonObjectBuilder;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.sim.device.SimEvent;
import dev.shiphub.sim.spine.SpineDatagram;
import java.util.Locale;
import java.util.Optional;

/** Events as programs read them: {@code event} first, then what belongs to it. */
final class EventJson {
  /** A peer chooses the names of its functions, and their length. */
  private static final int LONGEST_FUNCTION = 80;

  private EventJson() {}

  static JsonObject of(SimEvent event) {
    return switch (event) {
      case SimEvent.Listening listening -> listening(listening);
      case SimEvent.Connected(var ski, long number, var role, String address) ->
          named("connected", ski)
              .put("connection", number)
              .put("role", word(role))
              .put("address", address)
              .build();
      case SimEvent.TrustRequested(var ski, long number) ->
          named("trustRequested", ski).put("connection", number).build();
      case SimEvent.PinRequested(var ski, long number, boolean isRequired, boolean isBusy) ->
          named("pinRequested", ski)
              .put("connection", number)
              .put("required", isRequired)
              .put("busy", isBusy)
              .build();
      case SimEvent.PinJudged(var ski, long number, boolean isRight) ->
          named("pinJudged", ski).put("connection", number).put("right", isRight).build();
      case SimEvent.PinEntered(var ski, long number, boolean isRight, int wrong) ->
          named("pinEntered", ski)
              .put("connection", number)
              .put("right", isRight)
              .put("wrong", wrong)
              .build();
      case SimEvent.DataExchange(var ski, long number) ->
          named("dataExchange", ski).put("connection", number).build();
      case SimEvent.Message message -> message(message);
      case SimEvent.NotAsked(var ski) -> named("notAsked", ski).build();
      case SimEvent.Disconnected disconnected -> disconnected(disconnected);
      case SimEvent.DialFailed(var ski, String words) ->
          named("dialFailed", ski).put("reason", words).build();
      case SimEvent.Stopped(int cut) ->
          JsonValue.object().put("event", "stopped").put("cut", cut).build();
    };
  }

  private static JsonObject listening(SimEvent.Listening listening) {
    return named("listening", listening.ski())
        .put("shipId", listening.shipId().value())
        .put("profile", listening.profile())
        .put("port", listening.port())
        .build();
  }

  private static JsonObject disconnected(SimEvent.Disconnected disconnected) {
    CloseReason reason = disconnected.reason();
    return named("disconnected", disconnected.ski())
        .put("connection", disconnected.connection())
        .put("reached", word(disconnected.reached()))
        .put("by", word(reason.origin()))
        .put("code", reason.code())
        .put("reason", disconnected.words())
        .build();
  }

  private static JsonObject message(SimEvent.Message message) {
    SpineDatagram datagram = message.datagram();
    Optional<Long> reference = datagram.header().reference();
    String function = datagram.command().function();
    return named("message", message.ski())
        .put("connection", message.connection())
        .put("direction", message.isInbound() ? "in" : "out")
        .put("classifier", datagram.header().classifier().word())
        .put("function", function.substring(0, Math.min(function.length(), LONGEST_FUNCTION)))
        .put("msgCounter", datagram.header().msgCounter())
        .putIfPresent("reference", reference.map(counter -> JsonValue.of(counter)))
        .build();
  }

  private static JsonObjectBuilder named(String event, Ski ski) {
    return JsonValue.object().put("event", event).put("ski", ski.hex());
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
