package dev.shiphub.ship.json;

import dev.shiphub.ship.json.JsonValue.JsonArray;
import dev.shiphub.ship.json.JsonValue.JsonBoolean;
import dev.shiphub.ship.json.JsonValue.JsonNull;
import dev.shiphub.ship.json.JsonValue.JsonNumber;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.json.JsonValue.JsonText;
import java.nio.charset.StandardCharsets;
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

  private static final char REPLACEMENT = '\uFFFD';
  private static final HexFormat HEX = HexFormat.of();

  private final boolean isBracketSafe;

  private JsonWriter(boolean isBracketSafe) {
    this.isBracketSafe = isBracketSafe;
  }

  /** The document in UTF-8. */
  public byte[] bytes(JsonValue value) {
    return text(value).getBytes(StandardCharsets.UTF_8);
  }

  /** The document as text. */
  public String text(JsonValue value) {
    StringBuilder out = new StringBuilder(256);
    write(value, out);
    return out.toString();
  }

  private void write(JsonValue value, StringBuilder out) {
    switch (value) {
      case JsonObject(SequencedMap<String, JsonValue> members) -> writeMembers(members, out);
      case JsonArray(List<JsonValue> items) -> writeItems(items, out);
      case JsonText(String text) -> writeText(text, out);
      case JsonNumber(String literal) -> out.append(literal);
      case JsonBoolean(boolean isTrue) -> out.append(isTrue);
      case JsonNull() -> out.append("null");
    }
  }

  private void writeMembers(Map<String, JsonValue> members, StringBuilder out) {
    char before = '{';
    for (Map.Entry<String, JsonValue> member : members.entrySet()) {
      out.append(before);
      writeText(member.getKey(), out);
      out.append(':');
      write(member.getValue(), out);
      before = ',';
    }
    out.append(members.isEmpty() ? "{}" : "}");
  }

  private void writeItems(List<JsonValue> items, StringBuilder out) {
    char before = '[';
    for (JsonValue item : items) {
      out.append(before);
      write(item, out);
      before = ',';
    }
    out.append(items.isEmpty() ? "[]" : "]");
  }

  private void writeText(String text, StringBuilder out) {
    out.append('"');
    int written = 0;
    for (int at = 0; at < text.length(); at++) {
      if (isSpecial(text, at)) {
        out.append(text, written, at);
        writeSpecial(text.charAt(at), out);
        written = at + 1;
      }
    }
    out.append(text, written, text.length()).append('"');
  }

  private boolean isSpecial(String text, int at) {
    char c = text.charAt(at);
    return switch (c) {
      case '"', '\\' -> true;
      case '[' -> isBracketSafe && (text.startsWith("{", at + 1) || text.startsWith("]", at + 1));
      case '}' -> isBracketSafe && (text.startsWith("]", at + 1) || text.startsWith(",{", at + 1));
      default -> c < ' ' || Surrogates.isLone(text, at);
    };
  }

  private static void writeSpecial(char c, StringBuilder out) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (Character.isSurrogate(c)) {
          out.append(REPLACEMENT);
        } else {
          out.append("\\u00").append(HEX.toHexDigits((byte) c));
        }
      }
    }
  }
}
