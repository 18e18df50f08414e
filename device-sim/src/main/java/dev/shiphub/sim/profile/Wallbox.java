package dev.shiphub.sim.profile;

import static dev.shiphub.sim.profile.FunctionProfile.partlyReadable;
import static dev.shiphub.sim.profile.FunctionProfile.writable;
import static dev.shiphub.sim.profile.UseCaseProfile.support;

import java.util.List;

/** A charging station, with a vehicle plugged in or without. */
final class Wallbox {
  private static final List<Integer> STATION = List.of(1);
  private static final List<Integer> VEHICLE = List.of(1, 1);

  static final DeviceProfile PROFILE =
      DeviceProfile.of(
          "wallbox",
          new Nameplate(
              "Ladewerk",
              "Duo 11",
              "ChargingStation",
              List.of(3),
              "Ladewerk AG",
              "5.30.0",
              "rev C"),
          "Generic",
          List.of(station(), vehicle()),
          List.of(
              UseCaseProfile.of(
                  STATION,
                  "EVSE",
                  support("evseCommissioningAndConfiguration", "1.0.1", 1, 2),
                  support("evChargingSummary", "1.0.1", 1)),
              UseCaseProfile.of(
                  VEHICLE,
                  "EV",
                  support("evCommissioningAndConfiguration", "1.0.1", 1, 2, 3, 4, 5, 6, 7, 8),
                  support("overloadProtectionByEvChargingCurrentCurtailment", "1.0.1", 1, 2, 3),
                  support("coordinatedEvCharging", "1.0.1", 1, 2, 3, 4, 5, 6, 7, 8),
                  support("measurementOfElectricityDuringEvCharging", "1.0.1", 1, 2, 3),
                  support("optimizationOfSelfConsumptionDuringEvCharging", "1.0.1", 1, 2, 3))));

  static final DeviceProfile EMPTY =
      DeviceProfile.of(
          "wallbox-empty",
          PROFILE.nameplate(),
          "Generic",
          List.of(station()),
          List.of(PROFILE.useCases().getFirst()));

  private Wallbox() {}

  private static EntityProfile station() {
    return EntityProfile.at(
        STATION,
        "EVSE",
        Features.typePlate(),
        FeatureProfile.server(
            29,
            "Bill",
            partlyReadable("billDescriptionListData"),
            partlyReadable("billConstraintsListData"),
            writable("billListData")),
        Features.heartbeat());
  }

  private static EntityProfile vehicle() {
    return EntityProfile.at(
        VEHICLE,
        "EV",
        Features.typePlate(),
        Features.state(5),
        Features.electricalConnection(),
        Features.loadControl(),
        Features.measurement(),
        Features.fixedConfiguration(),
        FeatureProfile.server(
            26,
            "TimeSeries",
            partlyReadable("timeSeriesDescriptionListData"),
            partlyReadable("timeSeriesConstraintsListData"),
            writable("timeSeriesListData")),
        FeatureProfile.server(
            28,
            "IncentiveTable",
            partlyReadable("incentiveTableConstraintsData"),
            writable("incentiveTableDescriptionData"),
            writable("incentiveTableData")),
        FeatureProfile.server(30, "Identification", partlyReadable("identificationListData")),
        Features.genericClient(1001));
  }
}
