package dev.shiphub.ship.wire;

import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.wire.ConnectionClose.Reason;
import dev.shiphub.ship.wire.ProtocolHandshake.Version;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Received JSON to messages, tolerantly: devices differ in shape, never in meaning (SHIP 13.4).
 *
 * <p>Unknown members are skipped (SHIP 13.4.5.1). Of several roots the first known one counts.
 */
final class MessageReader {
  private static final int MOST_U8 = 0xFF;
  private static final int MOST_U16 = 0xFFFF;

  /** A count that has run below 0 still fits: Tinkerforge sends such, and is clamped. */
  private static final BigInteger MOST_U64 = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);

  private static final BigInteger MOST_MILLIS = BigInteger.valueOf(600_000);
  private static final BigInteger LEAST_MILLIS = BigInteger.valueOf(1_000);
  private static final BigInteger MILLIS_PER_SECOND = BigInteger.valueOf(1_000);
  private static final Pattern PIN = Pattern.compile("[0-9A-Fa-f]{8,16}");
  private static final int EXCERPT = 64;

  private MessageReader() {}

  /** A control message; one of an unknown kind where no root is known. */
  static Decoded<ShipMessage> control(JsonObject root) {
    for (Map.Entry<String, JsonValue> element : root.members().entrySet()) {
      Optional<ControlRoot> known = ControlRoot.named(element.getKey());
      if (known.isPresent()) {
        return control(known.get(), element.getValue());
      }
    }
    // ship-go before September 2026 forgot the root of this one.
    if (root.members().containsKey("error")) {
      return control(ControlRoot.HANDSHAKE_ERROR, root);
    }
    return root.members().keySet().stream()
        .findFirst()
        .<Decoded<ShipMessage>>map(
            name -> new Decoded.Ok<>(new UnknownControl(Excerpt.of(name, EXCERPT))))
        .orElseGet(() -> new Decoded.Malformed<>("an empty message", Frame.Type.CONTROL.octet()));
  }

  /** A message of the upper layer. */
  static Decoded<ShipMessage> data(JsonObject root) {
    return root.get("data")
        .map(element -> data(Fields.of(Frame.Type.DATA, "data", element)))
        .orElseGet(() -> new Decoded.Malformed<>("no data element", Frame.Type.DATA.octet()));
  }

  /** The orderly end. */
  static Decoded<ShipMessage> end(JsonObject root) {
    return root.get("connectionClose")
        .map(element -> end(Fields.of(Frame.Type.END, "connectionClose", element)))
        .orElseGet(() -> new Decoded.Malformed<>("no close element", Frame.Type.END.octet()));
  }

  private static Decoded<ShipMessage> control(ControlRoot root, JsonValue element) {
    Fields fields =
        root == ControlRoot.ACCESS_REQUEST
            // Says all by its name.
            ? Fields.of(Frame.Type.CONTROL, root.element(), JsonValue.array())
            : Fields.of(Frame.Type.CONTROL, root.element(), element);
    return fields.unlessComplaint(
        switch (root) {
          case HELLO -> hello(fields);
          case HANDSHAKE -> handshake(fields);
          case HANDSHAKE_ERROR -> new ProtocolHandshakeError(fields.number("error", MOST_U8));
          case PIN_STATE -> pinState(fields);
          case PIN_INPUT -> new PinInput(fields.text("pin", PIN));
          case PIN_ERROR -> new PinError(fields.number("error", MOST_U8));
          case ACCESS_REQUEST -> new AccessMethodsRequest();
          case ACCESS -> new AccessMethods(fields.text("id"));
        });
  }

  private static ConnectionHello hello(Fields fields) {
    return new ConnectionHello(
        fields.choice("phase", ConnectionHello.Phase.values(), Words::of),
        fields.optionalNumber("waiting", MOST_U64).flatMap(MessageReader::waiting),
        // Tinkerforge spells it the other way.
        fields.flag("prolongationRequest") || fields.flag("prolongation_request"));
  }

  private static ProtocolHandshake handshake(Fields fields) {
    Fields version = fields.inner("version");
    return new ProtocolHandshake(
        fields.choice("handshakeType", ProtocolHandshake.Type.values(), Words::of),
        new Version(version.number("major", MOST_U16), version.number("minor", MOST_U16)),
        fields.texts("formats", "format"));
  }

  private static PinState pinState(Fields fields) {
    PinState.State state = fields.choice("pinState", PinState.State.values(), Words::of);
    return switch (state) {
      case REQUIRED, OPTIONAL ->
          new PinState(
              state,
              fields.optionalChoice(
                  "inputPermission", PinState.InputPermission.values(), Words::of));
      case PIN_OK, NONE -> new PinState(state, Optional.empty());
    };
  }

  private static Decoded<ShipMessage> data(Fields fields) {
    String protocolId = fields.inner("header").text("protocolId");
    return fields.unlessComplaint(new ShipData(protocolId, fields.object("payload")));
  }

  private static Decoded<ShipMessage> end(Fields fields) {
    ConnectionClose.Phase phase = fields.choice("phase", ConnectionClose.Phase.values(), Words::of);
    return fields.unlessComplaint(
        switch (phase) {
          case ANNOUNCE -> announce(fields);
          case CONFIRM -> ConnectionClose.CONFIRM;
        });
  }

  private static ConnectionClose announce(Fields fields) {
    return new ConnectionClose(
        ConnectionClose.Phase.ANNOUNCE,
        fields.optionalNumber("maxTime", MOST_U64).flatMap(MessageReader::clamped),
        // Peers put free texts there, such as "User close".
        fields.choiceOr(Reason.UNSPECIFIC, "reason", Reason.values(), Words::of));
  }

  /** jeebus counts in seconds; what it sends is below any wait that makes sense in milliseconds. */
  private static Optional<Duration> waiting(BigInteger waiting) {
    return waiting.compareTo(LEAST_MILLIS) < 0
        ? clamped(waiting.multiply(MILLIS_PER_SECOND))
        : clamped(waiting);
  }

  /** At most ten minutes, and nothing for the 0 of peers that send what is absent as 0. */
  private static Optional<Duration> clamped(BigInteger millis) {
    return millis.signum() == 0
        ? Optional.empty()
        : Optional.of(Duration.ofMillis(millis.min(MOST_MILLIS).longValue()));
  }
}
