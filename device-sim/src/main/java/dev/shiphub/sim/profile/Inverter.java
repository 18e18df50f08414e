package dev.shiphub.sim.profile;

import static dev.shiphub.sim.profile.UseCaseProfile.support;

import java.util.List;

/**
 * Inverters: a hybrid one with photovoltaics and a battery, and one of each, whose feed-in can be
 * limited.
 *
 * <p>The systems have no features of their own; those are with their parts, as in the field.
 */
final class Inverter {
  private static final List<Integer> CONTROL = List.of(1);
  private static final List<Integer> STORAGE = List.of(2);
  private static final List<Integer> BATTERY = List.of(2, 1);
  private static final List<Integer> GENERATION = List.of(3);
  private static final List<Integer> PHOTOVOLTAICS = List.of(3, 1);

  static final DeviceProfile PROFILE =
      DeviceProfile.of(
          "inverter",
          new Nameplate(
              "Heliostrom", "Hybrid 10", "Inverter", List.of(5), "Heliostrom SE", "2.15.6", "A1"),
          "Generic",
          List.of(
              control(),
              EntityProfile.at(STORAGE, "ElectricityStorageSystem"),
              battery(),
              EntityProfile.at(GENERATION, "ElectricityGenerationSystem"),
              photovoltaics()),
          List.of(limited(), ofBattery(), ofPhotovoltaics()));

  static final DeviceProfile SOLAR =
      DeviceProfile.of(
          "pv-inverter",
          new Nameplate(
              "Heliostrom", "String 8", "Inverter", List.of(5), "Heliostrom SE", "2.15.6", "A1"),
          "Generic",
          List.of(
              control(),
              EntityProfile.at(GENERATION, "ElectricityGenerationSystem"),
              photovoltaics()),
          List.of(limited(), ofPhotovoltaics()));

  static final DeviceProfile STORING =
      DeviceProfile.of(
          "battery-inverter",
          new Nameplate(
              "Heliostrom", "Store 10", "Inverter", List.of(5), "Heliostrom SE", "2.15.6", "A1"),
          "Generic",
          List.of(control(), EntityProfile.at(STORAGE, "ElectricityStorageSystem"), battery()),
          List.of(limited(), ofBattery()));

  private Inverter() {}

  private static EntityProfile control() {
    return EntityProfile.at(
        CONTROL,
        "CEM",
        Features.ratedConnection(),
        Features.loadControl(),
        Features.configuration(),
        Features.heartbeat(),
        Features.genericClient(1001));
  }

  private static EntityProfile battery() {
    return EntityProfile.at(
        BATTERY, "BatterySystem", Features.electricalConnection(), Features.measurement());
  }

  private static EntityProfile photovoltaics() {
    return EntityProfile.at(
        PHOTOVOLTAICS,
        "PVSystem",
        Features.electricalConnection(),
        Features.measurement(),
        Features.fixedConfiguration());
  }

  private static UseCaseProfile limited() {
    return UseCaseProfile.of(
        CONTROL, "ControllableSystem", support("limitationOfPowerProduction", "1.0.0", 1, 2, 3, 4));
  }

  private static UseCaseProfile ofBattery() {
    return UseCaseProfile.of(
        STORAGE,
        "BatterySystem",
        support("visualizationOfAggregatedBatteryData", "1.0.0", 1, 2, 3, 4));
  }

  private static UseCaseProfile ofPhotovoltaics() {
    return UseCaseProfile.of(
        GENERATION,
        "PVSystem",
        support("visualizationOfAggregatedPhotovoltaicData", "1.0.0", 1, 2, 3));
  }
}
