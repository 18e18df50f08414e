package dev.shiphub.sim.profile;

import java.util.List;

/**
 * What a device says of itself, in its text record and in its manufacturer data.
 *
 * @param brand at most 32 bytes
 * @param model at most 32 bytes
 * @param type at most 32 bytes
 * @param categories of SRIP: 1 grid connection point hub, 2 energy manager, 3 e-mobility, 4 HVAC, 5
 *     inverter, 6 domestic appliance, 7 metering
 * @param vendor who made it
 * @param software its version
 * @param hardware its version
 */
public record Nameplate(
    String brand,
    String model,
    String type,
    List<Integer> categories,
    String vendor,
    String software,
    String hardware) {
  public Nameplate {
    categories = List.copyOf(categories);
  }
}
