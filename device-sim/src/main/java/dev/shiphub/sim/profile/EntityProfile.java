package dev.shiphub.sim.profile;

import java.util.List;
import java.util.Optional;

/**
 * An entity of a device.
 *
 * @param address where it is in the tree: {@code [0]} is the device itself, {@code [1, 1]} a child
 *     of {@code [1]}
 * @param type as SPINE spells it, for instance {@code EVSE}
 * @param features may be none
 */
public record EntityProfile(List<Integer> address, String type, List<FeatureProfile> features) {
  /** The address of the device itself. */
  public static final List<Integer> DEVICE_ADDRESS = List.of(0);

  /** Where every SPINE conversation begins, in the entity of the device itself. */
  public static final int NODE_MANAGEMENT = 0;

  /** What every device has at {@code [0]}: node management and a type plate. */
  static final EntityProfile DEVICE =
      new EntityProfile(
          DEVICE_ADDRESS,
          "DeviceInformation",
          List.of(
              new FeatureProfile(
                  NODE_MANAGEMENT,
                  "NodeManagement",
                  FeatureProfile.Role.SPECIAL,
                  List.of(
                      FunctionProfile.readable("nodeManagementDetailedDiscoveryData"),
                      FunctionProfile.readable("nodeManagementUseCaseData"),
                      FunctionProfile.callable("nodeManagementSubscriptionRequestCall"),
                      FunctionProfile.callable("nodeManagementSubscriptionDeleteCall"),
                      FunctionProfile.callable("nodeManagementBindingRequestCall"),
                      FunctionProfile.callable("nodeManagementBindingDeleteCall"))),
              FeatureProfile.server(
                  1,
                  "DeviceClassification",
                  FunctionProfile.readable("deviceClassificationManufacturerData"))));

  public EntityProfile {
    address = List.copyOf(address);
    features = List.copyOf(features);
  }

  static EntityProfile at(List<Integer> address, String type, FeatureProfile... features) {
    return new EntityProfile(address, type, List.of(features));
  }

  /** The feature of that number. */
  public Optional<FeatureProfile> feature(int id) {
    return features.stream().filter(feature -> feature.id() == id).findFirst();
  }
}
