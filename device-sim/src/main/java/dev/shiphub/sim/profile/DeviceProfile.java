package dev.shiphub.sim.profile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A kind of device: what it announces, and what its SPINE discovery shows.
 *
 * @param name how it is called on the command line, such as {@code heat-pump}
 * @param nameplate what it says of itself
 * @param deviceType the SPINE device type; most real devices say {@code Generic}
 * @param entities the device itself first, parents before their children
 * @param useCases what it takes part in
 */
public record DeviceProfile(
    String name,
    Nameplate nameplate,
    String deviceType,
    List<EntityProfile> entities,
    List<UseCaseProfile> useCases) {
  /**
   * @throws IllegalArgumentException if two entities have one address, two features of an entity
   *     one number, an entity comes before its parent, or a use case has no entity
   */
  public DeviceProfile {
    entities = List.copyOf(entities);
    useCases = List.copyOf(useCases);
    Set<List<Integer>> addresses = new HashSet<>();
    for (EntityProfile entity : entities) {
      requireHome(entity, addresses);
      require(addresses.add(entity.address()), name, "two entities at " + entity.address());
      requireDistinctFeatures(entity);
    }
    for (UseCaseProfile useCase : useCases) {
      require(
          addresses.contains(useCase.entity()), name, "a use case of no entity " + useCase.actor());
    }
  }

  /** A profile that has, before these entities, that of the device itself. */
  static DeviceProfile of(
      String name,
      Nameplate nameplate,
      String deviceType,
      List<EntityProfile> entities,
      List<UseCaseProfile> useCases) {
    List<EntityProfile> all = new ArrayList<>();
    all.add(EntityProfile.DEVICE);
    all.addAll(entities);
    return new DeviceProfile(name, nameplate, deviceType, all, useCases);
  }

  /** The entity at that address. */
  public Optional<EntityProfile> entity(List<Integer> address) {
    return entities.stream().filter(entity -> entity.address().equals(address)).findFirst();
  }

  private static void requireHome(EntityProfile entity, Set<List<Integer>> known) {
    List<Integer> address = entity.address();
    boolean isHome =
        known.isEmpty()
            ? address.equals(EntityProfile.DEVICE_ADDRESS)
            : address.size() == 1 || known.contains(address.subList(0, address.size() - 1));
    require(isHome, entity.type(), "no parent for " + address);
  }

  private static void requireDistinctFeatures(EntityProfile entity) {
    Set<Integer> ids = new HashSet<>();
    for (FeatureProfile feature : entity.features()) {
      require(ids.add(feature.id()), entity.type(), "two features " + feature.id());
    }
  }

  private static void require(boolean isTrue, String where, String complaint) {
    if (!isTrue) {
      throw new IllegalArgumentException(where + ": " + complaint);
    }
  }
}
