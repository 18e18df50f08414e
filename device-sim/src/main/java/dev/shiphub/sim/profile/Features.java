package dev.shiphub.sim.profile;

import static dev.shiphub.sim.profile.FunctionProfile.partlyReadable;
import static dev.shiphub.sim.profile.FunctionProfile.readable;
import static dev.shiphub.sim.profile.FunctionProfile.writable;

/** Features that many devices have, with the numbers that are usual in the field. */
final class Features {
  private Features() {}

  static FeatureProfile electricalConnection() {
    return FeatureProfile.server(
        7,
        "ElectricalConnection",
        partlyReadable("electricalConnectionParameterDescriptionListData"),
        partlyReadable("electricalConnectionPermittedValueSetListData"),
        partlyReadable("electricalConnectionDescriptionListData"));
  }

  /** Of a system whose nominal power is known. */
  static FeatureProfile ratedConnection() {
    return FeatureProfile.server(
        7,
        "ElectricalConnection",
        partlyReadable("electricalConnectionCharacteristicListData"),
        partlyReadable("electricalConnectionDescriptionListData"));
  }

  static FeatureProfile measurement() {
    return FeatureProfile.server(
        11,
        "Measurement",
        partlyReadable("measurementConstraintsListData"),
        partlyReadable("measurementDescriptionListData"),
        partlyReadable("measurementListData"));
  }

  static FeatureProfile loadControl() {
    return FeatureProfile.server(
        10,
        "LoadControl",
        partlyReadable("loadControlLimitDescriptionListData"),
        writable("loadControlLimitListData"));
  }

  static FeatureProfile fixedConfiguration() {
    return FeatureProfile.server(
        24,
        "DeviceConfiguration",
        partlyReadable("deviceConfigurationKeyValueDescriptionListData"),
        partlyReadable("deviceConfigurationKeyValueListData"));
  }

  static FeatureProfile configuration() {
    return FeatureProfile.server(
        24,
        "DeviceConfiguration",
        partlyReadable("deviceConfigurationKeyValueDescriptionListData"),
        writable("deviceConfigurationKeyValueListData"));
  }

  /** State, and the heartbeat that limits depend on. */
  static FeatureProfile heartbeat() {
    return FeatureProfile.server(
        1000,
        "DeviceDiagnosis",
        readable("deviceDiagnosisHeartbeatData"),
        readable("deviceDiagnosisStateData"));
  }

  static FeatureProfile state(int id) {
    return FeatureProfile.server(id, "DeviceDiagnosis", partlyReadable("deviceDiagnosisStateData"));
  }

  static FeatureProfile typePlate() {
    return FeatureProfile.server(
        4, "DeviceClassification", partlyReadable("deviceClassificationManufacturerData"));
  }

  /** The only client of many devices: they bind and subscribe everything from it. */
  static FeatureProfile genericClient(int id) {
    return FeatureProfile.client(id, "Generic");
  }
}
