package dev.shiphub.ship.wire;

import dev.shiphub.ship.json.JsonLimits;
import dev.shiphub.ship.json.JsonReader;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.json.JsonWriter;
import dev.shiphub.ship.json.Parsed;
import java.nio.ByteBuffer;

/**
 * SHIP messages to octets and back (SHIP 11, 13.4).
 *
 * <p>Takes whatever shape a known device gives to a message, and sends only the one that all of
 * them read: compact, in schema order, without what is absent. Any thread.
 */
public final class MessageCodec {
  private final WireLimits limits;
  private final JsonReader controlReader;
  private final JsonReader dataReader;

  /** A codec that keeps these limits. */
  public MessageCodec(WireLimits limits) {
    this.limits = limits;
    this.controlReader = new JsonReader(JsonLimits.ofBytes(limits.inboundControl()));
    this.dataReader = new JsonReader(JsonLimits.ofBytes(limits.inboundData()));
  }

  /**
   * Reads a message.
   *
   * <p>A frame of type 0 that is not too long is always a {@link ConnectionInit}. Times are clamped
   * to ten minutes; numbers outside of 0 to 2^64-1, or with a fraction, make a message malformed.
   *
   * @param message one whole WebSocket message; not copied, and not needed afterwards
   */
  public Decoded<ShipMessage> decode(byte[] message) {
    return FrameCodec.decode(message).then(this::read);
  }

  /**
   * Writes a message.
   *
   * <p>An {@link UnknownControl} is written as a root without members.
   */
  public Encoded encode(ShipMessage message) {
    byte[] octets =
        switch (message) {
          case ConnectionInit(int head) ->
              FrameCodec.encode(Frame.Type.INIT, new byte[] {(byte) head});
          case ControlMessage control -> octets(Frame.Type.CONTROL, MessageWriter.control(control));
          case ShipData data -> octets(Frame.Type.DATA, MessageWriter.data(data));
          case ConnectionClose close -> octets(Frame.Type.END, MessageWriter.end(close));
        };
    return octets.length <= limits.outbound()
        ? new Encoded.Ready(octets)
        : new Encoded.TooLong(octets.length, limits.outbound());
  }

  private static byte[] octets(Frame.Type type, JsonObject root) {
    return FrameCodec.encode(type, JsonWriter.BRACKET_SAFE.bytes(root));
  }

  private Decoded<ShipMessage> read(Frame frame) {
    int length = 1 + frame.value().remaining();
    int most = limits.inbound(frame.type());
    if (length > most) {
      return malformed(frame, "a message of " + length + " octets, more than " + most);
    }
    return switch (frame.type()) {
      case INIT -> new Decoded.Ok<>(new ConnectionInit(head(frame.value())));
      case CONTROL -> root(controlReader, frame).then(MessageReader::control);
      case DATA -> root(dataReader, frame).then(MessageReader::data);
      case END -> root(controlReader, frame).then(MessageReader::end);
    };
  }

  private static Decoded<JsonObject> root(JsonReader reader, Frame frame) {
    return switch (reader.read(withoutTrailingZeros(frame.value()))) {
      case Parsed.Ok(JsonObject root) -> new Decoded.Ok<>(root);
      case Parsed.Ok _ -> malformed(frame, "JSON, but no object");
      case Parsed.Failed(String what) -> malformed(frame, what);
    };
  }

  /** The first octet that is not 0, else 0: peers may add zeros, and nothing but zeros. */
  private static int head(ByteBuffer value) {
    for (int at = value.position(); at < value.limit(); at++) {
      if (value.get(at) != 0) {
        return Byte.toUnsignedInt(value.get(at));
      }
    }
    return 0;
  }

  /** Some chargers of Porsche append zeros to their JSON. */
  private static ByteBuffer withoutTrailingZeros(ByteBuffer value) {
    int end = value.limit();
    while (end > value.position() && value.get(end - 1) == 0) {
      end--;
    }
    return value.slice(value.position(), end - value.position());
  }

  private static <T> Decoded<T> malformed(Frame frame, String what) {
    return new Decoded.Malformed<>(what, frame.type().octet());
  }
}
