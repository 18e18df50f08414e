package dev.shiphub.ship.wire;

import java.util.Arrays;
import java.util.Optional;

/** The root elements of the control messages that we know (SHIP 13.4.4 to 13.4.6). */
enum ControlRoot {
  HELLO("connectionHello"),
  HANDSHAKE("messageProtocolHandshake"),
  HANDSHAKE_ERROR("messageProtocolHandshakeError"),
  PIN_STATE("connectionPinState"),
  PIN_INPUT("connectionPinInput"),
  PIN_ERROR("connectionPinError"),
  ACCESS_REQUEST("accessMethodsRequest"),
  ACCESS("accessMethods");

  private final String element;

  ControlRoot(String element) {
    this.element = element;
  }

  /** Its name on the wire. */
  String element() {
    return element;
  }

  static Optional<ControlRoot> named(String element) {
    return Arrays.stream(values()).filter(root -> root.element.equals(element)).findFirst();
  }
}
