package dev.shiphub.ship.handshake;

import dev.shiphub.ship.wire.AccessMethods;
import dev.shiphub.ship.wire.AccessMethodsRequest;
import dev.shiphub.ship.wire.ConnectionClose;
import dev.shiphub.ship.wire.ConnectionHello;
import dev.shiphub.ship.wire.ConnectionInit;
import dev.shiphub.ship.wire.PinError;
import dev.shiphub.ship.wire.PinInput;
import dev.shiphub.ship.wire.PinState;
import dev.shiphub.ship.wire.ProtocolHandshake;
import dev.shiphub.ship.wire.ProtocolHandshakeError;
import dev.shiphub.ship.wire.ShipMessage;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a handshake does, in words that a table can hold.
 *
 * @param does what is sent, told and closed, in this order; "nothing" for none
 * @param next the label of the phase afterwards
 */
record Reaction(String does, String next) {
  /** What has really been done. */
  static Reaction of(List<Output> outputs, Phase next) {
    String does =
        outputs.stream()
            .map(Reaction::words)
            .filter(words -> !words.isEmpty())
            .collect(Collectors.joining(", "));
    return new Reaction(does.isEmpty() ? "nothing" : does, next.label());
  }

  private static String words(Output output) {
    return switch (output) {
      case Output.Send(ShipMessage message) -> "sends " + words(message);
      case Output.AskTrust() -> "asks the user";
      case Output.AskPin _ -> "asks for the device's PIN";
      case Output.PinJudged(boolean isRight) -> "tells that the PIN was " + right(isRight);
      case Output.PinEntered(boolean isRight) -> "notes a " + right(isRight) + " PIN";
      case Output.Completed() -> "begins data exchange";
      case Output.PeerNamed _ -> "learns the name";
      case Output.Deliver _ -> "delivers";
      case Output.RemovedByPeer() -> "notes the removal";
      // A line in the log, without consequence.
      case Output.Remark _ -> "";
      case Output.Close(var reason, _) -> "closes " + reason.code();
    };
  }

  private static String words(ShipMessage message) {
    return switch (message) {
      case ConnectionInit _ -> "init";
      case ConnectionHello hello ->
          hello.prolongationRequest() ? "hello, asks for more time" : "hello " + low(hello.phase());
      case ProtocolHandshake handshake ->
          (handshake.type() == ProtocolHandshake.Type.SELECT ? "select " : "announceMax ")
              + handshake.version();
      case ProtocolHandshakeError(int code) -> "handshake error " + code;
      case PinState pin ->
          "PIN state " + low(pin.state()) + pin.permission().map(it -> " " + low(it)).orElse("");
      case PinError _ -> "PIN error";
      case PinInput _ -> "the PIN";
      case AccessMethodsRequest() -> "access methods request";
      case AccessMethods _ -> "access methods";
      case ConnectionClose close ->
          "close "
              + low(close.phase())
              + close
                  .reason()
                  .filter(ConnectionClose.Reason.REMOVED_CONNECTION::equals)
                  .map(_ -> " removedConnection")
                  .orElse("");
      case ShipMessage other -> other.toString();
    };
  }

  private static String right(boolean isRight) {
    return isRight ? "right" : "wrong";
  }

  private static String low(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
