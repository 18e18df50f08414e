package dev.shiphub.sim.scenario;

import dev.shiphub.ship.Pin;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.word.NearestWord;
import dev.shiphub.sim.profile.Catalogue;
import dev.shiphub.sim.quirk.QuirkSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What the value of a key may be.
 *
 * @param words what it takes, for people: "a …"
 * @param shape whether it is one value, a list, or something that is looked into further
 * @param isFit whether one value is one of these; looked at with {@link Shape#TEXT} only
 * @param choices the words that there are; empty if there are none in particular
 * @param schema of JSON Schema
 */
record Kind(
    String words, Shape shape, Predicate<String> isFit, List<String> choices, JsonObject schema) {
  private static final Pattern SPAN = Pattern.compile(Spans.FORM);
  private static final Pattern HEX = Pattern.compile("([0-9a-fA-F]{2}[ :]?)*");
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");
  private static final Pattern LOOPBACK =
      Pattern.compile("127(\\.([0-9]|[1-9][0-9]|1[0-9]{2}|2[0-4][0-9]|25[0-5])){3}");

  /** How deep it goes. */
  enum Shape {
    /** One value. */
    TEXT,
    /** A list of values. */
    TEXTS,
    /** Members of a message, in order. */
    MEMBERS,
    /** Steps. */
    STEPS
  }

  static final Kind NAME_OF_PEER =
      pattern("a peer of this scenario", NAME.pattern(), text -> NAME.matcher(text).matches());
  static final Kind WORD =
      pattern(
          "a word of small letters, digits and -",
          NAME.pattern(),
          text -> NAME.matcher(text).matches());
  static final Kind SPAN_OF_TIME =
      pattern(
          "a duration of at most 10m, such as 500ms, 5s or 2m",
          SPAN.pattern(),
          text -> Spans.parse(text).isPresent());
  static final Kind BYTES =
      pattern("bytes in hex", HEX.pattern(), text -> HEX.matcher(text).matches()).orDigits();
  static final Kind ADDRESS =
      pattern(
          "an address of loopback, such as 127.1.0.2",
          LOOPBACK.pattern(),
          text -> LOOPBACK.matcher(text).matches());
  static final Kind TEXT =
      new Kind("a text", Shape.TEXT, _ -> true, List.of(), type("string", "number", "boolean"));
  static final Kind FLAG = choice("true", "false").with(type("boolean"));
  static final Kind MEMBERS_OF_A_MESSAGE =
      new Kind(
          "keys with one value each",
          Shape.MEMBERS,
          _ -> true,
          List.of(),
          JsonValue.object()
              .put("type", "object")
              .put("additionalProperties", type("string", "number", "boolean"))
              .build());
  static final Kind PROFILE = choice(Catalogue.names().toArray(String[]::new));
  static final Kind LIKE =
      choice(QuirkSet.names().toArray(String[]::new)).called("a set of quirks, as of sim list");
  static final Kind QUIRKS =
      new Kind(
          "a list of quirks, each name or name=value",
          Shape.TEXTS,
          _ -> true,
          List.of(),
          JsonValue.object().put("type", "array").put("items", type("string")).build());
  static final Kind PIN =
      pattern(
              "a PIN of 8 to 16 hex digits",
              "[0-9a-fA-F]{8,16}",
              text -> Pin.parse(text).isPresent())
          .orDigits();
  static final Kind PIN_OR_TARGET =
      pattern(
              "a PIN of 8 to 16 hex digits, or target",
              "([0-9a-fA-F]{8,16}|target)",
              text -> text.equals("target") || Pin.parse(text).isPresent())
          .orDigits();
  static final Kind STEPS =
      new Kind(
          "a list of steps",
          Shape.STEPS,
          _ -> true,
          List.of(),
          JsonValue.object().put("$ref", "#/$defs/steps").build());

  static Kind choice(String... words) {
    List<String> all = List.of(words);
    return new Kind(
        "one of " + String.join(", ", all),
        Shape.TEXT,
        all::contains,
        all,
        JsonValue.object().put("enum", JsonValue.texts(all)).build());
  }

  static Kind number(int least, int most) {
    return new Kind(
        "a number from " + least + " to " + most,
        Shape.TEXT,
        text -> isWithin(text, least, most),
        List.of(),
        JsonValue.object()
            .put("type", "integer")
            .put("minimum", least)
            .put("maximum", most)
            .build());
  }

  /** A number, or this word. */
  static Kind numberOr(int least, int most, String word) {
    return new Kind(
        "a number from " + least + " to " + most + ", or " + word,
        Shape.TEXT,
        text -> text.equals(word) || isWithin(text, least, most),
        List.of(),
        JsonValue.object()
            .put(
                "anyOf",
                new JsonValue.JsonArray(List.of(number(least, most).schema, choice(word).schema)))
            .build());
  }

  private static boolean isWithin(String text, int least, int most) {
    return text.matches("-?[0-9]{1,9}")
        && Integer.parseInt(text) >= least
        && Integer.parseInt(text) <= most;
  }

  private static Kind pattern(String words, String pattern, Predicate<String> isFit) {
    JsonObject schema =
        JsonValue.object().put("type", "string").put("pattern", "^" + pattern + "$").build();
    return new Kind(words, Shape.TEXT, isFit, List.of(), schema);
  }

  /** The same where digits alone do, which YAML takes for a number. */
  private Kind orDigits() {
    var schema = JsonValue.object();
    this.schema.members().forEach(schema::put);
    return with(schema.put("type", JsonValue.texts(List.of("string", "integer"))).build());
  }

  private Kind with(JsonObject other) {
    return new Kind(words, shape, isFit, choices, other);
  }

  private Kind called(String other) {
    return new Kind(other, shape, isFit, choices, schema);
  }

  private static JsonObject type(String... types) {
    return types.length == 1
        ? JsonValue.object().put("type", types[0]).build()
        : JsonValue.object().put("type", JsonValue.texts(List.of(types))).build();
  }

  /** What is wrong with one value. */
  Optional<String> complaint(String text) {
    if (isFit.test(text)) {
      return Optional.empty();
    }
    String nearest =
        choices.isEmpty() || choices.contains("true")
            ? ""
            : "; the nearest valid one is \"" + NearestWord.to(text, choices) + "\"";
    return Optional.of("takes " + words + ", not \"" + text + "\"" + nearest);
  }
}
