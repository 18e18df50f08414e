package dev.shiphub.sim.spine;

import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.util.Optional;

/**
 * The header of a datagram.
 *
 * @param version of SPINE; whatever the sender writes
 * @param source who sends
 * @param destination who is meant
 * @param msgCounter the sender's number of this datagram
 * @param reference the {@code msgCounter} that this one answers
 * @param classifier what it wants
 * @param isAckRequested whether the sender wants a result in any case
 */
public record SpineHeader(
    String version,
    SpineAddress source,
    SpineAddress destination,
    long msgCounter,
    Optional<Long> reference,
    SpineClassifier classifier,
    boolean isAckRequested) {
  /** The version that we speak. */
  static final String VERSION = "1.3.0";

  /** The header of an answer to this one, from that device. */
  SpineHeader answer(String device, long counter, SpineClassifier as) {
    SpineAddress us = destination.on(device);
    SpineAddress them = source;
    return new SpineHeader(VERSION, us, them, counter, Optional.of(msgCounter), as, false);
  }

  JsonObject toJson() {
    var json =
        JsonValue.object()
            .put("specificationVersion", version)
            .put("addressSource", source.toJson())
            .put("addressDestination", destination.toJson())
            .put("msgCounter", msgCounter)
            .putIfPresent("msgCounterReference", reference.map(counter -> JsonValue.of(counter)))
            .put("cmdClassifier", classifier.word());
    return (isAckRequested ? json.put("ackRequest", true) : json).build();
  }

  /** Empty if it lacks what a datagram cannot be handled without. */
  static Optional<SpineHeader> read(JsonObject json) {
    Optional<SpineAddress> source = json.object("addressSource").flatMap(SpineAddress::read);
    Optional<SpineAddress> destination =
        json.object("addressDestination").flatMap(SpineAddress::read);
    Optional<Long> msgCounter = json.integer("msgCounter");
    Optional<SpineClassifier> classifier = json.text("cmdClassifier").flatMap(SpineClassifier::of);
    if (source.isEmpty() || destination.isEmpty() || msgCounter.isEmpty() || classifier.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new SpineHeader(
            json.text("specificationVersion").orElse(""),
            source.get(),
            destination.get(),
            msgCounter.get(),
            json.integer("msgCounterReference"),
            classifier.get(),
            json.flag("ackRequest").orElse(false)));
  }
}
