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
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The records as JSON. Strict: an entry that is not understood whole is not taken in part. */
final class RecordsJson {
  private static final long VERSION = 1;
  private static final long LONGEST_PENALTY_MILLIS = 3_600_000;

  /** An entry that says more, such as that its trust is pending, is not trusted for the rest. */
  private static final Set<String> MEMBERS_OF_TRUST =
      Set.of("ski", "shipId", "origin", "userTrust", "addedAt", "formerShipId", "pin");

  private static final Set<String> MEMBERS_OF_PEER = Set.of("ski", "host", "port", "path");

  private RecordsJson() {}

  /** What was read; without some entries, if they are none. */
  sealed interface Read {
    record Ok(StoredState state, List<RejectedEntry> rejected) implements Read {}

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
        .put("origin", name(trusted.origin()))
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
      List<RejectedEntry> rejected = new ArrayList<>();
      List<TrustRecord> trusted =
          entries(root, "trusted", RecordsJson::trust, TrustRecord::ski, rejected);
      List<StaticPeer> peers = entries(root, "peers", RecordsJson::peer, StaticPeer::ski, rejected);
      return new Read.Ok(new StoredState(trusted, peers), List.copyOf(rejected));
    } catch (BadEntry bad) {
      return new Read.Failed(String.valueOf(bad.getMessage()));
    }
  }

  private static <T> List<T> entries(
      JsonObject root,
      String name,
      Function<JsonObject, T> reader,
      Function<T, Ski> ski,
      List<RejectedEntry> rejected) {
    List<JsonValue> items =
        root.items(name).orElseThrow(() -> new BadEntry("\"" + name + "\" is missing"));
    List<T> entries = new ArrayList<>();
    Set<Ski> seen = new HashSet<>();
    for (int index = 0; index < items.size(); index++) {
      JsonValue item = items.get(index);
      try {
        T entry = reader.apply(object(item));
        if (!seen.add(ski.apply(entry))) {
          throw new BadEntry("names a device a second time");
        }
        entries.add(entry);
      } catch (BadEntry | IllegalArgumentException | DateTimeException | ArithmeticException bad) {
        rejected.add(
            new RejectedEntry(name + "[" + index + "]", String.valueOf(bad.getMessage()), item));
      }
    }
    return entries;
  }

  private static JsonObject object(JsonValue item) {
    if (item instanceof JsonObject object) {
      return object;
    }
    throw new BadEntry("is no object");
  }

  private static void requireOnly(Set<String> known, JsonObject entry) {
    for (String member : entry.members().keySet()) {
      if (!known.contains(member)) {
        throw new BadEntry("\"" + member + "\" is not known to this version");
      }
    }
  }

  private static TrustRecord.Origin origin(String name) {
    return Arrays.stream(TrustRecord.Origin.values())
        .filter(origin -> name(origin).equals(name))
        .findFirst()
        .orElseThrow(() -> new BadEntry("\"origin\" is " + name + ", which is none"));
  }

  private static String name(TrustRecord.Origin origin) {
    return origin.name().toLowerCase(Locale.ROOT);
  }

  private static TrustRecord trust(JsonObject entry) {
    requireOnly(MEMBERS_OF_TRUST, entry);
    Optional<ShipId> shipId = entry.text("shipId").map(ShipId::new);
    TrustRecord.Origin origin = origin(text(entry, "origin"));
    long userTrust = number(entry, "userTrust");
    if (userTrust != origin.userTrust()) {
      throw new BadEntry("\"userTrust\" is " + userTrust + ", which no user has given");
    }
    return new TrustRecord(
        new Ski(text(entry, "ski")),
        shipId,
        origin,
        origin.userTrust(),
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
    requireOnly(MEMBERS_OF_PEER, entry);
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
}
