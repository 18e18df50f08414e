package dev.shiphub.hub.spine;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What can be read of us, all of it in entity 0. */
enum OwnFeature {
  NODE_MANAGEMENT(
      0,
      "NodeManagement",
      "special",
      "nodeManagementDestinationListData",
      "nodeManagementDetailedDiscoveryData",
      "nodeManagementSubscriptionData",
      "nodeManagementBindingData",
      "nodeManagementUseCaseData"),
  DEVICE_CLASSIFICATION(
      1, "DeviceClassification", "server", "deviceClassificationManufacturerData");

  /** The entity that every device has. */
  static final List<Integer> DEVICE_INFORMATION = List.of(0);

  private final int number;
  private final String type;
  private final String role;
  private final List<String> functions;

  OwnFeature(int number, String type, String role, String... functions) {
    this.number = number;
    this.type = type;
    this.role = role;
    this.functions = List.of(functions);
  }

  int number() {
    return number;
  }

  String type() {
    return type;
  }

  String role() {
    return role;
  }

  /** What of it can be read. */
  List<String> functions() {
    return functions;
  }

  /** Ours at that place; a peer that leaves the feature out means none. */
  static Optional<OwnFeature> at(SpineAddress address) {
    return address.entity().equals(DEVICE_INFORMATION)
        ? Arrays.stream(values())
            .filter(feature -> address.feature().filter(it -> it == feature.number).isPresent())
            .findFirst()
        : Optional.empty();
  }
}
