package dev.shiphub.ship.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * A JSON value: small, ordered, unchangeable.
 *
 * <p>Objects keep the order of their members, which EEBUS JSON needs (SHIP 11). Values come from a
 * {@link JsonReader}, from {@link #object()}, or from the {@code of} methods. Any thread.
 */
public sealed interface JsonValue {
  /** An object under construction. */
  static JsonObjectBuilder object() {
    return new JsonObjectBuilder();
  }

  /** An object with one member. */
  static JsonObject member(String name, JsonValue value) {
    return new JsonObject(new FewMembers(new String[] {name}, new JsonValue[] {value}));
  }

  /** A list of these items. */
  static JsonArray array(JsonValue... items) {
    return new JsonArray(List.of(items));
  }

  /** A list of texts. */
  static JsonArray texts(Collection<String> texts) {
    return new JsonArray(texts.stream().<JsonValue>map(JsonText::new).toList());
  }

  /** A text. */
  static JsonText of(String text) {
    return new JsonText(text);
  }

  /** A whole number. */
  static JsonNumber of(long number) {
    return new JsonNumber(Long.toString(number));
  }

  /** True or false. */
  static JsonBoolean of(boolean flag) {
    return flag ? JsonBoolean.TRUE : JsonBoolean.FALSE;
  }

  /**
   * An object; a name that came twice keeps the last value.
   *
   * <p>The typed readers answer empty both where the member is missing and where it is of another
   * type.
   */
  record JsonObject(SequencedMap<String, JsonValue> members) implements JsonValue {
    /** An object without members. */
    public static final JsonObject EMPTY = new JsonObject(new LinkedHashMap<>());

    public JsonObject {
      members = FewMembers.copyOf(members);
    }

    /** The same names with other values, in the same order. */
    public JsonObject withEach(UnaryOperator<JsonValue> change) {
      return new JsonObject(FewMembers.withEach(members, change));
    }

    /** The member of that name. */
    public Optional<JsonValue> get(String name) {
      return Optional.ofNullable(members.get(name));
    }

    /** The text of that name. */
    public Optional<String> text(String name) {
      return members.get(name) instanceof JsonText(String text)
          ? Optional.of(text)
          : Optional.empty();
    }

    /** The whole number of that name, as far as a {@code long} holds it. */
    public Optional<Long> integer(String name) {
      return members.get(name) instanceof JsonNumber number ? number.toLong() : Optional.empty();
    }

    /** The truth value of that name. */
    public Optional<Boolean> flag(String name) {
      return members.get(name) instanceof JsonBoolean(boolean isTrue)
          ? Optional.of(isTrue)
          : Optional.empty();
    }

    /** The object of that name. */
    public Optional<JsonObject> object(String name) {
      return members.get(name) instanceof JsonObject object
          ? Optional.of(object)
          : Optional.empty();
    }

    /** The items of the list of that name. */
    public Optional<List<JsonValue>> items(String name) {
      return members.get(name) instanceof JsonArray(List<JsonValue> items)
          ? Optional.of(items)
          : Optional.empty();
    }
  }

  /** A list. */
  record JsonArray(List<JsonValue> items) implements JsonValue {
    /** An empty list; in EEBUS JSON also an empty object. */
    public static final JsonArray EMPTY = new JsonArray(List.of());

    public JsonArray {
      items = List.copyOf(items);
    }
  }

  /** A string. */
  record JsonText(String text) implements JsonValue {}

  /**
   * A number, kept as it was written.
   *
   * @param literal a JSON number, at most {@value #LONGEST} characters
   */
  record JsonNumber(String literal) implements JsonValue {
    /** Longer literals carry no meaning in our protocols and are costly to convert. */
    public static final int LONGEST = 100;

    private static final int MOST_DIGITS = 20;
    private static final Pattern GRAMMAR =
        Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");

    /**
     * @throws IllegalArgumentException unless {@code literal} is a JSON number; for foreign text
     *     see {@link #parse}
     */
    public JsonNumber {
      if (!isNumber(literal)) {
        throw new IllegalArgumentException("not a JSON number");
      }
    }

    /** Reads a text that should be a number; empty if it is none. */
    public static Optional<JsonNumber> parse(String text) {
      return isNumber(text) ? Optional.of(new JsonNumber(text)) : Optional.empty();
    }

    /**
     * The value, if it is whole and a {@code long} holds it; {@code 1.0} and {@code 1e3} are whole.
     */
    public Optional<Long> toLong() {
      return toWhole().filter(whole -> whole.bitLength() < Long.SIZE).map(BigInteger::longValue);
    }

    /** The value, if it is whole and has at most {@value #MOST_DIGITS} digits. */
    public Optional<BigInteger> toWhole() {
      try {
        BigDecimal exact = new BigDecimal(literal);
        if (exact.signum() == 0) {
          return Optional.of(BigInteger.ZERO);
        }
        // Before conversion: 1e999999999 would be a gigabyte.
        long digitsBeforePoint = (long) exact.precision() - exact.scale();
        return digitsBeforePoint < 1 || digitsBeforePoint > MOST_DIGITS
            ? Optional.empty()
            : Optional.of(exact.toBigIntegerExact());
      } catch (ArithmeticException | NumberFormatException fractionOrExponentOutOfRange) {
        return Optional.empty();
      }
    }

    private static boolean isNumber(String text) {
      return text.length() <= LONGEST && (isWhole(text) || GRAMMAR.matcher(text).matches());
    }

    /** Most numbers are whole, and a look at each digit is ten times faster than the pattern. */
    private static boolean isWhole(String text) {
      int first = text.startsWith("-") ? 1 : 0;
      for (int at = first; at < text.length(); at++) {
        char c = text.charAt(at);
        if (c < '0' || c > '9') {
          return false;
        }
      }
      return text.length() == first + 1 || (text.length() > first && text.charAt(first) != '0');
    }
  }

  /** True or false. */
  record JsonBoolean(boolean isTrue) implements JsonValue {
    /** True. */
    public static final JsonBoolean TRUE = new JsonBoolean(true);

    /** False. */
    public static final JsonBoolean FALSE = new JsonBoolean(false);
  }

  /** Null. */
  record JsonNull() implements JsonValue {
    /** The one that is enough. */
    public static final JsonNull NULL = new JsonNull();
  }
}
