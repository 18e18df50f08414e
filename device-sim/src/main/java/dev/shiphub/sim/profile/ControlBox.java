package dev.shiphub.sim.profile;

import static dev.shiphub.sim.profile.UseCaseProfile.support;

import java.util.List;

/** The grid operator's control box: the energy guard that sends limits. */
final class ControlBox {
  private static final List<Integer> GUARD = List.of(1);

  static final DeviceProfile PROFILE =
      DeviceProfile.of(
          "control-box",
          new Nameplate(
              "Netzwacht",
              "Box S",
              "GridConnectionHub",
              List.of(1),
              "Netzwacht Systeme GmbH",
              "1.4.0",
              "1.0"),
          "Generic",
          List.of(
              EntityProfile.at(
                  GUARD,
                  "GridGuard",
                  Features.heartbeat(),
                  FeatureProfile.client(1, "DeviceDiagnosis"),
                  FeatureProfile.client(2, "LoadControl"),
                  FeatureProfile.client(3, "DeviceConfiguration"),
                  FeatureProfile.client(4, "ElectricalConnection"),
                  FeatureProfile.client(5, "Measurement"))),
          List.of(
              UseCaseProfile.of(
                  GUARD,
                  "EnergyGuard",
                  support("limitationOfPowerConsumption", "1.0.0", 1, 2, 3, 4),
                  support("limitationOfPowerProduction", "1.0.0", 1, 2, 3, 4)),
              UseCaseProfile.of(
                  GUARD,
                  "MonitoringAppliance",
                  support("monitoringOfPowerConsumption", "1.0.0", 1, 2, 3, 4, 5))));

  private ControlBox() {}
}
