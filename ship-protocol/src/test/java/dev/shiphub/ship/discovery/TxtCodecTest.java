package dev.shiphub.ship.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.Ski;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TxtCodecTest {
  private static final String SKI = "41c98b1bbe5fc7657ce311981951f12d304ab419";

  /** The sample of the design page, as a device sent it. */
  private static SequencedMap<String, String> sample() {
    SequencedMap<String, String> txt = new LinkedHashMap<>();
    txt.put("txtvers", "1");
    txt.put("path", "/ship/");
    txt.put("id", "Demo-EVSE-234567890");
    txt.put("ski", SKI);
    txt.put("brand", "Demo");
    txt.put("model", "EVSE");
    txt.put("type", "ChargingStation");
    txt.put("register", "false");
    return txt;
  }

  private static SequencedMap<String, String> sampleWith(String key, String value) {
    SequencedMap<String, String> txt = sample();
    txt.put(key, value);
    return txt;
  }

  private static TxtRecord valid(Map<String, String> txt) {
    return assertInstanceOf(TxtDecoded.Valid.class, TxtCodec.decode(txt)).txt();
  }

  private static String invalid(Map<String, String> txt) {
    return assertInstanceOf(TxtDecoded.Invalid.class, TxtCodec.decode(txt)).why();
  }

  private static TxtRecord record(String id, Optional<String> label, List<Integer> categories) {
    return new TxtRecord(
        new Ski(SKI), new ShipId(id), "/ship/", false, label, label, label, label, categories);
  }

  private static int bytes(Map<String, String> txt) {
    return txt.entrySet().stream()
        .map(item -> item.getKey() + "=" + item.getValue())
        .mapToInt(item -> 1 + item.getBytes(StandardCharsets.UTF_8).length)
        .sum();
  }

  @Nested
  class Reading {
    @Test
    void takesWhatADeviceAnnounces() {
      TxtRecord expected =
          new TxtRecord(
              new Ski(SKI),
              new ShipId("Demo-EVSE-234567890"),
              "/ship/",
              false,
              Optional.of("Demo"),
              Optional.of("ChargingStation"),
              Optional.of("EVSE"),
              Optional.empty(),
              List.of());
      assertEquals(expected, valid(sample()));
    }

    @Test
    void needsNothingOptional() {
      SequencedMap<String, String> txt = sample();
      txt.keySet().removeAll(List.of("brand", "model", "type"));
      assertEquals(Optional.empty(), valid(txt).brand());
    }

    @Test
    void skipsUnknownKeys() {
      SequencedMap<String, String> txt = sampleWith("ecc", "secp256r1");
      txt.put("", "");
      assertEquals(valid(sample()), valid(txt));
    }

    @Test
    void doesNotCareForTheCaseOfKeys() {
      SequencedMap<String, String> txt = new LinkedHashMap<>();
      sample().forEach((key, value) -> txt.put(key.toUpperCase(Locale.ROOT), value));
      assertEquals(valid(sample()), valid(txt));
    }

    // RFC 6763 6.4
    @Test
    void takesTheFirstOfEqualKeys() {
      SequencedMap<String, String> txt = sampleWith("SKI", "0".repeat(40));
      txt.put("Brand", "Other");
      assertEquals(valid(sample()), valid(txt));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "41C98B1BBE5FC7657CE311981951F12D304AB419",
          "41c9 8b1b be5f c765 7ce3 1198 1951 f12d 304a b419",
          "41c9-8b1b-be5f-c765-7ce3-1198-1951-f12d-304a-b419"
        })
    void takesASkiInAnySpelling(String ski) {
      assertEquals(new Ski(SKI), valid(sampleWith("ski", ski)).ski());
    }

    @Test
    void takesRegisterBothWays() {
      assertTrue(valid(sampleWith("register", "true")).register());
      assertFalse(valid(sampleWith("register", "false")).register());
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "2 | 2",
          "3,5 | 3 5",
          "' 3 , 5 ' | 3 5",
          "3,,5, | 3 5",
          "3,x,5,-1,0,1.5,07,1000,99999999999 | 3 5",
          "3,3,5,3 | 3 5",
          "42,999 | 42 999",
          "1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18 | 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16"
        })
    void takesTheCategoriesThatItCan(String cat, String categories) {
      assertEquals(
          Stream.of(categories.split(" ")).map(Integer::valueOf).toList(),
          valid(sampleWith("cat", cat)).categories());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",", "x", "3;5", "\n"})
    void doesWithoutCategories(String cat) {
      assertEquals(List.of(), valid(sampleWith("cat", cat)).categories());
    }
  }

  @Nested
  class Labels {
    @ParameterizedTest
    @ValueSource(strings = {"brand", "type", "model", "serial"})
    void areCutAfter32BytesBetweenCharacters(String key) {
      assertEquals("x".repeat(32), label(key, "x".repeat(33)));
      assertEquals("ä".repeat(16), label(key, "ä".repeat(17)));
      assertEquals("x" + "ä".repeat(15), label(key, "x" + "ä".repeat(16)));
      assertEquals("€".repeat(10), label(key, "€".repeat(11)));
      assertEquals("😀".repeat(8), label(key, "😀".repeat(9)));
      assertEquals("xxx" + "😀".repeat(7), label(key, "xxx" + "😀".repeat(8)));
      // The first characters that take three and four bytes.
      assertEquals("\u0800".repeat(10), label(key, "\u0800".repeat(11)));
      assertEquals("\ud800\udc00".repeat(8), label(key, "\ud800\udc00".repeat(9)));
    }

    // They end up in logs, terminals and a web page.
    @ParameterizedTest
    @CsvSource({
      "'A\u001b[31mB', 'A [31mB'",
      "'A\r\n2026-01-01 INFO trusted', 'A 2026-01-01 INFO trusted'",
      "'A\u0000B', 'A B'",
      "'A\u009b2JB', 'A 2JB'",
      "'A\u202eB', 'A B'",
      "'A\u200bB', 'A B'",
      "'A\u2028B\u2029C', 'A B C'",
      "'\uFEFFA', 'A'",
      "'A\ud83d', 'A'",
      "'A\ue000B', 'A B'",
      "'A\u007f', 'A'",
      "'A=B', 'A B'",
      "'  A B  ', 'A B'"
    })
    void loseWhatNobodyCanSee(String sent, String shown) {
      assertEquals(shown, label("brand", sent));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u0000", "\u200b\u200b", "=", "\n\t"})
    void areMissingWhereNothingRemains(String sent) {
      assertEquals(Optional.empty(), valid(sampleWith("brand", sent)).brand());
    }

    private static String label(String key, String sent) {
      TxtRecord txt = valid(sampleWith(key, sent));
      Optional<String> label =
          switch (key) {
            case "brand" -> txt.brand();
            case "type" -> txt.type();
            case "model" -> txt.model();
            default -> txt.serial();
          };
      return label.orElseThrow();
    }
  }

  @Nested
  class Refusing {
    @ParameterizedTest
    @ValueSource(strings = {"txtvers", "id", "path", "ski", "register"})
    void recordsWithoutAMandatoryKey(String key) {
      SequencedMap<String, String> txt = sample();
      txt.remove(key);
      assertTrue(invalid(txt).startsWith(key), invalid(txt));
    }

    @ParameterizedTest
    @CsvSource({
      "txtvers, 2",
      "txtvers, ''",
      "txtvers, 1.0",
      "txtvers, 01",
      "register, True",
      "register, TRUE",
      "register, 1",
      "register, yes",
      "register, ''",
      "register, 'true '",
      "ski, ''",
      "ski, 41c98b1bbe5fc7657ce311981951f12d304ab41",
      "ski, 41c98b1bbe5fc7657ce311981951f12d304ab4190",
      "ski, 41c98b1bbe5fc7657ce311981951f12d304ab41g",
      "id, ''",
      "id, '  '",
      "id, a;b",
      "id, 'a\nb'",
      "id, 'a\u202eb'",
      "id, 'a\u2028b'",
      "id, 'a\ue000b'",
      "id, 0123456789012345678901234567890123456789012345678901234567890123",
      "id, ääääääääääääääääääääääääääääääää",
      "path, ''",
      "path, ship/",
      "path, https://elsewhere/ship/",
      "path, /ship/../admin",
      "path, '/ship/ HTTP/1.1\r\nX: y'",
      "path, '/ship/\u0000'",
      "path, '/ship /'",
      "path, /ship?x=y",
      "path, /schiff/ä"
    })
    void recordsWithABadMandatoryValue(String key, String value) {
      assertTrue(invalid(sampleWith(key, value)).startsWith(key));
    }

    @Test
    void pathsThatAreTooLong() {
      assertEquals("/" + "x".repeat(63), valid(sampleWith("path", "/" + "x".repeat(63))).path());
      invalid(sampleWith("path", "/" + "x".repeat(64)));
      invalid(sampleWith("path", "/" + "x".repeat(2_000)));
    }

    // A string of a text record has at most 255 bytes; one packet holds 1300.
    @Test
    void recordsThatAreTooLong() {
      assertEquals(valid(sample()), valid(sampleWith("x", "y".repeat(253))));
      invalid(sampleWith("x", "y".repeat(254)));
      SequencedMap<String, String> txt = sample();
      IntStream.range(0, 11).forEach(at -> txt.put("x" + at, "y".repeat(100)));
      assertEquals(valid(sample()), valid(txt));
      txt.put("x11", "y".repeat(100));
      assertEquals("the text record is too long", invalid(txt));
    }

    @Test
    void recordsOfOneByteMoreThan1300() {
      SequencedMap<String, String> txt = sample();
      IntStream.range(0, 5).forEach(at -> txt.put("x" + at, "y".repeat(200)));
      int left = 1_300 - bytes(txt) - "=?x5".length();
      txt.put("x5", "y".repeat(left));
      assertEquals(valid(sample()), valid(txt));
      txt.put("x5", "y".repeat(left + 1));
      invalid(txt);
    }

    @Test
    void neverQuotesTheRecord() {
      assertFalse(invalid(sampleWith("path", "evil")).contains("evil"));
      assertFalse(invalid(sampleWith("ski", "evil")).contains("evil"));
    }
  }

  @Nested
  class Writing {
    @Test
    void putsTheVersionFirstAndWhatIsMandatoryNext() {
      SequencedMap<String, String> txt =
          TxtCodec.encode(record("i:12345_u:1", Optional.of("x"), List.of(2, 3)));
      assertEquals(
          "{txtvers=1, id=i:12345_u:1, path=/ship/, ski="
              + SKI
              + ", register=false, cat=2,3, brand=x, model=x, type=x, serial=x}",
          txt.toString());
    }

    @Test
    void leavesOutWhatIsAbsent() {
      assertEquals(
          List.of("txtvers", "id", "path", "ski", "register"),
          List.copyOf(TxtCodec.encode(record("a", Optional.empty(), List.of())).keySet()));
    }

    // ship-go of 2024 drops what has more than one.
    @Test
    void neverPutsAnEqualsSignIntoAValue() {
      Map<String, String> txt = TxtCodec.encode(record("a", Optional.of("A=B=C"), List.of()));
      assertTrue(txt.values().stream().noneMatch(value -> value.contains("=")), txt.toString());
      assertThrows(
          IllegalArgumentException.class,
          () -> TxtCodec.encode(record("a=b", Optional.empty(), List.of())));
    }

    @Test
    void cutsItsOwnLabelsToo() {
      Map<String, String> txt =
          TxtCodec.encode(record("a", Optional.of("ä".repeat(99)), List.of()));
      assertEquals("ä".repeat(16), txt.get("brand"));
    }

    private TxtRecord full(String serial) {
      return new TxtRecord(
          new Ski(SKI),
          new ShipId("i".repeat(63)),
          "/" + "p".repeat(63),
          true,
          Optional.of("b".repeat(32)),
          Optional.of("t".repeat(32)),
          Optional.of("m".repeat(32)),
          Optional.of(serial),
          IntStream.rangeClosed(100, 115).boxed().toList());
    }

    @Test
    void leavesOutTheLeastImportantBeyond400Bytes() {
      SequencedMap<String, String> txt = TxtCodec.encode(full("s".repeat(32)));
      assertEquals(
          List.of("txtvers", "id", "path", "ski", "register", "cat", "brand", "model", "type"),
          List.copyOf(txt.keySet()));
      assertTrue(bytes(txt) <= 400, bytes(txt) + " bytes");
    }

    @Test
    void takesTheLastOfThe400Bytes() {
      assertEquals(400, bytes(TxtCodec.encode(full("ss"))));
      assertFalse(TxtCodec.encode(full("sss")).containsKey("serial"));
    }

    @Test
    void leavesOutAListOfCategoriesThatNeverFits() {
      TxtRecord record = record("a", Optional.of("x"), IntStream.range(100, 300).boxed().toList());
      SequencedMap<String, String> txt = TxtCodec.encode(record);
      assertFalse(txt.containsKey("cat"));
      assertEquals("x", txt.get("serial"));
    }

    @Test
    void refusesAPathThatNoPeerCouldDial() {
      TxtRecord record =
          new TxtRecord(
              new Ski(SKI),
              new ShipId("a"),
              "ship",
              false,
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              List.of());
      assertThrows(IllegalArgumentException.class, () -> TxtCodec.encode(record));
    }

    @Test
    void comesBack() {
      TxtRecord record = record("Wärmepumpe", Optional.of("Ä 😀"), List.of(4));
      assertEquals(record, valid(TxtCodec.encode(record)));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {71, 72, 73, 74})
  void noRandomRecordIsReadIntoSomethingHarmful(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int read = 0;
    for (int run = 0; run < 5_000; run++) {
      SequencedMap<String, String> txt = sample();
      List<String> keys = List.of("brand", "type", "model", "serial", "cat", "id", "path", "x");
      txt.put(keys.get(random.nextInt(keys.size())), text(random));
      if (TxtCodec.decode(txt) instanceof TxtDecoded.Valid(TxtRecord record)) {
        String shown = record.toString();
        assertFalse(Label.hasInvisible(shown), "seed " + seed + ": " + shown);
        if (!record.id().value().contains("=")) {
          Map<String, String> encoded = TxtCodec.encode(record);
          assertTrue(bytes(encoded) <= 400, "seed " + seed + ": " + encoded);
          assertEquals(record, valid(encoded), "seed " + seed);
        }
        read++;
      }
    }
    assertTrue(read > 1_000, "seed " + seed + " left nothing to look at");
  }

  private static String text(SplittableRandom random) {
    return random
        .ints(random.nextInt(40), 0, 0x3000)
        .map(c -> random.nextInt(3) == 0 ? c : c % 0x80)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
