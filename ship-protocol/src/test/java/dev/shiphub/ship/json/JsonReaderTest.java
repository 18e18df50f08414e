package dev.shiphub.ship.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.json.JsonValue.JsonArray;
import dev.shiphub.ship.json.JsonValue.JsonNumber;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
  private static final JsonLimits USUAL = JsonLimits.ofBytes(1 << 20);
  private static final JsonReader READER = new JsonReader(USUAL);

  private static JsonValue ok(String document) {
    return assertInstanceOf(Parsed.Ok.class, READER.read(document), document).value();
  }

  private static String failure(Parsed parsed) {
    return assertInstanceOf(Parsed.Failed.class, parsed).what();
  }

  private static String failure(JsonLimits limits, String document) {
    return failure(new JsonReader(limits).read(document));
  }

  @Nested
  class Documents {
    @ParameterizedTest
    @CsvSource(
        quoteCharacter = '`',
        delimiter = '|',
        textBlock =
            """
            null                         | null
            true                         | true
            false                        | false
            0                            | 0
            -0                           | -0
            1.50                         | 1.50
            1e999                        | 1e999
            18446744073709551616         | 18446744073709551616
            ""                           | ""
            "a\\u0041\\n\\/"             | "aA\\n/"
            "\\ud83d\\ude00"             | "😀"
            "\\u0000"                    | "\\u0000"
            []                           | []
            {}                           | {}
            [ 1 , [ ] , { } ]            | [1,[],{}]
            {"b":1,"a":{"c":[true]}}     | {"b":1,"a":{"c":[true]}}
            {"":""}                      | {"":""}
            {"\\ud83d\\ude00\\n":1}      | {"😀\\n":1}
            """)
    void areReadAsWritten(String document, String compact) {
      assertEquals(compact, JsonWriter.COMPACT.text(ok(document)));
    }

    // TC_SHIP_MSG_003: white space before and after every structural character.
    @Test
    void mayHaveWhiteSpaceAroundEveryPart() {
      String ws = " \t\r\n";
      String document = String.join(ws, "", "{", "\"a\"", ":", "[", "1", ",", "2", "]", "}", "");
      assertEquals("{\"a\":[1,2]}", JsonWriter.COMPACT.text(ok(document)));
    }

    @Test
    void keepTheOrderOfMembersAndTheLastOfEqualNames() {
      JsonObject object =
          assertInstanceOf(JsonObject.class, ok("{\"z\":1,\"a\":2,\"z\":3,\"m\":4}"));
      assertEquals(List.of("z", "a", "m"), List.copyOf(object.members().keySet()));
      assertEquals(3, object.integer("z").orElseThrow());
    }

    @Test
    void areReadFromTheMiddleOfABufferWithoutMovingIt() {
      ByteBuffer buffer = ByteBuffer.wrap("x[1]y".getBytes(StandardCharsets.UTF_8), 1, 3);
      Parsed parsed = READER.read(buffer);
      assertEquals(new Parsed.Ok(JsonValue.array(JsonValue.of(1))), parsed);
      assertEquals(1, buffer.position());
    }

    @Test
    void areTheSameAsBytesAndAsText() {
      String document = "{\"a\":[\"ä€😀\",1.5]}";
      assertEquals(READER.read(document), READER.read(document.getBytes(StandardCharsets.UTF_8)));
    }
  }

  @Nested
  class Refuses {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          " ",
          "{",
          "[",
          "\"a",
          "{\"a\"",
          "{\"a\":",
          "{\"a\":1",
          "{\"a\":1,}",
          "[1,]",
          "[,1]",
          "[1 2]",
          "{a:1}",
          "{'a':1}",
          "{1:1}",
          "{\"a\" 1}",
          "}",
          "]",
          "[1}",
          "{\"a\":1]",
          "01",
          "+1",
          "1.",
          ".5",
          "1e",
          "0x10",
          "-",
          "--1",
          "NaN",
          "-Infinity",
          "nul",
          "nulll",
          "True",
          "truefalse",
          "'a'",
          "\"\\x\"",
          "\"\\u12G4\"",
          "\"\\u12\"",
          "\"a\tb\"",
          "\"a\nb\"",
          "/* c */ 1",
          "// c\n1",
          "# c\n1",
          "[1]\u0000",
          "\u0000",
          "[1]\u000b",
          "[1]\u00a0",
          "[1]]",
          "[1][2]",
          "1 2",
          "{} x",
          "123abc",
          "\u001e[1]"
        })
    void whatIsNotJson(String document) {
      failure(READER.read(document));
      failure(READER.read(document.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @CsvSource({
      "22c0af22, overlong two bytes",
      "22e080af22, overlong three bytes",
      "22f08080af22, overlong four bytes",
      "22eda08022, high surrogate",
      "22edb08022, low surrogate",
      "22eda0bdedb88022, surrogate pair as two characters",
      "228022, continuation without start",
      "22c322, start without continuation",
      "22e282, cut in a character",
      "22f490808022, beyond U+10FFFF",
      "22f888808080 22, five bytes",
      "22ff22, no such byte",
      "fffe5b005d00, UTF-16 with mark",
      "5b5dc3, half a character after the end"
    })
    void whatIsNotUtf8(String hex, String why) {
      byte[] document = HexFormat.of().parseHex(hex.replace(" ", ""));
      assertEquals(
          "not UTF-8", failure(READER.read(document)).lines().findFirst().orElseThrow(), why);
    }

    @Test
    void utf16WithoutMark() {
      failure(READER.read("[1]".getBytes(StandardCharsets.UTF_16LE)));
      failure(READER.read("[1]".getBytes(StandardCharsets.UTF_16BE)));
    }

    @Test
    void aByteOrderMark() {
      assertEquals("starts with a byte order mark", failure(READER.read("\uFEFF[1]")));
      assertEquals(
          "starts with a byte order mark",
          failure(READER.read("\uFEFF[1]".getBytes(StandardCharsets.UTF_8))));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "\"\\ud83d\"",
          "\"\\ude00\"",
          "\"\\ude00\\ud83d\"",
          "\"\\ud83dx\"",
          "{\"\\ud83d\":1}",
          "[{\"a\":\"x\\ud83d\\ud83d\\ude00\"}]",
          "\"\ud83d\"",
          "\"\ude00\""
        })
    void loneSurrogates(String document) {
      failure(READER.read(document));
      failure(READER.read("[1," + document + "]"));
    }
  }

  @Nested
  class Limits {
    @Test
    void boundTheBytes() {
      JsonLimits limits = JsonLimits.ofBytes(8);
      assertEquals("longer than 8 bytes", failure(new JsonReader(limits).read(new byte[9])));
      assertEquals("longer than 8 characters", failure(limits, "[1,2,3,4]"));
      assertInstanceOf(Parsed.Ok.class, new JsonReader(limits).read("[1,2,34]"));
      byte[] longest = "[1,2,34]".getBytes(StandardCharsets.UTF_8);
      assertInstanceOf(Parsed.Ok.class, new JsonReader(limits).read(longest));
    }

    @Test
    void boundTheDepth() {
      assertInstanceOf(Parsed.Ok.class, READER.read("[".repeat(64) + "]".repeat(64)));
      failure(READER.read("[".repeat(65) + "]".repeat(65)));
      failure(READER.read("{\"a\":".repeat(65) + "1" + "}".repeat(65)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "[{\"a\":"})
    void stopAtAnyDepthWithoutEndingTheStack(String open) {
      String document = open.repeat(100_000);
      failure(new JsonReader(JsonLimits.ofBytes(document.length())).read(document));
    }

    @Test
    void boundTheLengthOfNumbers() {
      String hundred = "1".repeat(100);
      assertEquals(new Parsed.Ok(new JsonNumber(hundred)), READER.read(hundred));
      failure(READER.read(hundred + "1"));
      failure(READER.read("0." + "1".repeat(99)));
      failure(READER.read("1e" + "1".repeat(99)));
      failure(READER.read("[-" + hundred + "]"));
      failure(new JsonReader(new JsonLimits(99, 4, 5, 99, 9)).read("[123456]"));
    }

    @Test
    void boundTheLengthOfTextsAndNames() {
      JsonReader reader = new JsonReader(new JsonLimits(1 << 20, 4, 9, 1000, 9));
      String longest = "\"" + "x".repeat(1000) + "\"";
      String tooLong = "\"" + "x".repeat(1001) + "\"";
      String tooLongEscaped = "\"" + "\\u0041".repeat(1001) + "\"";
      assertInstanceOf(Parsed.Ok.class, reader.read("{" + longest + ":" + longest + "}"));
      failure(reader.read(tooLong));
      failure(reader.read(tooLongEscaped));
      failure(reader.read("{" + tooLong + ":1}"));
      failure(reader.read("{" + tooLongEscaped + ":1}"));
    }

    @Test
    void boundTheNumberOfValues() {
      JsonReader reader = new JsonReader(new JsonLimits(99, 4, 9, 99, 5));
      assertInstanceOf(Parsed.Ok.class, reader.read("[1,{\"a\":2,\"b\":3}]"));
      assertTrue(failure(reader.read("[1,{\"a\":2,\"b\":3},[]]")).startsWith("more than 5 values"));
      assertTrue(failure(reader.read("[[],[],[],[],[]]")).startsWith("more than 5 values"));
    }

    // A value takes up to 150 bytes of memory, so the limit of bytes bounds the memory, too.
    @Test
    void allowAValueForEveryEightBytes() {
      assertEquals(1_000, JsonLimits.ofBytes(8_000).values());
      assertEquals(512, JsonLimits.ofBytes(800).values());
    }

    // 2^14 names with one hash code: a plain hash chain would take minutes for a few of these.
    @Test
    @Timeout(20)
    void namesOfOneHashCodeAreNoTrap() {
      String members =
          IntStream.range(0, 1 << 14)
              .mapToObj(JsonReaderTest::collidingName)
              .map(name -> "\"" + name + "\":1")
              .collect(Collectors.joining(",", "{", "}"));
      JsonReader reader = new JsonReader(new JsonLimits(1 << 20, 4, 9, 99, 20_000));
      Parsed.Ok ok = assertInstanceOf(Parsed.Ok.class, reader.read(members));
      assertEquals(1 << 14, assertInstanceOf(JsonObject.class, ok.value()).members().size());
    }

    @Test
    void mayBeAsNarrowAsOneAndAsWideAsTheyGo() {
      assertEquals(1, new JsonLimits(1, 1, 1, 1, 1).values());
      assertEquals(512, new JsonLimits(1, 512, 100, 1, 1).depth());
    }

    @ParameterizedTest
    @CsvSource({"0,1,1,1,1", "1,0,1,1,1", "1,513,1,1,1", "1,1,101,1,1", "1,1,1,0,1", "1,1,1,1,-1"})
    void haveRangesThemselves(int bytes, int depth, int number, int text, int values) {
      assertThrows(
          IllegalArgumentException.class, () -> new JsonLimits(bytes, depth, number, text, values));
    }
  }

  @Nested
  class Complaints {
    @Test
    void nameThePlace() {
      assertEquals("not JSON, line 2, column 6", failure(READER.read("{\"a\":1,\n\"b\":?}")));
      assertEquals("there is more after the end, line 1, column 6", failure(READER.read("[1] [")));
      assertEquals("ends too early, line 1, column 3", failure(READER.read("[1")));
    }

    // A document may hold a PIN, and complaints go to the log.
    @ParameterizedTest
    @ValueSource(
        strings = {
          "{\"pin\":\"5EC2E7AA\"x}",
          "5EC2E7AA",
          "{\"5EC2E7AA}",
          "[\"5EC2E7AA\\x\"]",
          "{5EC2E7AA:1}"
        })
    void quoteNothing(String document) {
      assertFalse(failure(READER.read(document)).contains("5EC2"));
    }
  }

  @Nested
  class RandomInput {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void comesBackAfterWriting(long seed) {
      RandomJson random = new RandomJson(seed);
      for (int run = 0; run < 500; run++) {
        JsonValue value = random.value(6);
        byte[] compact = JsonWriter.COMPACT.bytes(value);
        byte[] bracketSafe = JsonWriter.BRACKET_SAFE.bytes(value);
        assertEquals(new Parsed.Ok(value), READER.read(compact), "seed " + seed + ", run " + run);
        assertEquals(
            new Parsed.Ok(value), READER.read(bracketSafe), "seed " + seed + ", run " + run);
      }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
    void neverMakesTheReaderThrow(long seed) {
      RandomJson values = new RandomJson(seed);
      Mutations mutations = new Mutations(new SplittableRandom(seed));
      int read = 0;
      for (int run = 0; run < 2_000; run++) {
        byte[] mutated = mutations.of(JsonWriter.COMPACT.bytes(values.object(5)));
        // Whatever is accepted must be a value that can be written and read again.
        if (READER.read(mutated) instanceof Parsed.Ok(JsonValue value)) {
          assertEquals(new Parsed.Ok(value), READER.read(JsonWriter.COMPACT.bytes(value)));
          read++;
        }
      }
      assertTrue(read > 0, "seed " + seed + " left nothing readable: the mutations are too wild");
    }
  }

  @Test
  void emptyListsAndObjectsAreOne() {
    JsonArray array = assertInstanceOf(JsonArray.class, ok("[[],[]]"));
    assertEquals(List.of(JsonArray.EMPTY, JsonArray.EMPTY), array.items());
    assertEquals(JsonObject.EMPTY, ok("{}"));
  }

  private static String collidingName(int number) {
    return IntStream.range(0, 14)
        .mapToObj(bit -> (number >> bit & 1) == 0 ? "Aa" : "BB")
        .collect(Collectors.joining());
  }
}
