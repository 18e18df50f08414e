package dev.shiphub.ship.wire;

/** A message of the SHIP message exchange, frame type 1 (SHIP 13.4.4 to 13.4.6). */
public sealed interface ControlMessage extends ShipMessage
    permits ConnectionHello,
        ProtocolHandshake,
        ProtocolHandshakeError,
        PinState,
        PinInput,
        PinError,
        AccessMethodsRequest,
        AccessMethods,
        UnknownControl {}
