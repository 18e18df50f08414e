package dev.shiphub.hub.trace;

import static dev.shiphub.hub.trace.Frames.frame;
import static dev.shiphub.hub.trace.Frames.message;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.shiphub.hub.trace.TracedFrame.Form;
import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.json.JsonWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a frame is shown. */
final class TraceFormTest {
  private static final TracedFrame HELLO =
      frame(true, Form.MESSAGE, message(1, "{\"connectionHello\":[{\"phase\":\"ready\"}]}"));

  private static TraceForm form(String name) {
    return TraceForm.named(name, UnaryOperator.identity(), Redaction.NONE);
  }

  private static String written(String name, TracedFrame... frames) {
    return new String(form(name).of(List.of(frames)), UTF_8);
  }

  private static String json(TracedFrame frame) {
    return JsonWriter.COMPACT.text(
        new FrameJson(UnaryOperator.identity(), Redaction.NONE).of(frame));
  }

  @Nested
  final class AsJson {
    @Test
    void aMessageHasItsNameAndItsBodyInOrdinaryJson() {
      assertEquals(
          "{\"seq\":12,\"at\":\"2026-11-22T10:00:00.123Z\",\"connection\":\"c7\","
              + "\"direction\":\"out\",\"octets\":40,\"kind\":\"control\","
              + "\"message\":\"connectionHello\",\"body\":{\"connectionHello\":"
              + "{\"phase\":\"ready\"}}}",
          json(HELLO));
    }

    @Test
    void theInitialisationIsShownByItsOctets() {
      assertEquals(
          "{\"seq\":12,\"at\":\"2026-11-22T10:00:00.123Z\",\"connection\":\"c7\","
              + "\"direction\":\"in\",\"octets\":2,\"kind\":\"init\",\"message\":\"CMI\","
              + "\"hex\":\"0000\"}",
          json(frame(false, Form.MESSAGE, new byte[] {0, 0})));
    }

    @ParameterizedTest
    @CsvSource({
      "2, '{\"data\":[]}', data",
      "2, '{\"data\":[]}\u0000\u0000', data",
      "3, '{\"connectionClose\":[]}', end",
      "1, '{\"connectionHello\":', unreadable",
      "1, '[]', unreadable",
      "9, '{}', unreadable"
    })
    void theKindIsThatOfTheFirstOctetIfTheRestCanBeRead(int type, String value, String kind) {
      String shown = json(frame(false, Form.MESSAGE, message(type, value)));
      assertEquals(kind, shown.replaceAll(".*\"kind\":\"([a-z]+)\".*", "$1"));
    }

    @Test
    void whatCannotBeReadIsShownByItsOctets() {
      String shown = json(frame(false, Form.MESSAGE, message(9, "x")));
      assertEquals("\"hex\":\"0978\"", shown.replaceAll(".*(\"hex\":\"[0-9a-f]*\").*", "$1"));
    }

    @Test
    void ofACutMessageTheOctetsAreShownThatAreKept() {
      TracedFrame cut =
          new TracedFrame(
              1, Frames.NOW, HELLO.connection(), true, Form.MESSAGE, message(2, "{\"d"), 99);
      assertEquals(
          "\"octets\":99,\"kind\":\"data\",\"hex\":\"027b2264\"}",
          json(cut).replaceAll(".*(\"octets\".*)", "$1"));
    }

    @Test
    void theEndHasItsCodeAndPhrase() {
      byte[] payload = TracedFrame.payload(CloseReason.byPeer(4452, "näin"));
      assertEquals(
          "\"kind\":\"close\",\"body\":{\"code\":4452,\"phrase\":\"näin\"}}",
          json(frame(false, Form.CLOSE, payload)).replaceAll(".*(\"kind\".*)", "$1"));
    }
  }

  @Test
  void aLineForPeopleHasTimeConnectionDirectionLengthNameAndBody() {
    assertEquals(
        "2026-11-22T10:00:00.123Z  c7    out      40  control     connectionHello         "
            + "  {\"connectionHello\":{\"phase\":\"ready\"}}\n",
        written("text", HELLO));
    assertEquals(
        "2026-11-22T10:00:00.123Z  c7    in        0  pong\n",
        written("text", frame(false, Form.PONG, new byte[0])));
  }

  // A device's words must not move the cursor of whoever reads them.
  @Test
  void aLineForPeopleHasNoControlCharacters() {
    String line =
        written("text", frame(false, Form.MESSAGE, message(2, "{\"a\\u001b[2J\":\"\\u009b\"}")));
    assertEquals(List.of(), line.strip().chars().filter(Character::isISOControl).boxed().toList());
  }

  @Test
  void eachFrameIsAnEventThatAFollowerCanResumeFrom() {
    assertEquals("event: frame\nid: 12\ndata: " + json(HELLO) + "\n\n", written("events", HELLO));
  }

  @Test
  void eachFrameIsALineOfJson() {
    assertEquals(json(HELLO) + "\n" + json(HELLO) + "\n", written("jsonl", HELLO, HELLO));
  }

  @Test
  void thereIsNoOtherForm() {
    assertThrows(IllegalArgumentException.class, () -> form("xml"));
  }

  /** Read as Wireshark does; {@code ObserveIT} has it read by Wireshark. */
  @Nested
  final class AsACapture {
    @Test
    void beginsWithASectionAndAnInterfaceOfUser0() {
      ByteBuffer head = ByteBuffer.wrap(form("pcapng").head()).order(ByteOrder.LITTLE_ENDIAN);
      assertEquals(0x0a0d0d0a, head.getInt(0));
      int section = head.getInt(4);
      assertEquals(section, head.getInt(section - 4));
      assertEquals(1, head.getInt(section));
      assertEquals(147, head.getShort(section + 8));
      assertEquals(head.capacity(), section + head.getInt(section + 4));
    }

    @Test
    void aPacketHasItsTimeInMicrosecondsItsHeadAndItsMessage() {
      byte[] octets = form("pcapng").of(List.of(HELLO));
      ByteBuffer packet = ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN);
      assertEquals(6, packet.getInt(0));
      assertEquals(octets.length, packet.getInt(4));
      assertEquals(octets.length, packet.getInt(octets.length - 4));
      long micros = Integer.toUnsignedLong(packet.getInt(12)) << 32;
      assertEquals(1_795_341_600_123_456L, micros | Integer.toUnsignedLong(packet.getInt(16)));
      assertEquals(32 + 40, packet.getInt(20));
      assertEquals(
          "01010000" + "0000000000000007" + Frames.PUMP.hex(),
          HexFormat.of().formatHex(octets, 28, 60));
      assertEquals('c', packet.get(28 + 32 + 3));
      assertEquals(0, octets.length % 4);
      assertEquals(2, packet.getInt(28 + 72 + 4));
    }

    @Test
    void aCutPacketSaysHowLongItWas() {
      TracedFrame cut =
          new TracedFrame(1, Frames.NOW, HELLO.connection(), true, Form.MESSAGE, new byte[4], 99);
      ByteBuffer packet =
          ByteBuffer.wrap(form("pcapng").of(List.of(cut))).order(ByteOrder.LITTLE_ENDIAN);
      assertEquals(32 + 4, packet.getInt(20));
      assertEquals(32 + 99, packet.getInt(24));
    }
  }

  /** What a trace may say of whose it is. */
  @Nested
  final class Redacted {
    private static final String SERIAL = "SN-4711";
    private final Redaction redaction = Redaction.with(new byte[] {1, 2, 3});
    private final TracedFrame telling =
        frame(
            false,
            Form.MESSAGE,
            message(
                2,
                "{\"data\":[{\"serialNumber\":\"SN-4711\"},{\"device\":\"d:_i:SN-4711\"},"
                    + "{\"id\":\"Acme-SN-4711\"},{\"brand\":\"Acme\"},{\"ski\":\""
                    + Frames.PUMP.hex().toUpperCase(Locale.ROOT)
                    + "\"},{\"serialNumber\":\"SN-4711\"}]}"));

    private String shown(String name) {
      byte[] all = TraceForm.named(name, UnaryOperator.identity(), redaction).of(List.of(telling));
      return new String(all, UTF_8);
    }

    @ParameterizedTest
    @CsvSource({"text", "jsonl", "events", "pcapng"})
    void hasNeitherSkiNorSerialNumberInAnyForm(String name) {
      String shown = shown(name);
      assertEquals(-1, shown.indexOf(SERIAL));
      assertEquals(-1, shown.toLowerCase(Locale.ROOT).indexOf(Frames.PUMP.hex()));
      assertEquals(-1, indexOf(shown, HexFormat.of().parseHex(Frames.PUMP.hex())));
      assertEquals(true, shown.contains("Acme\""), "the brand stays");
    }

    private static int indexOf(String shown, byte[] ski) {
      return shown.indexOf(new String(Arrays.copyOf(ski, 5), UTF_8));
    }

    @Test
    void givesTheSameNameTheSamePseudonym() {
      List<String> serials =
          Arrays.stream(shown("text").split("\"serialNumber\":"))
              .skip(1)
              .map(rest -> rest.substring(1, 18))
              .toList();
      assertEquals(2, serials.size());
      assertEquals(serials.getFirst(), serials.getLast());
      String ski = redaction.of(Frames.PUMP).hex();
      assertEquals(true, shown("text").contains(ski), "in text and in the head it is the same");
    }

    @Test
    void anotherRunGivesOtherPseudonyms() {
      Ski otherRun = new Ski(Redaction.with(new byte[] {4}).of(Frames.PUMP).hex());
      assertEquals(false, otherRun.equals(redaction.of(Frames.PUMP)));
    }
  }
}
