package dev.shiphub.ship.json;

import dev.shiphub.ship.json.JsonValue.JsonArray;
import dev.shiphub.ship.json.JsonValue.JsonBoolean;
import dev.shiphub.ship.json.JsonValue.JsonNull;
import dev.shiphub.ship.json.JsonValue.JsonNumber;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.json.JsonValue.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * A compact JSON writer: no blanks, no line breaks, members in their order.
 *
 * <p>Half a surrogate pair, which no UTF-8 can carry, is written as the replacement character. Any
 * thread.
 */
public final class JsonWriter {
  /** Escapes what JSON demands and nothing else. */
  public static final JsonWriter COMPACT = new JsonWriter(false);

  /**
   * Writes no <code>[{</code>, <code>},{</code>, <code>}]</code> or {@code []} inside a text or
   * name: one bracket of them becomes an escape, which changes nothing for a JSON parser.
   *
   * <p>Several SHIP nodes turn EEBUS JSON into plain JSON by replacing these sequences in the whole
   * document.
   */
  public static final JsonWriter BRACKET_SAFE = new JsonWriter(true);

  private static final int REPLACEMENT = 0xFFFD;
  private static final HexFormat HEX = HexFormat.of();
  private static final int ASCII = 128;

  private final boolean isBracketSafe;

  /** Of each character of ASCII, whether it stands for itself wherever it stands. */
  private final boolean[] plain = new boolean[ASCII];

  private JsonWriter(boolean isBracketSafe) {
    this.isBracketSafe = isBracketSafe;
    Arrays.fill(plain, ' ', ASCII, true);
    plain['"'] = false;
    plain['\\'] = false;
    plain['['] = !isBracketSafe;
    plain['}'] = !isBracketSafe;
  }

  /** The document in UTF-8. */
  public byte[] bytes(JsonValue value) {
    JsonOctets out = new JsonOctets();
    write(value, out);
    return out.toBytes();
  }

  /** The document as text. */
  public String text(JsonValue value) {
    return new String(bytes(value), StandardCharsets.UTF_8);
  }

  private void write(JsonValue value, JsonOctets out) {
    switch (value) {
      case JsonObject(SequencedMap<String, JsonValue> members) -> writeMembers(members, out);
      case JsonArray(List<JsonValue> items) -> writeItems(items, out);
      case JsonText(String text) -> writeText(text, out);
      case JsonNumber(String literal) -> out.add(literal);
      case JsonBoolean(boolean isTrue) -> out.add(String.valueOf(isTrue));
      case JsonNull() -> out.add("null");
    }
  }

  private void writeMembers(Map<String, JsonValue> members, JsonOctets out) {
    char before = '{';
    for (Map.Entry<String, JsonValue> member : members.entrySet()) {
      out.add(before);
      writeText(member.getKey(), out);
      out.add(':');
      write(member.getValue(), out);
      before = ',';
    }
    out.add(members.isEmpty() ? "{}" : "}");
  }

  private void writeItems(List<JsonValue> items, JsonOctets out) {
    char before = '[';
    for (JsonValue item : items) {
      out.add(before);
      write(item, out);
      before = ',';
    }
    out.add(items.isEmpty() ? "[]" : "]");
  }

  private void writeText(String text, JsonOctets out) {
    out.add('"');
    int at = out.addPlain(text, 0, plain);
    while (at < text.length()) {
      at = out.addPlain(text, writeOther(text, at, out), plain);
    }
    out.add('"');
  }

  /** Writes the character there, which is none of the plain ones; returns where the next stands. */
  private int writeOther(String text, int at, JsonOctets out) {
    char c = text.charAt(at);
    switch (c) {
      case '"' -> out.add("\\\"");
      case '\\' -> out.add("\\\\");
      case '\n' -> out.add("\\n");
      case '\r' -> out.add("\\r");
      case '\t' -> out.add("\\t");
      default -> {
        if (c < ' ' || isTrap(text, at)) {
          out.add("\\u00" + HEX.toHexDigits((byte) c));
        } else if (Surrogates.isLone(text, at)) {
          out.addCodePoint(REPLACEMENT);
        } else {
          int character = text.codePointAt(at);
          out.addCodePoint(character);
          return at + Character.charCount(character);
        }
      }
    }
    return at + 1;
  }

  private boolean isTrap(String text, int at) {
    return isBracketSafe
        && switch (text.charAt(at)) {
          case '[' -> text.startsWith("{", at + 1) || text.startsWith("]", at + 1);
          case '}' -> text.startsWith("]", at + 1) || text.startsWith(",{", at + 1);
          default -> false;
        };
  }
}
