package dev.shiphub.hub.spine;

import dev.shiphub.ship.json.JsonObjectBuilder;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonArray;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.util.Arrays;
import java.util.List;

/**
 * What we tell peers that ask what we are: entity 0 with node management and device classification,
 * entity 1 the energy manager.
 *
 * @param address our SPINE device address, such as {@code d:_n:shiphub-12ab}
 * @param brand who makes us
 * @param model what we are called
 * @param serial tells us from others of our kind
 * @param software our version
 */
public record OwnDevice(
    String address, String brand, String model, String serial, String software) {
  /** Of the SPINE specification that we speak. */
  static final String VERSION = "1.3.0";

  private static final String TYPE = "EnergyManagementSystem";

  /** What a peer may do with one of our functions: there is nothing to write. */
  private static final JsonObject READ_ONLY =
      JsonValue.object().put("read", JsonValue.object()).build();

  /** The address of one of our features, in plain JSON. */
  JsonObject feature(List<Integer> entity, int feature) {
    return entityAddress(entity).put("feature", feature).build();
  }

  /** The content of {@code nodeManagementDetailedDiscoveryData}, in the order of the schema. */
  JsonObject detailedDiscovery() {
    JsonObject versions =
        JsonValue.object().put("specificationVersion", JsonValue.texts(List.of(VERSION))).build();
    return JsonValue.object()
        .put("specificationVersionList", versions)
        .put("deviceInformation", described(description()))
        .put(
            "entityInformation",
            JsonValue.array(
                entity(OwnFeature.DEVICE_INFORMATION, "DeviceInformation"),
                entity(List.of(1), "CEM")))
        .put("featureInformation", features())
        .build();
  }

  /** The content of {@code nodeManagementDestinationListData}: nobody is behind us. */
  JsonObject destinations() {
    JsonObject own = JsonValue.object().put("deviceDescription", description()).build();
    return JsonValue.object().put("nodeManagementDestinationData", JsonValue.array(own)).build();
  }

  /** The content of {@code deviceClassificationManufacturerData}. */
  JsonObject manufacturer() {
    return JsonValue.object()
        .put("deviceName", model)
        .put("deviceCode", model)
        .put("serialNumber", serial)
        .put("softwareRevision", software)
        .put("vendorName", brand)
        .put("brandName", brand)
        .build();
  }

  private JsonObjectBuilder description() {
    return JsonValue.object()
        .put("deviceAddress", JsonValue.object().put("device", address))
        .put("deviceType", TYPE)
        .put("networkFeatureSet", "smart");
  }

  private JsonObject entity(List<Integer> entity, String type) {
    return described(
        JsonValue.object().put("entityAddress", entityAddress(entity)).put("entityType", type));
  }

  private JsonArray features() {
    return new JsonArray(
        Arrays.stream(OwnFeature.values()).<JsonValue>map(this::description).toList());
  }

  private JsonObject description(OwnFeature feature) {
    return described(
        JsonValue.object()
            .put("featureAddress", feature(OwnFeature.DEVICE_INFORMATION, feature.number()))
            .put("featureType", feature.type())
            .put("role", feature.role())
            .put(
                "supportedFunction",
                new JsonArray(
                    feature.functions().stream().<JsonValue>map(OwnDevice::function).toList())));
  }

  private static JsonObject function(String name) {
    return JsonValue.object().put("function", name).put("possibleOperations", READ_ONLY).build();
  }

  private JsonObjectBuilder entityAddress(List<Integer> entity) {
    List<JsonValue> steps = entity.stream().<JsonValue>map(step -> JsonValue.of(step)).toList();
    return JsonValue.object().put("device", address).put("entity", new JsonArray(steps));
  }

  private static JsonObject described(JsonObjectBuilder content) {
    return JsonValue.object().put("description", content).build();
  }
}
