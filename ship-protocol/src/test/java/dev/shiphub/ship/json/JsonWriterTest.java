package dev.shiphub.ship.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonWriterTest {
  @Test
  void writesNoBlank() {
    JsonValue value =
        JsonValue.object()
            .put("a", JsonValue.array(JsonValue.of(1), JsonValue.of(true), JsonValue.array()))
            .put("b", JsonValue.object())
            .build();
    assertEquals("{\"a\":[1,true,[]],\"b\":{}}", JsonWriter.COMPACT.text(value));
  }

  @Test
  void escapesWhatJsonDemandsAndLeavesTheRest() {
    assertEquals(
        "\"\\\"\\\\\\n\\r\\t\\u0000\\u0008\\u001f/äé€😀\u007f\"",
        JsonWriter.COMPACT.text(JsonValue.of("\"\\\n\r\t\u0000\b\u001f/äé€😀\u007f")));
  }

  @Test
  void writesUtf8() {
    assertArrayEquals(
        "\"ä€😀\"".getBytes(StandardCharsets.UTF_8),
        JsonWriter.COMPACT.bytes(JsonValue.of("ä€😀")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\ud83d", "a\ude00", "a\ud83db", "\ude00", "\ude00b", "\ude00\ud83d"})
  void replacesHalfACharacter(String text) {
    assertEquals(
        "\"" + text.replace('\ud83d', '\uFFFD').replace('\ude00', '\uFFFD') + "\"",
        JsonWriter.COMPACT.text(JsonValue.of(text)));
  }

  @Nested
  class BracketSafe {
    @ParameterizedTest
    @CsvSource(
        quoteCharacter = '`',
        delimiter = '|',
        textBlock =
            """
            [{         | "\\u005b{"
            },{        | "\\u007d,{"
            }]         | "\\u007d]"
            []         | "\\u005b]"
            [[{        | "[\\u005b{"
            },{},{     | "\\u007d,{\\u007d,{"
            a[1]{b},c  | "a[1]{b},c"
            [          | "["
            }          | "}"
            [}         | "[}"
            }{         | "}{"
            },         | "},"
            },[        | "},["
            """)
    void breaksOnlyTheSequencesThatTextDecodersReplace(String text, String written) {
      assertEquals(written, JsonWriter.BRACKET_SAFE.text(JsonValue.of(text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{", "},{", "}]", "[]"})
    void isNotWhatTheCompactWriterIs(String text) {
      assertEquals("\"" + text + "\"", JsonWriter.COMPACT.text(JsonValue.of(text)));
    }

    @Test
    void appliesToNamesToo() {
      assertEquals(
          "{\"\\u005b{\":[{}]}",
          JsonWriter.BRACKET_SAFE.text(
              JsonValue.object().put("[{", JsonValue.array(JsonValue.object().build())).build()));
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24})
    void leavesNoSequenceInAnyRandomText(long seed) {
      RandomJson random = new RandomJson(seed);
      for (int run = 0; run < 2_000; run++) {
        String written = JsonWriter.BRACKET_SAFE.text(JsonValue.of(random.text()));
        for (String sequence : List.of("[{", "},{", "}]", "[]")) {
          assertFalse(written.contains(sequence), "seed " + seed + ": " + written);
        }
      }
    }
  }
}
