package dev.shiphub.ship.wire;

import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonArray;
import dev.shiphub.ship.json.JsonValue.JsonBoolean;
import dev.shiphub.ship.json.JsonValue.JsonNull;
import dev.shiphub.ship.json.JsonValue.JsonNumber;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.json.JsonValue.JsonText;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The members of a received element, in whichever {@link Shape} they came.
 *
 * <p>A member that cannot be read gets a stand-in and a complaint; with a complaint there is no
 * message. Complaints quote at most a few characters, and nothing of free texts. Owned by one
 * decoding.
 */
final class Fields {
  private static final int EXCERPT = 16;

  private final Frame.Type frame;
  private final String element;
  private final List<String> complaints;
  private final Map<String, JsonValue> members;

  private Fields(
      Frame.Type frame, String element, @Nullable JsonValue node, List<String> complaints) {
    this.frame = frame;
    this.element = element;
    this.complaints = complaints;
    this.members =
        Shape.sequence(node).orElseGet(() -> complaining("no sequence", new LinkedHashMap<>()));
  }

  /** The members of an element in a frame of that type. */
  static Fields of(Frame.Type frame, String element, JsonValue node) {
    return new Fields(frame, element, node, new ArrayList<>());
  }

  /** The members of an element inside; its complaints are ours. */
  Fields inner(String name) {
    return new Fields(frame, element + "." + name, members.get(name), complaints);
  }

  /** The message, if all that it was made of could be read. */
  Decoded<ShipMessage> unlessComplaint(ShipMessage message) {
    return complaints.isEmpty()
        ? new Decoded.Ok<>(message)
        : new Decoded.Malformed<>(complaints.getFirst(), frame.octet());
  }

  /** The constant whose word must stand there; the first one is the stand-in. */
  <E extends Enum<E>> E choice(String name, E[] choices, Function<E, String> words) {
    return optionalChoice(name, choices, words)
        .orElseGet(() -> complaining(name + " is missing", choices[0]));
  }

  /** The constant whose word stands there, if anything does. */
  <E extends Enum<E>> Optional<E> optionalChoice(
      String name, E[] choices, Function<E, String> words) {
    return single(name)
        .map(
            value ->
                matching(value, choices, words)
                    .orElseGet(() -> complaining(name + " is " + quoted(value), choices[0])));
  }

  /** The constant whose word stands there, if anything does; {@code other} for unknown words. */
  <E extends Enum<E>> Optional<E> choiceOr(
      E other, String name, E[] choices, Function<E, String> words) {
    return single(name).map(value -> matching(value, choices, words).orElse(other));
  }

  /** The text that must stand there. */
  String text(String name) {
    return switch (single(name).orElse(JsonNull.NULL)) {
      case JsonText(String text) -> text;
      case JsonNull() -> complaining(name + " is missing", "");
      case JsonNumber _, JsonBoolean _, JsonArray _, JsonObject _ ->
          complaining(name + " is no text", "");
    };
  }

  /** The text of that form that must stand there; a wrong one is never quoted. */
  String text(String name, Pattern form) {
    String text = text(name);
    return form.matcher(text).matches() ? text : complaining(name + " has a wrong form", "");
  }

  /** The whole number from 0 to {@code most} that must stand there. */
  int number(String name, int most) {
    return optionalNumber(name, BigInteger.valueOf(most))
        .orElseGet(() -> complaining(name + " is missing", BigInteger.ZERO))
        .intValue();
  }

  /** The whole number from 0 to {@code most}, if anything stands there. */
  Optional<BigInteger> optionalNumber(String name, BigInteger most) {
    return single(name)
        .map(
            value ->
                Shape.whole(value)
                    .filter(number -> number.signum() >= 0 && number.compareTo(most) <= 0)
                    .orElseGet(() -> complaining(name + " is out of range", BigInteger.ZERO)));
  }

  /** Whether it says true; nothing says false. */
  boolean flag(String name) {
    return switch (single(name).orElse(JsonBoolean.FALSE)) {
      case JsonBoolean(boolean isTrue) -> isTrue;
      case JsonText(String text) when text.equals("true") -> true;
      case JsonText(String text) when text.equals("false") -> false;
      case JsonText _, JsonNumber _, JsonNull _, JsonArray _, JsonObject _ ->
          complaining(name + " is neither true nor false", false);
    };
  }

  /** The texts of that name in all objects of an inner list; none if there is no such list. */
  List<String> texts(String list, String name) {
    List<String> texts = new ArrayList<>();
    for (JsonValue part : Shape.items(members.get(list))) {
      if (part instanceof JsonObject object) {
        Shape.items(object.members().get(name)).forEach(item -> texts.add(textOf(item, name)));
      } else {
        complaints.add(element + ": " + list + " is no sequence");
      }
    }
    return texts;
  }

  /** The object with members that must stand there; untouched, where it is one object. */
  JsonObject object(String name) {
    JsonValue node = members.get(name);
    JsonObject object =
        node instanceof JsonObject whole
            ? whole
            : Shape.sequence(node).map(JsonObject::new).orElse(JsonObject.EMPTY);
    return object.members().isEmpty() ? complaining(name + " has no content", object) : object;
  }

  private String textOf(JsonValue item, String name) {
    return item instanceof JsonText(String text) ? text : complaining(name + " is no text", "");
  }

  private Optional<JsonValue> single(String name) {
    return Shape.single(members.get(name));
  }

  /** Gives the stand-in for what could not be read, after noting why. */
  private <T> T complaining(String what, T standIn) {
    complaints.add(element + ": " + what);
    return standIn;
  }

  private static <E extends Enum<E>> Optional<E> matching(
      JsonValue value, E[] choices, Function<E, String> words) {
    return value instanceof JsonText(String word)
        ? Arrays.stream(choices).filter(choice -> words.apply(choice).equals(word)).findFirst()
        : Optional.empty();
  }

  private static String quoted(JsonValue value) {
    return value instanceof JsonText(String word)
        ? "'" + Excerpt.of(word, EXCERPT) + "'"
        : "no text";
  }
}
