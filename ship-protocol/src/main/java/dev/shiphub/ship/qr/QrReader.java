package dev.shiphub.ship.qr;

import dev.shiphub.ship.Pin;
import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.Ski;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads QR texts as they are scanned or typed: any order and case, with or without blanks between
 * digits, with or without an end. Never throws, whatever the text. Any thread.
 */
public final class QrReader {
  private static final String HEAD = "SHIP;";
  private static final String END = "ENDSHIP";
  private static final int LONGEST = 4_096;
  private static final int LONGEST_VALUE = 128;
  private static final int MOST_CATEGORIES = 16;
  private static final List<QrKey> KEYS = List.of(QrKey.values());
  private static final Pattern CATEGORY = Pattern.compile("[1-9][0-9]{0,2}");
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

  private QrReader() {}

  /** What became of a text. */
  public sealed interface Read {
    /** It says who the device is. */
    record Ok(QrText qr) implements Read {}

    /**
     * It does not.
     *
     * @param what what is wrong, in words that quote nothing of it
     */
    record Failed(String what) implements Read {}
  }

  /** Whether somebody means it as a QR text, right or wrong. */
  public static boolean isMeant(String text) {
    return text.strip().regionMatches(true, 0, HEAD, 0, HEAD.length());
  }

  /** Reads a text; what is optional and makes no sense is left out. */
  public static Read read(String text) {
    if (text.length() > LONGEST) {
      return new Read.Failed("longer than " + LONGEST + " characters");
    }
    if (!isMeant(text)) {
      return new Read.Failed("it does not begin with " + HEAD);
    }
    Map<QrKey, List<String>> values = values(text.strip().substring(HEAD.length()));
    List<Ski> skis =
        values.getOrDefault(QrKey.SKI, List.of()).stream()
            .map(Ski::parse)
            .filter(Optional::isPresent)
            .map(Optional::get)
            .distinct()
            .toList();
    if (skis.size() != 1) {
      return new Read.Failed(skis.isEmpty() ? "it has no SKI of 40 hex digits" : "it has two SKIs");
    }
    Optional<String> printed = first(values, QrKey.PIN);
    Optional<Pin> pin = printed.flatMap(Pin::parse);
    if (printed.isPresent() && pin.isEmpty()) {
      return new Read.Failed("its PIN is not 8 to 16 hex digits");
    }
    return new Read.Ok(qr(skis.getFirst(), pin, values));
  }

  private static QrText qr(Ski ski, Optional<Pin> pin, Map<QrKey, List<String>> values) {
    return new QrText(
        ski,
        first(values, QrKey.ID).flatMap(ShipId::parse),
        pin,
        label(values, QrKey.BRAND),
        label(values, QrKey.TYPE),
        label(values, QrKey.MODEL),
        label(values, QrKey.SERIAL),
        first(values, QrKey.CAT).map(QrReader::categories).orElse(List.of()));
  }

  /** A value ends at the first semicolon; only the first colon separates it from its key. */
  private static Map<QrKey, List<String>> values(String text) {
    Map<QrKey, List<String>> values = new EnumMap<>(QrKey.class);
    for (String pair : text.split(";", -1)) {
      if (pair.strip().equalsIgnoreCase(END)) {
        break;
      }
      int colon = pair.indexOf(':');
      if (colon > 0) {
        key(pair.substring(0, colon))
            .ifPresent(
                key ->
                    values
                        .computeIfAbsent(key, _ -> new ArrayList<>())
                        .add(pair.substring(colon + 1).strip()));
      }
    }
    return values;
  }

  /**
   * A loop, not a stream: a text may be nothing but keys, and what each costs is the whole cost.
   */
  private static Optional<QrKey> key(String name) {
    String stripped = name.strip();
    for (QrKey key : KEYS) {
      if (key.name().equalsIgnoreCase(stripped)) {
        return Optional.of(key);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> first(Map<QrKey, List<String>> values, QrKey key) {
    return values.getOrDefault(key, List.of()).stream()
        .filter(value -> !value.isEmpty())
        .findFirst();
  }

  private static Optional<String> label(Map<QrKey, List<String>> values, QrKey key) {
    return first(values, key)
        .filter(value -> value.length() <= LONGEST_VALUE)
        .filter(value -> !INVISIBLE.matcher(value).find());
  }

  private static List<Integer> categories(String value) {
    return Arrays.stream(value.split(",", MOST_CATEGORIES + 1))
        .limit(MOST_CATEGORIES)
        .map(String::strip)
        .filter(number -> CATEGORY.matcher(number).matches())
        .map(Integer::valueOf)
        .toList();
  }
}
