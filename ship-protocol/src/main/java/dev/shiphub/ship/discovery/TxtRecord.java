package dev.shiphub.ship.discovery;

import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.Ski;
import java.util.List;
import java.util.Optional;

/**
 * What a SHIP node says of itself in its DNS-SD text record (SHIP 7.3.2).
 *
 * @param ski who it claims to be
 * @param id its SHIP ID
 * @param path the WebSocket path
 * @param register whether it would accept anybody just now; irrelevant to us but shown
 * @param brand at most 32 bytes of UTF-8
 * @param type at most 32 bytes of UTF-8
 * @param model at most 32 bytes of UTF-8
 * @param serial at most 32 bytes of UTF-8
 * @param categories device categories of SRIP: 1 grid connection point hub, 2 energy manager, 3
 *     e-mobility, 4 HVAC, 5 inverter, 6 domestic appliance, 7 metering
 */
public record TxtRecord(
    Ski ski,
    ShipId id,
    String path,
    boolean register,
    Optional<String> brand,
    Optional<String> type,
    Optional<String> model,
    Optional<String> serial,
    List<Integer> categories) {
  public TxtRecord {
    categories = List.copyOf(categories);
  }
}
