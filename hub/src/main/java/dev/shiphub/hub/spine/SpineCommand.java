package dev.shiphub.hub.spine;

import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonArray;
import dev.shiphub.ship.json.JsonValue.JsonNumber;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.wire.EebusJson;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A SPINE command as a user writes it, checked: everything of a datagram but the counter and our
 * own address.
 *
 * @param classifier read, write, call, notify, reply or result
 * @param destination device, entity and feature, in plain JSON
 * @param cmd the commands, in plain JSON; at least one
 */
public record SpineCommand(String classifier, JsonObject destination, JsonArray cmd) {
  private static final Set<String> CLASSIFIERS =
      Set.of("read", "write", "call", "notify", "reply", "result");

  /** Of the unsigned integers of SPINE's schema. */
  private static final long MOST_NUMBER = 4_294_967_295L;

  /** Node management of a device whose address is not known yet: entity 0, feature 0. */
  static final JsonObject NODE_MANAGEMENT =
      JsonValue.object()
          .put("entity", new JsonArray(List.of(JsonValue.of(0))))
          .put("feature", 0)
          .build();

  /** What became of a user's text. */
  public sealed interface Read {
    /** It can be sent. */
    record Ok(SpineCommand command) implements Read {}

    /** It cannot, and this is why. */
    record Malformed(String why) implements Read {}
  }

  /** Checks what a user wrote. */
  public static Read read(JsonObject request) {
    Optional<String> classifier = request.text("cmdClassifier").filter(CLASSIFIERS::contains);
    if (classifier.isEmpty()) {
      return new Read.Malformed("cmdClassifier is one of " + String.join(", ", CLASSIFIERS));
    }
    Optional<JsonObject> destination = request.object("destination");
    if (destination.filter(SpineCommand::isAddress).isEmpty()) {
      return new Read.Malformed(
          "destination has an entity, as a list of numbers, and a feature, each from 0 to "
              + MOST_NUMBER);
    }
    Optional<List<JsonValue>> cmd = request.items("cmd").filter(items -> !items.isEmpty());
    if (cmd.isEmpty() || !cmd.get().stream().allMatch(JsonObject.class::isInstance)) {
      return new Read.Malformed("cmd is a list of at least one object");
    }
    return new Read.Ok(
        new SpineCommand(classifier.get(), destination.get(), new JsonArray(cmd.get())));
  }

  private static boolean isAddress(JsonObject destination) {
    return destination
            .items("entity")
            .filter(it -> it.stream().allMatch(SpineCommand::isNumber))
            .isPresent()
        && destination.get("feature").filter(SpineCommand::isNumber).isPresent()
        && (destination.get("device").isEmpty() || destination.text("device").isPresent());
  }

  private static boolean isNumber(JsonValue value) {
    return value instanceof JsonNumber number
        && number.toLong().filter(it -> it >= 0 && it <= MOST_NUMBER).isPresent();
  }

  /** Asks a device what it is. */
  public static SpineCommand discoveryRead() {
    JsonObject cmd =
        JsonValue.object().put("nodeManagementDetailedDiscoveryData", JsonValue.object()).build();
    return new SpineCommand("read", NODE_MANAGEMENT, new JsonArray(List.of(cmd)));
  }

  /** The whole datagram in EEBUS form, from our node management. */
  JsonObject datagram(String ourDevice, long msgCounter) {
    return datagram(source(ourDevice), msgCounter, Optional.empty());
  }

  /**
   * The whole datagram in EEBUS form.
   *
   * @param source which feature of ours speaks
   * @param reference the peer's {@code msgCounter} that this one answers
   */
  JsonObject datagram(JsonObject source, long msgCounter, Optional<Long> reference) {
    JsonObject header =
        JsonValue.object()
            .put("specificationVersion", OwnDevice.VERSION)
            .put("addressSource", source)
            .put("addressDestination", destination)
            .put("msgCounter", msgCounter)
            .putIfPresent("msgCounterReference", reference.map(it -> JsonValue.of(it)))
            .put("cmdClassifier", classifier)
            .build();
    JsonObject payload = JsonValue.object().put("cmd", cmd).build();
    JsonObject datagram = JsonValue.object().put("header", header).put("payload", payload).build();
    return EebusJson.fromPlain(JsonValue.object().put("datagram", datagram).build());
  }

  private static JsonObject source(String ourDevice) {
    return JsonValue.object()
        .put("device", ourDevice)
        .put("entity", new JsonArray(List.of(JsonValue.of(0))))
        .put("feature", 0)
        .build();
  }
}
