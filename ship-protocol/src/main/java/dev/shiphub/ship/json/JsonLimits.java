package dev.shiphub.ship.json;

import dev.shiphub.ship.json.JsonValue.JsonNumber;

/**
 * What a document may cost its reader.
 *
 * @param bytes the longest document, in bytes of UTF-8 (a document that comes as text is counted in
 *     characters); at least 1
 * @param depth how many lists and objects may lie in each other; 1 to {@value #DEEPEST}, so that
 *     code which walks a tree may recurse
 * @param numberLength the longest number, in characters; 1 to {@value JsonNumber#LONGEST}
 * @param textLength the longest text or member name, in characters; at least 1
 * @param values how many lists, objects, texts, numbers and constants a document may hold; at least
 *     1. A value takes up to 150 bytes of memory, however few it takes in the document.
 */
public record JsonLimits(int bytes, int depth, int numberLength, int textLength, int values) {
  private static final int DEEPEST = 512;
  private static final int USUAL_DEPTH = 64;
  private static final int BYTES_PER_VALUE = 8;
  private static final int FEW_VALUES = 512;

  /**
   * @throws IllegalArgumentException if a limit is out of its range
   */
  public JsonLimits {
    inRange("bytes", bytes, Integer.MAX_VALUE);
    inRange("depth", depth, DEEPEST);
    inRange("numberLength", numberLength, JsonNumber.LONGEST);
    inRange("textLength", textLength, Integer.MAX_VALUE);
    inRange("values", values, Integer.MAX_VALUE);
  }

  /**
   * The usual limits for documents of at most that many bytes: depth 64, numbers of 100 characters,
   * and a value for every eight bytes (SPINE has one for every ten), so that the tree takes at most
   * some twenty times the memory of the longest document.
   */
  public static JsonLimits ofBytes(int bytes) {
    int values = Math.max(FEW_VALUES, bytes / BYTES_PER_VALUE);
    return new JsonLimits(bytes, USUAL_DEPTH, JsonNumber.LONGEST, bytes, values);
  }

  private static void inRange(String name, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(name + " must be 1 to " + most + ", not " + value);
    }
  }
}
