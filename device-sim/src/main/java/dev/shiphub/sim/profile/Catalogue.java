package dev.shiphub.sim.profile;

import java.util.List;
import java.util.Optional;

/** Every profile there is. */
public final class Catalogue {
  /** In the order in which people are shown them. */
  public static final List<DeviceProfile> ALL =
      List.of(
          HeatPump.PROFILE,
          Wallbox.PROFILE,
          Wallbox.EMPTY,
          Inverter.PROFILE,
          Inverter.SOLAR,
          Inverter.STORING,
          ControlBox.PROFILE,
          Meter.PROFILE,
          EnergyManager.PROFILE);

  private Catalogue() {}

  /** The profile of that name. */
  public static Optional<DeviceProfile> named(String name) {
    return ALL.stream().filter(profile -> profile.name().equals(name)).findFirst();
  }

  /** The names of all. */
  public static List<String> names() {
    return ALL.stream().map(DeviceProfile::name).toList();
  }
}
