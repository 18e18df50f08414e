package dev.shiphub.ship.handshake;

import dev.shiphub.ship.Pin;

/**
 * That peers are to enter our PIN (SHIP 12.5).
 *
 * @param pin ours
 * @param isRequired whether there is no data exchange without it
 */
public record PinDemand(Pin pin, boolean isRequired) {}
