package dev.shiphub.sim.quirk;

import dev.shiphub.ship.Role;
import dev.shiphub.ship.json.JsonLimits;
import dev.shiphub.ship.json.JsonReader;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.json.JsonWriter;
import dev.shiphub.ship.json.Parsed;
import dev.shiphub.ship.wire.EebusJson;
import dev.shiphub.ship.wire.Frame;
import dev.shiphub.ship.wire.FrameCodec;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * How a device words its SHIP messages: what SHIP would have it send goes in, what it sends comes
 * out. Pure, but for what it owes an echo; owned by one connection.
 */
final class Wording {
  private static final Set<Quirk> QUIRKS =
      Set.of(
          Quirk.WAITING_IN_SECONDS,
          Quirk.PENDING_WITHOUT_WAITING,
          Quirk.READY_WITHOUT_WAITING,
          Quirk.WAITING_UNDERFLOW,
          Quirk.MISSPELT_PROLONGATION,
          Quirk.TRAILING_NUL,
          Quirk.WHITE_SPACE,
          Quirk.PLAIN_JSON,
          Quirk.SHUFFLED_ORDER,
          Quirk.EXPLICIT_DEFAULTS,
          Quirk.FLAT_ERROR,
          Quirk.FREE_CLOSE_REASON,
          Quirk.ECHOES,
          Quirk.BIG_MESSAGES,
          Quirk.NO_CLOSE_CONFIRM,
          Quirk.ANNOUNCE_FOR_ANNOUNCE,
          Quirk.NO_ACCESS_METHODS);

  private static final int MOST_BYTES = 4 << 20;
  private static final Set<String> ECHOED = Set.of("connectionHello", "accessMethods");
  private static final JsonReader READER = new JsonReader(JsonLimits.ofBytes(MOST_BYTES));

  private final Quirks quirks;
  private final boolean isEchoing;
  private final Changes changes;

  Wording(Quirks quirks, Role role) {
    this.quirks = quirks;
    isEchoing = quirks.has(Quirk.ECHOES) && role == Role.SERVER;
    changes = new Changes(quirks);
  }

  /** Whether such quirks change any message. */
  static boolean isChangedBy(Quirks quirks) {
    return !quirks.hasNoneOf(QUIRKS);
  }

  /** What is sent instead; empty for nothing. */
  Optional<byte[]> outgoing(byte[] message) {
    Optional<JsonObject> root = root(message);
    if (root.isEmpty()) {
      return Optional.of(message);
    }
    String name = root.get().members().firstEntry().getKey();
    boolean isOwed = isEchoing && ECHOED.contains(name);
    boolean isKept = quirks.has(Quirk.NO_ACCESS_METHODS) && name.equals("accessMethods");
    return isOwed || isKept
        ? Optional.empty()
        : changes.of(name, root.get()).map(changed -> bytes(message[0], changed));
  }

  /** What the device takes a message of its peer for. */
  byte[] incoming(byte[] message) {
    if (!quirks.has(Quirk.WAITING_IN_SECONDS)) {
      return message;
    }
    return root(message)
        .filter(root -> root.get("connectionHello").isPresent())
        .map(root -> plainBytes(message[0], Changes.takenForSeconds(root)))
        .orElse(message);
  }

  /** What the device says to a message without thinking. */
  Optional<byte[]> echo(byte[] message) {
    return isEchoing
            && root(message)
                .filter(root -> ECHOED.contains(root.members().firstEntry().getKey()))
                .isPresent()
        ? Optional.of(message)
        : Optional.empty();
  }

  /** Empty for what is no JSON, or is none of the messages of SHIP. */
  private static Optional<JsonObject> root(byte[] message) {
    if (message.length < 2 || message[0] == Frame.Type.INIT.octet()) {
      return Optional.empty();
    }
    byte[] value = Arrays.copyOfRange(message, 1, message.length);
    return READER.read(value) instanceof Parsed.Ok(JsonObject root) && !root.members().isEmpty()
        ? Optional.of(root)
        : Optional.empty();
  }

  private byte[] bytes(byte type, JsonObject root) {
    JsonObject form = quirks.has(Quirk.PLAIN_JSON) ? EebusJson.toPlain(root) : root;
    byte[] json = JsonWriter.BRACKET_SAFE.bytes(form);
    byte[] spaced = quirks.has(Quirk.WHITE_SPACE) ? Blanks.between(json) : json;
    boolean isData = type == Frame.Type.DATA.octet();
    int least = isData ? quirks.count(Quirk.BIG_MESSAGES).orElse(0) : 0;
    byte[] big = Blanks.padded(spaced, least - 1);
    byte[] ended = Arrays.copyOf(big, big.length + quirks.count(Quirk.TRAILING_NUL).orElse(0));
    byte[] message = new byte[1 + ended.length];
    message[0] = type;
    System.arraycopy(ended, 0, message, 1, ended.length);
    return message;
  }

  private static byte[] plainBytes(byte type, JsonObject root) {
    Frame.Type known =
        Arrays.stream(Frame.Type.values())
            .filter(it -> it.octet() == type)
            .findFirst()
            .orElseThrow();
    return FrameCodec.encode(known, JsonWriter.BRACKET_SAFE.bytes(root));
  }
}
