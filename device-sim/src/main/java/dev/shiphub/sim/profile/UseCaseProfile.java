package dev.shiphub.sim.profile;

import java.util.List;

/**
 * The use cases that an entity takes part in as one actor.
 *
 * @param entity the address of the entity
 * @param actor as the use case specifications spell it, for instance {@code EnergyGuard}
 * @param supports the use cases
 */
public record UseCaseProfile(List<Integer> entity, String actor, List<Support> supports) {
  /**
   * A use case and how much of it is supported.
   *
   * @param name as SPINE spells it, for instance {@code limitationOfPowerConsumption}
   * @param version of its specification, such as {@code 1.0.0}
   * @param scenarios their numbers
   */
  public record Support(String name, String version, List<Integer> scenarios) {
    public Support {
      scenarios = List.copyOf(scenarios);
    }
  }

  public UseCaseProfile {
    entity = List.copyOf(entity);
    supports = List.copyOf(supports);
  }

  static UseCaseProfile of(List<Integer> entity, String actor, Support... supports) {
    return new UseCaseProfile(entity, actor, List.of(supports));
  }

  static Support support(String name, String version, Integer... scenarios) {
    return new Support(name, version, List.of(scenarios));
  }
}
