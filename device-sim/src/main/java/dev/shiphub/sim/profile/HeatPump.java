package dev.shiphub.sim.profile;

import static dev.shiphub.sim.profile.FunctionProfile.readable;
import static dev.shiphub.sim.profile.FunctionProfile.writable;
import static dev.shiphub.sim.profile.UseCaseProfile.support;

import java.util.List;

/** An air-to-water heat pump: measures itself, obeys limits and Smart Grid Ready conditions. */
final class HeatPump {
  private static final List<Integer> APPLIANCE = List.of(1);

  static final DeviceProfile PROFILE =
      DeviceProfile.of(
          "heat-pump",
          new Nameplate(
              "Nordhauch", "Polar 8", "HeatPump", List.of(4), "Nordhauch GmbH", "3.2.1", "B2"),
          "Generic",
          List.of(
              EntityProfile.at(
                  APPLIANCE,
                  "HeatPumpAppliance",
                  Features.electricalConnection(),
                  FeatureProfile.server(
                      9,
                      "HVAC",
                      readable("hvacSystemFunctionDescriptionListData"),
                      readable("hvacOverrunDescriptionListData"),
                      writable("hvacOverrunListData")),
                  Features.loadControl(),
                  Features.measurement(),
                  Features.configuration(),
                  Features.heartbeat(),
                  Features.genericClient(1001))),
          List.of(
              UseCaseProfile.of(
                  APPLIANCE,
                  "HeatPump",
                  support("monitoringAndControlOfSmartGridReadyConditions", "1.0.0", 1, 2)),
              UseCaseProfile.of(
                  APPLIANCE,
                  "MonitoredUnit",
                  support("monitoringOfPowerConsumption", "1.0.0", 1, 2, 3, 4)),
              UseCaseProfile.of(
                  APPLIANCE,
                  "ControllableSystem",
                  support("limitationOfPowerConsumption", "1.0.0", 1, 2, 3, 4))));

  private HeatPump() {}
}
