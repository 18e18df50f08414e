package dev.shiphub.ship.wire;

/**
 * The sender's SHIP ID (SHIP 13.4.6.2). The ways to reach it that may follow are not read.
 *
 * @param id as sent; possibly no valid SHIP ID
 */
public record AccessMethods(String id) implements ControlMessage {}
