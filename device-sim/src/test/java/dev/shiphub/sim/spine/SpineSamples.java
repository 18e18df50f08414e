package dev.shiphub.sim.spine;

import dev.shiphub.ship.json.JsonLimits;
import dev.shiphub.ship.json.JsonReader;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.json.Parsed;
import java.util.List;
import java.util.Optional;

/** Datagrams that a peer might send. */
final class SpineSamples {
  static final String PEER = "d:_i:3210_HEMS";
  static final SpineAddress PEER_CLIENT = SpineAddress.of(PEER, List.of(1), 5);
  private static final JsonReader READER = new JsonReader(JsonLimits.ofBytes(1 << 20));

  private SpineSamples() {}

  static SpineDatagram asking(SpineAddress destination, String function) {
    return asking(destination, SpineClassifier.READ, function, false);
  }

  static SpineDatagram asking(
      SpineAddress destination, SpineClassifier classifier, String function, boolean isAckWanted) {
    SpineHeader header =
        new SpineHeader(
            "1.1.1", PEER_CLIENT, destination, 4890, Optional.empty(), classifier, isAckWanted);
    return new SpineDatagram(header, SpineCommand.empty(function));
  }

  static JsonObject json(String text) {
    return (JsonObject) ((Parsed.Ok) READER.read(text)).value();
  }
}
