package dev.shiphub.ship.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import dev.shiphub.ship.json.JsonValue.JsonBoolean;
import dev.shiphub.ship.json.JsonValue.JsonNull;
import dev.shiphub.ship.json.JsonValue.JsonNumber;
import dev.shiphub.ship.json.JsonValue.JsonText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A strict JSON parser with limits: RFC 8259 in UTF-8 and nothing else.
 *
 * <p>Refuses invalid UTF-8, a byte order mark, lone surrogates, and anything but white space after
 * the value. Takes linear time, does not recurse and never throws, whatever the document. Any
 * thread.
 */
public final class JsonReader {
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final int RECYCLED_BUFFERS = 4;

  private final JsonLimits limits;
  private final JsonFactory factory;

  /** A reader that keeps these limits. */
  public JsonReader(JsonLimits limits) {
    this.limits = limits;
    this.factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(limits.depth())
                    .maxNumberLength(limits.numberLength())
                    .maxStringLength(limits.textLength())
                    .maxNameLength(limits.textLength())
                    .build())
            // The table of known names outlives a document; peers could fill it for ever.
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            // Not the default, one buffer for each thread: our threads are virtual and many.
            .recyclerPool(JsonRecyclerPools.newBoundedPool(RECYCLED_BUFFERS))
            .build();
  }

  /** Reads a whole document. */
  public Parsed read(byte[] document) {
    return read(ByteBuffer.wrap(document));
  }

  /** Reads a document from a buffer's position to its limit; the buffer keeps its position. */
  public Parsed read(ByteBuffer document) {
    if (document.remaining() > limits.bytes()) {
      return new Parsed.Failed("longer than " + limits.bytes() + " bytes");
    }
    try {
      CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(document.duplicate());
      return read(text.array(), text.arrayOffset(), text.remaining());
    } catch (CharacterCodingException notUtf8) {
      return new Parsed.Failed("not UTF-8");
    }
  }

  /** Reads a document that is text already. */
  public Parsed read(String document) {
    if (document.length() > limits.bytes()) {
      return new Parsed.Failed("longer than " + limits.bytes() + " characters");
    }
    return read(document.toCharArray(), 0, document.length());
  }

  private Parsed read(char[] text, int from, int length) {
    if (length > 0 && text[from] == BYTE_ORDER_MARK) {
      return new Parsed.Failed("starts with a byte order mark");
    }
    try (JsonParser parser = factory.createParser(text, from, length)) {
      return read(parser, mayHoldHalves(text, from, length));
    } catch (IOException | RuntimeException faultOfTheLibrary) {
      return new Parsed.Failed("not JSON");
    }
  }

  /** Whether a text in it could come to half a surrogate pair; most documents hold none. */
  private static boolean mayHoldHalves(char[] text, int from, int length) {
    for (int at = from; at < from + length; at++) {
      if (text[at] == '\\' || Character.isSurrogate(text[at])) {
        return true;
      }
    }
    return false;
  }

  private Parsed read(JsonParser parser, boolean mayHoldHalves) throws IOException {
    try {
      JsonValue root = root(parser, mayHoldHalves);
      return parser.nextToken() == null
          ? new Parsed.Ok(root)
          : failed("there is more after the end", parser);
    } catch (Refusal refusal) {
      return failed(refusal.what, parser);
    } catch (JsonEOFException endsEarly) {
      return failed("ends too early", parser);
    } catch (StreamConstraintsException overLimit) {
      return failed("over a limit (%s)".formatted(limits), parser);
    } catch (IOException notJson) {
      return failed("not JSON", parser);
    }
  }

  private JsonValue root(JsonParser parser, boolean mayHoldHalves) throws IOException {
    JsonTreeBuilder tree = new JsonTreeBuilder();
    while (!tree.isComplete()) {
      JsonToken token = parser.nextToken();
      if (mayHoldHalves && (token == JsonToken.FIELD_NAME || token == JsonToken.VALUE_STRING)) {
        refuseHalves(parser.getText());
      }
      take(token, parser, tree);
      if (tree.values() > limits.values()) {
        throw new Refusal("more than " + limits.values() + " values");
      }
    }
    return tree.root();
  }

  private static void take(@Nullable JsonToken token, JsonParser parser, JsonTreeBuilder tree)
      throws IOException {
    switch (token) {
      case null -> throw new Refusal("empty");
      case START_OBJECT -> tree.beginObject();
      case START_ARRAY -> tree.beginArray();
      case END_OBJECT, END_ARRAY -> tree.end();
      case FIELD_NAME -> tree.name(parser.currentName());
      case VALUE_STRING -> tree.add(new JsonText(parser.getText()));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> tree.add(new JsonNumber(parser.getText()));
      case VALUE_TRUE -> tree.add(JsonBoolean.TRUE);
      case VALUE_FALSE -> tree.add(JsonBoolean.FALSE);
      case VALUE_NULL -> tree.add(JsonNull.NULL);
      case VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw new IllegalStateException("not a token of text: " + token);
    }
  }

  /**
   * Escapes such as {@code \ud800} can put half a character into a text; no UTF-8 could carry it
   * on.
   */
  private static void refuseHalves(String text) throws Refusal {
    for (int at = 0; at < text.length(); at++) {
      if (Surrogates.isLone(text, at)) {
        throw new Refusal("half a surrogate pair");
      }
    }
  }

  private static Parsed failed(String what, JsonParser parser) {
    JsonLocation here = parser.currentLocation();
    return new Parsed.Failed(
        "%s, line %d, column %d".formatted(what, here.getLineNr(), here.getColumnNr()));
  }

  /** Carries a complaint of our own out of the loop, next to those of the library. */
  private static final class Refusal extends IOException {
    private final String what;

    private Refusal(String what) {
      super(what);
      this.what = what;
    }
  }
}
