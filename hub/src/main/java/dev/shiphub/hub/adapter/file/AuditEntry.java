package dev.shiphub.hub.adapter.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.json.JsonLimits;
import dev.shiphub.ship.json.JsonObjectBuilder;
import dev.shiphub.ship.json.JsonReader;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.json.JsonWriter;
import dev.shiphub.ship.json.Parsed;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One line of the audit log, bound to the line before it.
 *
 * @param seq its number in the chain, from 1
 * @param at when, by the wall clock, which may step
 * @param word what it says
 * @param prev the hash of the entry before; {@link #NOTHING} if there is none
 * @param hash SHA-256, in hex, of the line up to the member that holds it
 */
record AuditEntry(long seq, Instant at, AuditWord word, String prev, String hash) {
  /** Before the first entry. */
  static final String NOTHING = "0".repeat(64);

  /** In octets; twice what the longest texts can take. */
  static final int LONGEST_LINE = 16 * 1024;

  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
  private static final String BEFORE_HASH = ",\"hash\":\"";
  private static final String AFTER_HASH = "\"}";
  private static final int TAIL = BEFORE_HASH.length() + NOTHING.length() + AFTER_HASH.length();
  private static final JsonReader READER = new JsonReader(JsonLimits.ofBytes(LONGEST_LINE));

  /** What a line is. */
  sealed interface Read {
    record Ok(AuditEntry entry) implements Read {}

    /**
     * None.
     *
     * @param what what is wrong, for people
     */
    record Bad(String what) implements Read {}
  }

  /** One that is not written yet. */
  static AuditEntry of(long seq, Instant at, AuditWord word, String prev) {
    Instant millis = at.truncatedTo(ChronoUnit.MILLIS);
    return new AuditEntry(seq, millis, word, prev, sha256(body(seq, millis, word, prev)));
  }

  /** All that the hash covers: each member but itself. */
  private static byte[] body(long seq, Instant at, AuditWord word, String prev) {
    byte[] whole = JsonWriter.COMPACT.bytes(members(seq, at, word, prev).build());
    return Arrays.copyOf(whole, whole.length - 1);
  }

  private static JsonObjectBuilder members(long seq, Instant at, AuditWord word, String prev) {
    return JsonValue.object()
        .put("seq", seq)
        .put("at", at.toString())
        .put("deed", word.deed())
        .putIfPresent("ski", word.ski().map(ski -> JsonValue.of(ski.hex())))
        .put("who", word.who())
        .put("how", word.how())
        .put("evidence", word.evidence())
        .put("prev", prev);
  }

  /** For programs. */
  JsonObject toJson() {
    return members(seq, at, word, prev).put("hash", hash).build();
  }

  /** The line, without its end. */
  byte[] line() {
    return JsonWriter.COMPACT.bytes(toJson());
  }

  /** Reads a line, without its end. */
  static Read read(byte[] line) {
    String tail =
        line.length < TAIL || line.length > LONGEST_LINE
            ? ""
            : new String(line, line.length - TAIL, TAIL, UTF_8);
    if (!tail.startsWith(BEFORE_HASH) || !tail.endsWith(AFTER_HASH)) {
      return new Read.Bad("it is no entry");
    }
    String hash = tail.substring(BEFORE_HASH.length(), TAIL - AFTER_HASH.length());
    if (!hash.equals(sha256(Arrays.copyOf(line, line.length - TAIL)))) {
      return new Read.Bad("it was changed: its hash is not that of its content");
    }
    return READER.read(line) instanceof Parsed.Ok(JsonObject members)
        ? entry(members, hash)
        : new Read.Bad("it is no entry");
  }

  private static Read entry(JsonObject members, String hash) {
    Optional<Ski> ski = members.text("ski").flatMap(Ski::parse);
    Optional<Long> seq = members.integer("seq");
    Optional<String> at = members.text("at");
    Optional<String> deed = members.text("deed");
    Optional<String> prev = members.text("prev");
    if (seq.isEmpty() || at.isEmpty() || deed.isEmpty() || prev.isEmpty()) {
      return new Read.Bad("it is no entry: a member is missing");
    }
    AuditWord word =
        new AuditWord(
            deed.get(),
            ski,
            members.text("who").orElse(""),
            members.text("how").orElse(""),
            members.text("evidence").orElse(""));
    try {
      return new Read.Ok(
          new AuditEntry(seq.get(), Instant.parse(at.get()), word, prev.get(), hash));
    } catch (DateTimeException noTime) {
      return new Read.Bad("it is no entry: \"at\" is no time");
    }
  }

  /** Whether a text can be a hash. */
  static boolean isHash(String text) {
    return HASH.matcher(text).matches();
  }

  /** In hex. */
  static String sha256(byte[] octets) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java has SHA-256", missing);
    }
  }
}
