package dev.shiphub.sim.fleet;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.discovery.Endpoint;
import dev.shiphub.sim.profile.DeviceProfile;
import java.util.List;
import java.util.Optional;

/**
 * What a fleet is made of.
 *
 * @param profiles what kinds of devices there are; they take turns
 * @param hub who the hub is that all of them trust
 * @param place where it is
 * @param isDialling whether they dial the hub, or only accept
 * @param isToldOf whether the admin API is told where each is
 * @param voice the interface on which multicast DNS says where each is, if it does
 */
public record FleetPlan(
    List<DeviceProfile> profiles,
    Ski hub,
    Endpoint place,
    boolean isDialling,
    boolean isToldOf,
    Optional<String> voice) {
  public FleetPlan {
    profiles = List.copyOf(profiles);
  }

  DeviceProfile profile(int number) {
    return profiles.get(number % profiles.size());
  }
}
