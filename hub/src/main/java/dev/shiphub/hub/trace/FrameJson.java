package dev.shiphub.hub.trace;

import dev.shiphub.ship.json.JsonObjectBuilder;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.function.UnaryOperator;

/**
 * A frame as JSON: {@code seq, at, connection, direction, octets, kind}, and where there is one
 * {@code message} and {@code body}; {@code hex} where the body does not say it all.
 *
 * @param wall turns instants of the frames into times that people read
 * @param redaction puts pseudonyms
 */
public record FrameJson(UnaryOperator<Instant> wall, Redaction redaction) {
  /** One frame. */
  public JsonObject of(TracedFrame frame) {
    byte[] octets = redaction.of(frame.octets());
    FrameReading reading = FrameReading.of(frame, octets);
    JsonObjectBuilder json =
        JsonValue.object()
            .put("seq", frame.seq())
            .put("at", wall.apply(frame.at()).truncatedTo(ChronoUnit.MILLIS).toString())
            .put("connection", frame.connection().id().toString())
            .put("direction", frame.isOutgoing() ? "out" : "in")
            .put("octets", frame.length())
            .put("kind", reading.kind());
    reading.message().ifPresent(name -> json.put("message", name));
    json.putIfPresent("body", reading.body());
    if (!reading.isShown()) {
      json.put("hex", HexFormat.of().formatHex(octets));
    }
    return json.build();
  }
}
