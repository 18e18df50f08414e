package dev.shiphub.sim.spine;

import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonArray;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.wire.EebusJson;
import java.util.List;
import java.util.Optional;

/** SPINE datagrams to the payload of a SHIP data message and back. Any thread. */
public final class SpineCodec {
  private SpineCodec() {}

  /** Reads a payload, in EEBUS form or ordinary; never throws. */
  public static SpineDecoded decode(JsonObject payload) {
    Optional<JsonObject> datagram = EebusJson.toPlain(payload).object("datagram");
    if (datagram.isEmpty()) {
      return new SpineDecoded.Malformed("no datagram");
    }
    Optional<SpineHeader> header = datagram.get().object("header").flatMap(SpineHeader::read);
    if (header.isEmpty()) {
      return new SpineDecoded.Malformed(
          "its header lacks a source, a destination, a counter or a classifier");
    }
    Optional<SpineCommand> command =
        datagram.get().object("payload").flatMap(SpineCodec::first).flatMap(SpineCommand::read);
    return command.isPresent()
        ? new SpineDecoded.Ok(new SpineDatagram(header.get(), command.get()))
        : new SpineDecoded.Malformed("no command");
  }

  /** Writes a payload in EEBUS form. */
  public static JsonObject encode(SpineDatagram datagram) {
    JsonArray commands = JsonValue.array(datagram.command().toJson());
    return EebusJson.fromPlain(
        JsonValue.object()
            .put(
                "datagram",
                JsonValue.object()
                    .put("header", datagram.header().toJson())
                    .put("payload", JsonValue.object().put("cmd", commands)))
            .build());
  }

  /** The first command; a list of one that lacks its inner list is one all the same. */
  private static Optional<JsonObject> first(JsonObject payload) {
    List<JsonValue> items = payload.items("cmd").orElse(List.of());
    return items.isEmpty()
        ? payload.object("cmd")
        : Optional.of(items.getFirst())
            .filter(JsonObject.class::isInstance)
            .map(JsonObject.class::cast);
  }
}
