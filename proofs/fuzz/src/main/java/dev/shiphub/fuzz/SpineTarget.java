package dev.shiphub.fuzz;

import dev.shiphub.hub.spine.OwnDevice;
import dev.shiphub.hub.spine.SpineNode;
import dev.shiphub.ship.json.JsonLimits;
import dev.shiphub.ship.json.JsonReader;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.json.Parsed;
import dev.shiphub.ship.wire.Decoded;
import dev.shiphub.ship.wire.Encoded;
import dev.shiphub.ship.wire.MessageCodec;
import dev.shiphub.ship.wire.ShipData;
import dev.shiphub.ship.wire.ShipMessage;
import dev.shiphub.ship.wire.WireLimits;

/** SPINE datagrams, as our own node reads and answers them. */
public final class SpineTarget {
  private static final JsonReader READER = new JsonReader(JsonLimits.ofBytes(1 << 16));
  private static final MessageCodec CODEC = new MessageCodec(WireLimits.USUAL);

  /** What we say of ourselves is as long as this, whoever asks. */
  private static final int LONGEST_SELF = 1_000;

  private SpineTarget() {}

  /** Whatever is asked, the answer can be sent, and another node of our kind leaves it at that. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (READER.read(input) instanceof Parsed.Ok(JsonObject payload)) {
      Cost.within(LONGEST_SELF + input.length, () -> node("d:_n:hub").answer(payload))
          .ifPresent(
              answer -> {
                Finding.unless(isSendable(answer), "an answer that cannot be sent: " + answer);
                Finding.unless(
                    node("d:_n:peer").answer(answer).isEmpty(), "an answer to " + answer);
                Finding.unless(
                    node("d:_n:hub").answer(answer).isEmpty(), "an answer to our own " + answer);
              });
    }
  }

  private static SpineNode node(String address) {
    return new SpineNode(new OwnDevice(address, "shiphub", "hub", "1", "0"));
  }

  private static boolean isSendable(JsonObject answer) {
    ShipMessage message = new ShipData(ShipData.SPINE, answer);
    return CODEC.encode(message) instanceof Encoded.Ready ready
        && CODEC.decode(ready.octets()).equals(new Decoded.Ok<>(message));
  }
}
