package dev.shiphub.ship.wire;

/**
 * The PIN was refused (SHIP 13.4.4.3).
 *
 * @param code 1 for a wrong PIN
 */
public record PinError(int code) implements ControlMessage {}
