package dev.shiphub.sim.spine;

import dev.shiphub.ship.json.JsonObjectBuilder;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonArray;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.sim.profile.Access;
import dev.shiphub.sim.profile.DeviceProfile;
import dev.shiphub.sim.profile.EntityProfile;
import dev.shiphub.sim.profile.FeatureProfile;
import dev.shiphub.sim.profile.FunctionProfile;
import dev.shiphub.sim.profile.UseCaseProfile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** A profile as the discovery data of SPINE, members in the order of the schema. */
final class SpineDiscovery {
  private final DeviceProfile profile;
  private final String device;

  SpineDiscovery(DeviceProfile profile, String device) {
    this.profile = profile;
    this.device = device;
  }

  /** The content of {@code nodeManagementDetailedDiscoveryData}. */
  JsonObject detailed() {
    return JsonValue.object()
        .put(
            "specificationVersionList",
            JsonValue.object()
                .put("specificationVersion", JsonValue.texts(List.of(SpineHeader.VERSION))))
        .put(
            "deviceInformation",
            description(
                JsonValue.object()
                    .put("deviceAddress", JsonValue.object().put("device", device))
                    .put("deviceType", profile.deviceType())
                    .put("networkFeatureSet", "smart")))
        .put("entityInformation", list(profile.entities(), this::entity))
        .put("featureInformation", features())
        .build();
  }

  /** The content of {@code nodeManagementUseCaseData}. */
  JsonObject useCases() {
    return JsonValue.object()
        .put("useCaseInformation", list(profile.useCases(), this::useCase))
        .build();
  }

  private JsonValue entity(EntityProfile entity) {
    return description(
        JsonValue.object()
            .put("entityAddress", address(entity.address()))
            .put("entityType", entity.type()));
  }

  private JsonArray features() {
    List<JsonValue> all = new ArrayList<>();
    for (EntityProfile entity : profile.entities()) {
      entity.features().forEach(feature -> all.add(feature(entity, feature)));
    }
    return new JsonArray(all);
  }

  private JsonObject feature(EntityProfile entity, FeatureProfile feature) {
    JsonObjectBuilder json =
        JsonValue.object()
            .put("featureAddress", address(entity.address()).put("feature", feature.id()))
            .put("featureType", feature.type())
            .put("role", feature.role().word());
    return description(
        feature.functions().isEmpty()
            ? json
            : json.put("supportedFunction", list(feature.functions(), SpineDiscovery::function)));
  }

  private static JsonValue function(FunctionProfile function) {
    return JsonValue.object()
        .put("function", function.name())
        .put("possibleOperations", operations(function.access()))
        .build();
  }

  private static JsonObjectBuilder operations(Access access) {
    JsonObjectBuilder whole = JsonValue.object();
    JsonObjectBuilder how =
        access.isPartial() ? JsonValue.object().put("partial", JsonObject.EMPTY) : whole;
    JsonObjectBuilder operations = JsonValue.object();
    if (access.isReadable()) {
      operations.put("read", how);
    }
    if (access.isWritable()) {
      operations.put("write", how);
    }
    return operations;
  }

  private JsonValue useCase(UseCaseProfile useCase) {
    return JsonValue.object()
        .put("address", address(useCase.entity()))
        .put("actor", useCase.actor())
        .put("useCaseSupport", list(useCase.supports(), SpineDiscovery::support))
        .build();
  }

  private static JsonValue support(UseCaseProfile.Support support) {
    return JsonValue.object()
        .put("useCaseName", support.name())
        .put("useCaseVersion", support.version())
        .put("useCaseAvailable", true)
        .put("scenarioSupport", list(support.scenarios(), number -> JsonValue.of(number)))
        .put("useCaseDocumentSubRevision", "release")
        .build();
  }

  private JsonObjectBuilder address(List<Integer> entity) {
    return JsonValue.object()
        .put("device", device)
        .put("entity", list(entity, step -> JsonValue.of(step)));
  }

  private static JsonObject description(JsonObjectBuilder content) {
    return JsonValue.object().put("description", content).build();
  }

  private static <T> JsonArray list(
      Collection<T> items, Function<? super T, ? extends JsonValue> change) {
    return new JsonArray(items.stream().<JsonValue>map(change).toList());
  }
}
