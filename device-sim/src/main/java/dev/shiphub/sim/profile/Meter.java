package dev.shiphub.sim.profile;

import static dev.shiphub.sim.profile.UseCaseProfile.support;

import java.util.List;

/** A smart meter at the grid connection, with a sub-meter. */
final class Meter {
  private static final List<Integer> GRID_CONNECTION = List.of(1);
  private static final List<Integer> SUB_METER = List.of(2);

  static final DeviceProfile PROFILE =
      DeviceProfile.of(
          "meter",
          new Nameplate(
              "Zaehlwerk", "Smart 3P", "SmartMeter", List.of(7), "Zaehlwerk KG", "2.5.0", "3"),
          "Generic",
          List.of(
              EntityProfile.at(
                  GRID_CONNECTION,
                  "GridConnectionPointOfPremises",
                  Features.electricalConnection(),
                  Features.measurement(),
                  Features.fixedConfiguration()),
              EntityProfile.at(
                  SUB_METER,
                  "SubMeterElectricity",
                  Features.electricalConnection(),
                  Features.measurement())),
          List.of(
              UseCaseProfile.of(
                  GRID_CONNECTION,
                  "GridConnectionPoint",
                  support("monitoringOfGridConnectionPoint", "1.0.0", 1, 2, 3, 4, 5, 6, 7)),
              UseCaseProfile.of(
                  SUB_METER,
                  "MonitoredUnit",
                  support("monitoringOfPowerConsumption", "1.0.0", 1, 2, 3, 4, 5))));

  private Meter() {}
}
