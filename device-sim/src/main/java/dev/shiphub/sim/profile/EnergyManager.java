package dev.shiphub.sim.profile;

import static dev.shiphub.sim.profile.FunctionProfile.readable;
import static dev.shiphub.sim.profile.UseCaseProfile.support;

import java.util.List;

/** An energy manager: the client of everybody's data. */
final class EnergyManager {
  private static final List<Integer> MANAGER = List.of(1);

  static final DeviceProfile PROFILE =
      DeviceProfile.of(
          "energy-manager",
          new Nameplate(
              "Hauswart",
              "Hems One",
              "EnergyManagementSystem",
              List.of(2),
              "Hauswart GmbH",
              "0.115.0",
              "-"),
          "EnergyManagementSystem",
          List.of(
              EntityProfile.at(
                  MANAGER,
                  "CEM",
                  FeatureProfile.server(
                      1,
                      "DeviceDiagnosis",
                      readable("deviceDiagnosisStateData"),
                      readable("deviceDiagnosisHeartbeatData")),
                  FeatureProfile.client(2, "DeviceDiagnosis"),
                  FeatureProfile.client(3, "DeviceClassification"),
                  FeatureProfile.client(4, "DeviceConfiguration"),
                  FeatureProfile.client(5, "ElectricalConnection"),
                  FeatureProfile.client(6, "Measurement"),
                  FeatureProfile.client(7, "LoadControl"),
                  FeatureProfile.client(8, "Identification"))),
          List.of(
              UseCaseProfile.of(
                  MANAGER,
                  "CEM",
                  support("evseCommissioningAndConfiguration", "1.0.1", 1, 2),
                  support("evCommissioningAndConfiguration", "1.0.1", 1, 2, 3, 4, 5, 6, 7, 8),
                  support("measurementOfElectricityDuringEvCharging", "1.0.1", 1, 2, 3),
                  support("overloadProtectionByEvChargingCurrentCurtailment", "1.0.1", 1, 2, 3),
                  support("optimizationOfSelfConsumptionDuringEvCharging", "1.0.1", 1, 2, 3)),
              UseCaseProfile.of(
                  MANAGER,
                  "MonitoringAppliance",
                  support("monitoringOfPowerConsumption", "1.0.0", 1, 2, 3, 4, 5),
                  support("evStateOfCharge", "1.0.0", 1, 2, 3, 4))));

  private EnergyManager() {}
}
