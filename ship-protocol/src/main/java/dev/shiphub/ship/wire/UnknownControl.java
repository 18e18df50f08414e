package dev.shiphub.ship.wire;

/**
 * A well-formed control message of a kind that this version does not know, such as those of SHIP
 * 1.1.
 *
 * @param root the name of the root element, cut and cleaned so that it can be shown
 */
public record UnknownControl(String root) implements ControlMessage {}
