package dev.shiphub.hub.spine;

import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.wire.EebusJson;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a peer sent, as far as it needs an answer.
 *
 * @param source who asks
 * @param destination who is asked
 * @param msgCounter the peer's number of it, to which an answer refers
 * @param classifier what the peer wants; as sent
 * @param isAckRequested whether the peer wants a result in any case
 * @param function the data that it is about; empty if the peer names none
 */
record PeerDatagram(
    SpineAddress source,
    SpineAddress destination,
    long msgCounter,
    String classifier,
    boolean isAckRequested,
    Optional<String> function) {
  /** What may stand beside the data in a command: how to apply it, or who else defined it. */
  private static final Set<String> BESIDE =
      Set.of("function", "filter", "manufacturerSpecificExtension", "lastUpdateAt");

  /**
   * Empty if it lacks what an answer needs: then nobody can be answered.
   *
   * @param payload in EEBUS form, whatever the peer sent
   */
  static Optional<PeerDatagram> read(JsonObject payload) {
    Optional<JsonObject> datagram = EebusJson.toPlain(payload).object("datagram");
    JsonObject header = datagram.flatMap(it -> it.object("header")).orElse(JsonObject.EMPTY);
    Optional<SpineAddress> source = header.object("addressSource").flatMap(SpineAddress::read);
    Optional<SpineAddress> destination =
        header.object("addressDestination").flatMap(SpineAddress::read);
    Optional<Long> msgCounter = header.integer("msgCounter").filter(counter -> counter >= 0);
    Optional<String> classifier = header.text("cmdClassifier");
    if (source.isEmpty() || destination.isEmpty() || msgCounter.isEmpty() || classifier.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new PeerDatagram(
            source.get(),
            destination.get(),
            msgCounter.get(),
            classifier.get(),
            header.flag("ackRequest").orElse(false),
            datagram.flatMap(it -> it.object("payload")).flatMap(PeerDatagram::function)));
  }

  private static Optional<String> function(JsonObject payload) {
    // One command without its inner list is read as an object.
    Optional<JsonObject> only = payload.object("cmd");
    return payload
        .items("cmd")
        .or(() -> only.map(List::<JsonValue>of))
        .flatMap(commands -> commands.stream().findFirst())
        .filter(JsonObject.class::isInstance)
        .map(JsonObject.class::cast)
        .flatMap(
            command ->
                command.members().keySet().stream()
                    .filter(name -> !BESIDE.contains(name))
                    .findFirst());
  }
}
