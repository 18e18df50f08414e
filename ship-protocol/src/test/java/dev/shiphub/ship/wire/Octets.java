package dev.shiphub.ship.wire;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Messages as they stand in the tests: a type and a JSON text, or hex digits. */
final class Octets {
  static final MessageCodec CODEC = new MessageCodec(WireLimits.USUAL);

  private Octets() {}

  static byte[] control(String json) {
    return message(1, json);
  }

  static byte[] data(String json) {
    return message(2, json);
  }

  static byte[] end(String json) {
    return message(3, json);
  }

  static byte[] message(int type, String json) {
    byte[] octets = ("x" + json).getBytes(StandardCharsets.UTF_8);
    octets[0] = (byte) type;
    return octets;
  }

  static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  static ShipMessage decoded(byte[] message) {
    return switch (CODEC.decode(message)) {
      case Decoded.Ok<ShipMessage>(ShipMessage read) -> read;
      case Decoded.Malformed<ShipMessage> malformed -> fail(malformed.toString());
      case Decoded.Skippable<ShipMessage> skippable -> fail(skippable.toString());
    };
  }

  static Decoded.Malformed<?> malformed(byte[] message) {
    return assertInstanceOf(Decoded.Malformed.class, CODEC.decode(message));
  }

  static byte[] encoded(ShipMessage message) {
    return assertInstanceOf(Encoded.Ready.class, CODEC.encode(message)).octets();
  }
}
