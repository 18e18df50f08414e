package dev.shiphub.hub.adapter.file;

import dev.shiphub.hub.core.PinRecord;
import dev.shiphub.hub.core.StaticPeer;
import dev.shiphub.hub.core.StoredState;
import dev.shiphub.hub.core.TrustRecord;
import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.discovery.Endpoint;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.json.JsonWriter;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The records as JSON. Strict: what is not understood whole is not taken in part. */
final class RecordsJson {
  private static final long VERSION = 1;
  private static final long LONGEST_PENALTY_MILLIS = 3_600_000;

  private RecordsJson() {}

  /** What was read. */
  sealed interface Read {
    record Ok(StoredState state) implements Read {}

    record Failed(String what) implements Read {}
  }

  /** An entry that cannot be understood. */
  private static final class BadEntry extends RuntimeException {
    BadEntry(String what) {
      super(what);
    }
  }

  /** One entry a line, so that people can read it and differences are small. */
  static String write(StoredState state) {
    return "{\"version\":"
        + VERSION
        + ",\n\"trusted\":["
        + lines(state.trusted().stream().map(RecordsJson::trust))
        + "],\n\"peers\":["
        + lines(state.peers().stream().map(RecordsJson::peer))
        + "]}\n";
  }

  private static String lines(Stream<JsonValue> entries) {
    return entries
        .map(entry -> "\n  " + JsonWriter.COMPACT.text(entry))
        .collect(Collectors.joining(","));
  }

  private static JsonValue trust(TrustRecord trusted) {
    return JsonValue.object()
        .put("ski", trusted.ski().hex())
        .putIfPresent("shipId", trusted.shipId().map(id -> JsonValue.of(id.value())))
        .put("origin", trusted.origin().name().toLowerCase(Locale.ROOT))
        .put("userTrust", trusted.userTrust())
        .put("addedAt", trusted.addedAt().toString())
        .putIfPresent("formerShipId", trusted.formerId().map(id -> JsonValue.of(id.value())))
        .putIfPresent(
            "pin",
            Optional.of(trusted.pin())
                .filter(it -> !it.equals(PinRecord.NONE))
                .map(RecordsJson::pin))
        .build();
  }

  private static JsonValue pin(PinRecord pin) {
    return JsonValue.object()
        .put("verified", pin.isVerified())
        .put("wrong", pin.wrong())
        .put("penaltyMillis", pin.penalty().toMillis())
        .build();
  }

  private static JsonValue peer(StaticPeer peer) {
    Endpoint endpoint = peer.endpoint();
    return JsonValue.object()
        .put("ski", peer.ski().hex())
        .put("host", endpoint.hosts().getFirst())
        .put("port", endpoint.port())
        .put("path", endpoint.path())
        .build();
  }

  static Read read(JsonObject root) {
    Optional<Long> version = root.integer("version");
    if (version.isEmpty() || version.get() != VERSION) {
      return new Read.Failed(
          "its version is "
              + version.map(String::valueOf).orElse("missing")
              + ", this shiphub reads version "
              + VERSION);
    }
    try {
      List<TrustRecord> trusted = entries(root, "trusted", RecordsJson::trust);
      List<StaticPeer> peers = entries(root, "peers", RecordsJson::peer);
      requireOnce(trusted.stream().map(TrustRecord::ski).toList(), "trusted");
      requireOnce(peers.stream().map(StaticPeer::ski).toList(), "peers");
      return new Read.Ok(new StoredState(trusted, peers));
    } catch (BadEntry bad) {
      return new Read.Failed(String.valueOf(bad.getMessage()));
    }
  }

  private static <T> List<T> entries(JsonObject root, String name, Function<JsonObject, T> reader) {
    List<JsonValue> items =
        root.items(name).orElseThrow(() -> new BadEntry("\"" + name + "\" is missing"));
    List<T> entries = new ArrayList<>();
    for (JsonValue item : items) {
      String where = name + "[" + entries.size() + "]: ";
      if (!(item instanceof JsonObject object)) {
        throw new BadEntry(where + "is no object");
      }
      try {
        entries.add(reader.apply(object));
      } catch (BadEntry | IllegalArgumentException | DateTimeException bad) {
        throw new BadEntry(where + bad.getMessage());
      }
    }
    return entries;
  }

  private static TrustRecord trust(JsonObject entry) {
    Optional<ShipId> shipId = entry.text("shipId").map(ShipId::new);
    String origin = text(entry, "origin").toUpperCase(Locale.ROOT);
    return new TrustRecord(
        new Ski(text(entry, "ski")),
        shipId,
        TrustRecord.Origin.valueOf(origin),
        Math.toIntExact(number(entry, "userTrust")),
        Instant.parse(text(entry, "addedAt")),
        entry.text("formerShipId").map(ShipId::new),
        entry.get("pin").isPresent() ? pin(entry) : PinRecord.NONE);
  }

  private static PinRecord pin(JsonObject entry) {
    JsonObject pin = entry.object("pin").orElseThrow(() -> new BadEntry("\"pin\" is no object"));
    boolean isVerified =
        pin.flag("verified").orElseThrow(() -> new BadEntry("\"verified\" is missing"));
    long wrong = number(pin, "wrong");
    long penalty = number(pin, "penaltyMillis");
    if (wrong < 0 || wrong > Integer.MAX_VALUE || penalty < 0 || penalty > LONGEST_PENALTY_MILLIS) {
      throw new BadEntry("\"pin\" is out of range");
    }
    return new PinRecord(isVerified, (int) wrong, Duration.ofMillis(penalty));
  }

  private static StaticPeer peer(JsonObject entry) {
    Endpoint endpoint =
        new Endpoint(
            List.of(text(entry, "host")),
            Math.toIntExact(number(entry, "port")),
            text(entry, "path"),
            Optional.empty());
    return new StaticPeer(new Ski(text(entry, "ski")), endpoint);
  }

  private static String text(JsonObject entry, String name) {
    return entry.text(name).orElseThrow(() -> new BadEntry("\"" + name + "\" is missing"));
  }

  private static long number(JsonObject entry, String name) {
    return entry.integer(name).orElseThrow(() -> new BadEntry("\"" + name + "\" is missing"));
  }

  private static void requireOnce(List<Ski> skis, String name) {
    if (new HashSet<>(skis).size() != skis.size()) {
      throw new BadEntry("\"" + name + "\" names a device twice");
    }
  }
}
