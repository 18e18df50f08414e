package dev.shiphub.hub.trace;

import dev.shiphub.ship.json.JsonLimits;
import dev.shiphub.ship.json.JsonReader;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.json.Parsed;
import dev.shiphub.ship.wire.Decoded;
import dev.shiphub.ship.wire.EebusJson;
import dev.shiphub.ship.wire.Frame;
import dev.shiphub.ship.wire.FrameCodec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a frame says.
 *
 * @param kind {@code init}, {@code control}, {@code data}, {@code end}, {@code ping}, {@code pong},
 *     {@code close} or {@code unreadable}
 * @param message the name of the message, as in SHIP
 * @param body what it carries, in the ordinary form of JSON
 * @param isShown whether {@code body} says all of it; otherwise only its octets do
 */
record FrameReading(
    String kind, Optional<String> message, Optional<JsonObject> body, boolean isShown) {
  /** The connection mode initialisation has no name on the wire (SHIP 13.4.3). */
  private static final String INIT = "CMI";

  private static final int SHORTEST_CLOSE = 2;
  private static final JsonReader READER = new JsonReader(JsonLimits.ofBytes(1 << 20));

  static FrameReading of(TracedFrame frame, byte[] octets) {
    return switch (frame.form()) {
      case PING -> named("ping", Optional.empty());
      case PONG -> named("pong", Optional.empty());
      case CLOSE -> close(octets);
      case MESSAGE ->
          FrameCodec.decode(octets) instanceof Decoded.Ok<Frame>(Frame message)
              ? message(message, frame.isCut())
              : UNREADABLE;
    };
  }

  private static final FrameReading UNREADABLE =
      new FrameReading("unreadable", Optional.empty(), Optional.empty(), false);

  private static FrameReading named(String kind, Optional<String> message) {
    return new FrameReading(kind, message, Optional.empty(), true);
  }

  private static FrameReading close(byte[] payload) {
    int code = Short.toUnsignedInt(ByteBuffer.wrap(payload).getShort());
    String phrase =
        new String(
            payload, SHORTEST_CLOSE, payload.length - SHORTEST_CLOSE, StandardCharsets.UTF_8);
    JsonObject body = JsonValue.object().put("code", code).put("phrase", phrase).build();
    return new FrameReading("close", Optional.empty(), Optional.of(body), true);
  }

  private static FrameReading message(Frame frame, boolean isCut) {
    return switch (frame.type()) {
      case INIT -> new FrameReading("init", Optional.of(INIT), Optional.empty(), false);
      case CONTROL -> json("control", frame, isCut);
      case DATA -> json("data", frame, isCut);
      case END -> json("end", frame, isCut);
    };
  }

  private static FrameReading json(String kind, Frame frame, boolean isCut) {
    if (READER.read(trimmed(frame.value())) instanceof Parsed.Ok(JsonObject root)) {
      JsonObject body = EebusJson.toPlain(root);
      Optional<String> name = body.members().keySet().stream().findFirst();
      return new FrameReading(kind, name, Optional.of(body), true);
    }
    return isCut ? new FrameReading(kind, Optional.empty(), Optional.empty(), false) : UNREADABLE;
  }

  /** Some devices append zeros to their JSON. */
  private static ByteBuffer trimmed(ByteBuffer value) {
    ByteBuffer text = value.duplicate();
    while (text.hasRemaining() && text.get(text.limit() - 1) == 0) {
      text.limit(text.limit() - 1);
    }
    return text;
  }
}
