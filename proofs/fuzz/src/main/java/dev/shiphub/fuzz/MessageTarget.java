package dev.shiphub.fuzz;

import dev.shiphub.ship.wire.Decoded;
import dev.shiphub.ship.wire.Encoded;
import dev.shiphub.ship.wire.MessageCodec;
import dev.shiphub.ship.wire.ShipMessage;
import dev.shiphub.ship.wire.UnknownControl;
import dev.shiphub.ship.wire.WireLimits;

/** Whole SHIP messages. */
public final class MessageTarget {
  private static final MessageCodec CODEC = new MessageCodec(WireLimits.USUAL);

  /** Brackets in texts are sent escaped, so that a message may come out longer than it came in. */
  private static final MessageCodec ROOMY =
      new MessageCodec(new WireLimits(1 << 20, 8 << 20, WireLimits.USUAL.outbound()));

  private MessageTarget() {}

  /** A message that is understood is sent, and understood again as the same. */
  public static void fuzzerTestOneInput(byte[] input) {
    Decoded<ShipMessage> decoded = Cost.within(input.length, () -> CODEC.decode(input));
    if (decoded instanceof Decoded.Ok<ShipMessage>(ShipMessage message)
        && !(message instanceof UnknownControl)
        && CODEC.encode(message) instanceof Encoded.Ready ready) {
      Decoded<ShipMessage> again = ROOMY.decode(ready.octets());
      Finding.unless(
          again.equals(decoded), "sent and read again, " + message + " becomes " + again);
    }
  }
}
