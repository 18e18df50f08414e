package dev.shiphub.sim.device;

import dev.shiphub.ship.Pin;
import dev.shiphub.ship.handshake.PinDemand;
import java.util.Optional;

/**
 * The PINs of a device (SHIP 12.5).
 *
 * @param demand the device's own, if peers are to enter it
 * @param ofPeers what the device enters where a peer asks for its PIN
 */
public record DevicePins(Optional<PinDemand> demand, Optional<Pin> ofPeers) {
  /** Asks for none and knows none. */
  public static final DevicePins NONE = new DevicePins(Optional.empty(), Optional.empty());
}
