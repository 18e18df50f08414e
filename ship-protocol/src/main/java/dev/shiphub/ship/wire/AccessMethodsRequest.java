package dev.shiphub.ship.wire;

/** Asks for the peer's SHIP ID; answered at once, as often as asked (SHIP 13.4.6.2.1). */
public record AccessMethodsRequest() implements ControlMessage {}
