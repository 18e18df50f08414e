package dev.shiphub.sim.profile;

import static dev.shiphub.sim.profile.UseCaseProfile.support;

import java.util.List;

/**
 * A hybrid inverter: photovoltaics and a battery, whose feed-in can be limited.
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
              EntityProfile.at(
                  CONTROL,
                  "CEM",
                  Features.ratedConnection(),
                  Features.loadControl(),
                  Features.configuration(),
                  Features.heartbeat(),
                  Features.genericClient(1001)),
              EntityProfile.at(STORAGE, "ElectricityStorageSystem"),
              EntityProfile.at(
                  BATTERY,
                  "BatterySystem",
                  Features.electricalConnection(),
                  Features.measurement()),
              EntityProfile.at(GENERATION, "ElectricityGenerationSystem"),
              EntityProfile.at(
                  PHOTOVOLTAICS,
                  "PVSystem",
                  Features.electricalConnection(),
                  Features.measurement(),
                  Features.fixedConfiguration())),
          List.of(
              UseCaseProfile.of(
                  CONTROL,
                  "ControllableSystem",
                  support("limitationOfPowerProduction", "1.0.0", 1, 2, 3, 4)),
              UseCaseProfile.of(
                  STORAGE,
                  "BatterySystem",
                  support("visualizationOfAggregatedBatteryData", "1.0.0", 1, 2, 3, 4)),
              UseCaseProfile.of(
                  GENERATION,
                  "PVSystem",
                  support("visualizationOfAggregatedPhotovoltaicData", "1.0.0", 1, 2, 3))));

  private Inverter() {}
}
