package dev.shiphub.ship.wire;

import static dev.shiphub.ship.json.JsonValue.object;

import dev.shiphub.ship.json.JsonObjectBuilder;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.time.Duration;
import java.util.Optional;

/** Messages to JSON, strictly: EEBUS form, schema order, nothing that is absent (SHIP 13.4). */
final class MessageWriter {
  private static final Duration MOST_U32 = Duration.ofMillis(0xFFFF_FFFFL);

  private MessageWriter() {}

  static JsonObject control(ControlMessage message) {
    return switch (message) {
      case ConnectionHello hello -> root(ControlRoot.HELLO, hello(hello));
      case ProtocolHandshake handshake -> root(ControlRoot.HANDSHAKE, handshake(handshake));
      case ProtocolHandshakeError(int code) ->
          root(ControlRoot.HANDSHAKE_ERROR, object().put("error", code));
      case PinState pin -> root(ControlRoot.PIN_STATE, pinState(pin));
      case PinInput(String pin) -> root(ControlRoot.PIN_INPUT, object().put("pin", pin));
      case PinError(int code) -> root(ControlRoot.PIN_ERROR, object().put("error", code));
      case AccessMethodsRequest() -> root(ControlRoot.ACCESS_REQUEST, object());
      case AccessMethods(String id) -> root(ControlRoot.ACCESS, object().put("id", id));
      case UnknownControl(String root) -> root(root, object());
    };
  }

  static JsonObject data(ShipData data) {
    JsonObject header = object().put("protocolId", data.protocolId()).build();
    // Not through EebusJson: the payload is in EEBUS form already, and its root stays an object.
    return object()
        .put(
            "data",
            JsonValue.array(
                object().put("header", JsonValue.array(header)).build(),
                object().put("payload", data.payload()).build()))
        .build();
  }

  static JsonObject end(ConnectionClose close) {
    return root(
        "connectionClose",
        object()
            .put("phase", Words.of(close.phase()))
            .putIfPresent("maxTime", millis(close.maxTime()))
            .putIfPresent("reason", close.reason().map(Words::of).map(JsonValue::of)));
  }

  private static JsonObjectBuilder hello(ConnectionHello hello) {
    JsonObjectBuilder members =
        object()
            .put("phase", Words.of(hello.phase()))
            .putIfPresent("waiting", millis(hello.waiting()));
    return hello.prolongationRequest() ? members.put("prolongationRequest", true) : members;
  }

  private static JsonObjectBuilder handshake(ProtocolHandshake handshake) {
    ProtocolHandshake.Version version = handshake.version();
    return object()
        .put("handshakeType", Words.of(handshake.type()))
        .put("version", object().put("major", version.major()).put("minor", version.minor()))
        .put("formats", object().put("format", JsonValue.texts(handshake.formats())));
  }

  private static JsonObjectBuilder pinState(PinState pin) {
    return object()
        .put("pinState", Words.of(pin.state()))
        .putIfPresent("inputPermission", pin.permission().map(Words::of).map(JsonValue::of));
  }

  /** What an unsigned 32-bit number of the schema can say of it. */
  private static Optional<JsonValue> millis(Optional<Duration> duration) {
    return duration.map(
        wanted -> {
          boolean isTooLong = wanted.compareTo(MOST_U32) > 0;
          long millis = isTooLong ? MOST_U32.toMillis() : Math.max(0, wanted.toMillis());
          return JsonValue.of(millis);
        });
  }

  private static JsonObject root(ControlRoot root, JsonObjectBuilder members) {
    return root(root.element(), members);
  }

  private static JsonObject root(String name, JsonObjectBuilder members) {
    return EebusJson.fromPlain(object().put(name, members).build());
  }
}
