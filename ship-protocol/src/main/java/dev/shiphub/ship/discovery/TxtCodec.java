package dev.shiphub.ship.discovery;

import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.Ski;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The keys and values of a DNS-SD text record to what a SHIP node says of itself, and back (SHIP
 * 7.3.2).
 */
public final class TxtCodec {
  private static final String VERSION = "1";

  /** With the octet that tells the length. */
  private static final int LONGEST_ITEM_BYTES = 256;

  private static final int LONGEST_RECEIVED_BYTES = 1_300;
  private static final int LONGEST_SENT_BYTES = 400;
  private static final int MOST_CATEGORIES = 16;
  private static final Pattern CATEGORY = Pattern.compile("[1-9][0-9]{0,2}");

  private TxtCodec() {}

  /**
   * Reads a text record.
   *
   * <p>Keys have no case, and the first of equal ones counts (RFC 6763 6.4). Unknown keys, and bad
   * values of optional ones, are left out. Labels are cut and cleaned so that they can be shown.
   *
   * @param txt in the order of the record
   */
  public static TxtDecoded decode(Map<String, String> txt) {
    if (isTooLong(txt)) {
      return new TxtDecoded.Invalid("the text record is too long");
    }
    Map<String, String> values = new LinkedHashMap<>();
    txt.forEach((key, value) -> values.putIfAbsent(key.toLowerCase(Locale.ROOT), value));
    return mandatory(values);
  }

  /**
   * Writes a text record of at most 400 bytes, {@code txtvers} first; labels that do not fit are
   * left out, the less important first.
   *
   * @throws IllegalArgumentException if the SHIP ID has a {@code =}, which some nodes cannot read,
   *     or the path is none
   */
  public static SequencedMap<String, String> encode(TxtRecord txt) {
    if (txt.id().value().contains("=") || !Endpoint.isPath(txt.path())) {
      throw new IllegalArgumentException("cannot be announced: " + txt);
    }
    SequencedMap<String, String> values = new LinkedHashMap<>();
    values.put("txtvers", VERSION);
    values.put("id", txt.id().value());
    values.put("path", txt.path());
    values.put("ski", txt.ski().hex());
    values.put("register", Boolean.toString(txt.register()));
    putIfItFits(values, "cat", categories(txt.categories()));
    putIfItFits(values, "brand", txt.brand().flatMap(Label::of));
    putIfItFits(values, "model", txt.model().flatMap(Label::of));
    putIfItFits(values, "type", txt.type().flatMap(Label::of));
    putIfItFits(values, "serial", txt.serial().flatMap(Label::of));
    return Collections.unmodifiableSequencedMap(values);
  }

  private static TxtDecoded mandatory(Map<String, String> values) {
    Optional<Ski> ski = value(values, "ski").flatMap(Ski::parse);
    Optional<ShipId> id =
        value(values, "id").filter(text -> !Label.hasInvisible(text)).flatMap(ShipId::parse);
    Optional<String> path = value(values, "path").filter(Endpoint::isPath);
    Optional<Boolean> register = value(values, "register").flatMap(TxtCodec::truth);
    if (!value(values, "txtvers").equals(Optional.of(VERSION))) {
      return new TxtDecoded.Invalid("txtvers is not 1");
    }
    if (ski.isEmpty()) {
      return new TxtDecoded.Invalid("ski is missing or has not 40 hex digits");
    }
    if (id.isEmpty()) {
      return new TxtDecoded.Invalid("id is missing or no SHIP ID");
    }
    if (path.isEmpty()) {
      return new TxtDecoded.Invalid("path is missing or cannot stand in a request");
    }
    if (register.isEmpty()) {
      return new TxtDecoded.Invalid("register is neither true nor false");
    }
    return new TxtDecoded.Valid(record(values, ski.get(), id.get(), path.get(), register.get()));
  }

  private static TxtRecord record(
      Map<String, String> values, Ski ski, ShipId id, String path, boolean register) {
    return new TxtRecord(
        ski,
        id,
        path,
        register,
        value(values, "brand").flatMap(Label::of),
        value(values, "type").flatMap(Label::of),
        value(values, "model").flatMap(Label::of),
        value(values, "serial").flatMap(Label::of),
        value(values, "cat").map(TxtCodec::categories).orElse(List.of()));
  }

  private static Optional<String> value(Map<String, String> values, String key) {
    return Optional.ofNullable(values.get(key));
  }

  private static Optional<Boolean> truth(String text) {
    return switch (text) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private static List<Integer> categories(String list) {
    return Stream.of(list.split(","))
        .map(String::strip)
        .filter(category -> CATEGORY.matcher(category).matches())
        .map(Integer::valueOf)
        .distinct()
        .limit(MOST_CATEGORIES)
        .toList();
  }

  private static Optional<String> categories(List<Integer> own) {
    String list = own.stream().map(String::valueOf).collect(Collectors.joining(","));
    return Optional.of(list).filter(some -> !some.isEmpty());
  }

  private static void putIfItFits(
      SequencedMap<String, String> values, String key, Optional<String> value) {
    int used = values.entrySet().stream().mapToInt(TxtCodec::bytes).sum();
    value
        .filter(text -> used + bytes(Map.entry(key, text)) <= LONGEST_SENT_BYTES)
        .ifPresent(text -> values.put(key, text));
  }

  private static boolean isTooLong(Map<String, String> txt) {
    int total = 0;
    for (Map.Entry<String, String> item : txt.entrySet()) {
      int length = bytes(item);
      total += length;
      if (length > LONGEST_ITEM_BYTES || total > LONGEST_RECEIVED_BYTES) {
        return true;
      }
    }
    return false;
  }

  /** The length octet, the key, the sign between, and the value. */
  private static int bytes(Map.Entry<String, String> item) {
    return 1 + utf8(item.getKey()) + 1 + utf8(item.getValue());
  }

  private static int utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
