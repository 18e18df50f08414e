package dev.shiphub.ship.wire;

import static dev.shiphub.ship.wire.Octets.CODEC;
import static dev.shiphub.ship.wire.Octets.control;
import static dev.shiphub.ship.wire.Octets.data;
import static dev.shiphub.ship.wire.Octets.end;
import static dev.shiphub.ship.wire.Octets.hex;
import static dev.shiphub.ship.wire.Octets.malformed;
import static dev.shiphub.ship.wire.Octets.message;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MalformedMessageTest {
  @Nested
  class Frames {
    // To be ignored and counted, other than what cannot be read (SHIP 13.4.2).
    @ParameterizedTest
    @CsvSource({"'', -1", "00, 0", "01, 1", "02, 2", "03, 3", "ff00, 255", "047b7d, 4", "80, 128"})
    void withoutTypeOrValueAreSkippable(String octets, int type) {
      Decoded.Skippable<?> skippable =
          assertInstanceOf(Decoded.Skippable.class, CODEC.decode(hex(octets)));
      assertEquals(type, skippable.frameType());
    }

    // TC_SHIP_CMI_001: a server must see it to answer and close, so it is not skippable.
    @ParameterizedTest
    @CsvSource({"0100, 1", "0200, 2", "03000000, 3"})
    void ofZerosAreMalformed(String octets, int type) {
      assertEquals(type, malformed(hex(octets)).frameType());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void holdOneJsonObject(int type) {
      for (String json :
          new String[] {
            "x",
            "[]",
            "[{\"connectionHello\":[]}]",
            "1",
            "\"a\"",
            "null",
            "{",
            "{}{}",
            "{} x",
            "\uFEFF{}",
            "{\"a\":\"\\ud800\"}",
            "\0{}",
            "{}\0 ",
            "{\"a\":1,}"
          }) {
        assertEquals(type, malformed(message(type, json)).frameType(), json);
      }
    }

    @ParameterizedTest
    @ValueSource(strings = {"017b22c32228223a317d", "01fffe7b007d00", "017b22eda08022223a317d"})
    void holdUtf8(String octets) {
      assertEquals(1, malformed(hex(octets)).frameType());
    }
  }

  static Stream<String> badNumbers() {
    return Stream.of(
        "-1",
        "-0.5",
        "1.5",
        "1e-1",
        "1e999",
        "-1e999",
        "1e999999999",
        "18446744073709551616",
        "1e30",
        "\"-1\"",
        "\"1.5\"",
        "\"\"",
        "\" 1\"",
        "\"0x10\"",
        "\"one\"",
        "true",
        "{}",
        "[]",
        "[1,2]",
        "{\"a\":1}",
        "[[1]]");
  }

  @ParameterizedTest
  @MethodSource("badNumbers")
  void numbersAreCheckedEverywhere(String number) {
    malformed(
        control("{\"connectionHello\":[{\"phase\":\"ready\"},{\"waiting\":" + number + "}]}"));
    malformed(
        control(
            "{\"messageProtocolHandshake\":[{\"handshakeType\":\"select\"},{\"version\":[{\"major\":"
                + number
                + "},{\"minor\":0}]},{\"formats\":[{\"format\":[\"JSON-UTF8\"]}]}]}"));
    malformed(control("{\"messageProtocolHandshakeError\":[{\"error\":" + number + "}]}"));
    malformed(control("{\"error\":" + number + "}"));
    malformed(control("{\"connectionPinError\":[{\"error\":" + number + "}]}"));
    malformed(end("{\"connectionClose\":[{\"phase\":\"announce\"},{\"maxTime\":" + number + "}]}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"connectionHello\":[]}",
        "{\"connectionHello\":null}",
        "{\"connectionHello\":\"ready\"}",
        "{\"connectionHello\":true}",
        "{\"connectionHello\":[\"phase\"]}",
        "{\"connectionHello\":[[{\"phase\":\"ready\"}]]}",
        "{\"connectionHello\":[{\"phase\":\"ready\"},null]}",
        "{\"connectionHello\":[{\"waiting\":60000}]}",
        "{\"connectionHello\":[{\"phase\":\"READY\"}]}",
        "{\"connectionHello\":[{\"phase\":\"\"}]}",
        "{\"connectionHello\":[{\"phase\":1}]}",
        "{\"connectionHello\":[{\"phase\":{\"ready\":true}}]}",
        "{\"connectionHello\":[{\"phase\":[\"ready\",\"ready\"]}]}",
        "{\"connectionHello\":[{\"phase\":\"pending\"},{\"prolongationRequest\":1}]}",
        "{\"connectionHello\":[{\"phase\":\"pending\"},{\"prolongationRequest\":\"yes\"}]}",
        "{\"connectionHello\":[{\"phase\":\"pending\"},{\"prolongationRequest\":[]}]}",
        "{\"connectionHello\":[{\"phase\":\"pending\"},{\"prolongationRequest\":{\"a\":true}}]}",
        "{\"messageProtocolHandshake\":[{\"handshakeType\":\"select\"},"
            + "{\"version\":[{\"major\":1},{\"minor\":0}]},{\"formats\":\"JSON-UTF8\"}]}",
        "{\"messageProtocolHandshake\":[{\"handshakeType\":\"select\"}]}",
        "{\"messageProtocolHandshake\":[{\"handshakeType\":\"select\"},{\"version\":[{\"major\":1}]}]}",
        "{\"messageProtocolHandshake\":[{\"handshakeType\":\"select\"},{\"version\":\"1.0\"}]}",
        "{\"messageProtocolHandshake\":[{\"version\":[{\"major\":1},{\"minor\":0}]}]}",
        "{\"messageProtocolHandshake\":[{\"handshakeType\":\"select\"},"
            + "{\"version\":[{\"major\":65536},{\"minor\":0}]}]}",
        "{\"messageProtocolHandshake\":[{\"handshakeType\":\"select\"},"
            + "{\"version\":[{\"major\":1},{\"minor\":0}]},{\"formats\":[\"JSON-UTF8\"]}]}",
        "{\"messageProtocolHandshake\":[{\"handshakeType\":\"select\"},"
            + "{\"version\":[{\"major\":1},{\"minor\":0}]},{\"formats\":[{\"format\":[1]}]}]}",
        "{\"messageProtocolHandshake\":[{\"handshakeType\":\"select\"},"
            + "{\"version\":[{\"major\":1},{\"minor\":0}]},{\"formats\":[{\"format\":1}]}]}",
        "{\"messageProtocolHandshake\":[{\"handshakeType\":\"select\"},"
            + "{\"version\":[{\"major\":1},{\"minor\":0}]},{\"formats\":[{\"format\":true}]}]}",
        "{\"messageProtocolHandshake\":[{\"handshakeType\":\"select\"},"
            + "{\"version\":[{\"major\":1},{\"minor\":0}]},{\"formats\":[{\"format\":{\"a\":1}}]}]}",
        "{\"messageProtocolHandshakeError\":[]}",
        "{\"messageProtocolHandshakeError\":[{\"error\":256}]}",
        "{\"connectionPinState\":[]}",
        "{\"connectionPinState\":[{\"pinState\":\"maybe\"}]}",
        "{\"connectionPinState\":[{\"pinState\":\"required\"},{\"inputPermission\":\"no\"}]}",
        "{\"connectionPinInput\":[]}",
        "{\"connectionPinInput\":[{\"pin\":\"\"}]}",
        "{\"connectionPinInput\":[{\"pin\":\"1234567\"}]}",
        "{\"connectionPinInput\":[{\"pin\":\"12345678901234567\"}]}",
        "{\"connectionPinInput\":[{\"pin\":\"1234567G\"}]}",
        "{\"connectionPinInput\":[{\"pin\":12345678}]}",
        "{\"connectionPinError\":[]}",
        "{\"accessMethods\":[]}",
        "{\"accessMethods\":[{\"id\":null}]}",
        "{\"accessMethods\":[{\"id\":7}]}",
        "{\"accessMethods\":[{\"id\":true}]}",
        "{\"accessMethods\":[{\"id\":[]}]}",
        "{\"accessMethods\":[{\"id\":{\"a\":\"b\"}}]}"
      })
  void controlMessagesNeedWhatIsMandatory(String json) {
    assertEquals(1, malformed(control(json)).frameType());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"datagram\":[]}",
        "{\"accessMethodsRequest\":[]}",
        "{\"data\":[]}",
        "{\"data\":null}",
        "{\"data\":7}",
        "{\"data\":[{\"header\":[{\"protocolId\":\"ee1.0\"}]}]}",
        "{\"data\":[{\"payload\":{\"datagram\":[]}}]}",
        "{\"data\":[{\"header\":[]},{\"payload\":{\"datagram\":[]}}]}",
        "{\"data\":[{\"header\":[{\"protocolId\":1}]},{\"payload\":{\"datagram\":[]}}]}",
        "{\"data\":[{\"header\":[{\"protocolId\":\"ee1.0\"}]},{\"payload\":{}}]}",
        "{\"data\":[{\"header\":[{\"protocolId\":\"ee1.0\"}]},{\"payload\":[]}]}",
        "{\"data\":[{\"header\":[{\"protocolId\":\"ee1.0\"}]},{\"payload\":null}]}",
        "{\"data\":[{\"header\":[{\"protocolId\":\"ee1.0\"}]},{\"payload\":\"x\"}]}",
        "{\"data\":[{\"header\":[{\"protocolId\":\"ee1.0\"}]},{\"payload\":[1]}]}"
      })
  void dataMessagesNeedAHeaderAndAPayload(String json) {
    assertEquals(2, malformed(data(json)).frameType());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"accessMethodsRequest\":[]}",
        "{\"connectionClose\":[]}",
        "{\"connectionClose\":[{\"phase\":\"close\"}]}",
        "{\"connectionClose\":[{\"maxTime\":500}]}",
        "{\"connectionClose\":\"announce\"}"
      })
  void closeMessagesNeedAPhase(String json) {
    assertEquals(3, malformed(end(json)).frameType());
  }

  @Nested
  class Limits {
    private static final String REQUEST = "{\"accessMethodsRequest\":[]}";

    private static byte[] padded(int type, String json, int length) {
      byte[] message = Arrays.copyOf(message(type, json), length);
      Arrays.fill(message, 1 + json.length(), length, (byte) ' ');
      return message;
    }

    @Test
    void areEightKibibytesForControl() {
      assertInstanceOf(Decoded.Ok.class, CODEC.decode(padded(1, REQUEST, 8 << 10)));
      assertEquals(
          new Decoded.Malformed<>("a message of 8193 octets, more than 8192", 1),
          malformed(padded(1, REQUEST, (8 << 10) + 1)));
      assertInstanceOf(
          Decoded.Malformed.class,
          CODEC.decode(
              padded(3, "{\"connectionClose\":[{\"phase\":\"confirm\"}]}", (8 << 10) + 1)));
      assertInstanceOf(Decoded.Malformed.class, CODEC.decode(new byte[(8 << 10) + 1]));
    }

    @Test
    void areOneMebibyteForData() {
      String json =
          "{\"data\":[{\"header\":[{\"protocolId\":\"ee1.0\"}]},{\"payload\":{\"x\":1}}]}";
      assertInstanceOf(Decoded.Ok.class, CODEC.decode(padded(2, json, 1 << 20)));
      assertInstanceOf(Decoded.Malformed.class, CODEC.decode(padded(2, json, (1 << 20) + 1)));
    }

    @Test
    void holdForDepth() {
      assertInstanceOf(
          Decoded.Malformed.class,
          CODEC.decode(data("{\"data\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}")));
    }

    @Test
    void leaveRoomForATypeAndAValue() {
      assertEquals(2, new WireLimits(2, 2, 2).outbound());
      assertThrows(IllegalArgumentException.class, () -> new WireLimits(1, 2, 2));
      assertThrows(IllegalArgumentException.class, () -> new WireLimits(2, 1, 2));
      assertThrows(IllegalArgumentException.class, () -> new WireLimits(2, 2, 1));
    }

    @Test
    void areParameters() {
      MessageCodec narrow = new MessageCodec(new WireLimits(30, 50, 100));
      assertInstanceOf(Decoded.Ok.class, narrow.decode(padded(1, REQUEST, 30)));
      assertInstanceOf(Decoded.Malformed.class, narrow.decode(padded(1, REQUEST, 31)));
    }
  }

  @Nested
  class Words {
    @Test
    void tellWhatIsWrong() {
      assertEquals(
          "connectionHello: phase is 'nope'",
          malformed(control("{\"connectionHello\":[{\"phase\":\"nope\"}]}")).what());
      assertEquals(
          "connectionHello: waiting is out of range",
          malformed(control("{\"connectionHello\":[{\"phase\":\"ready\"},{\"waiting\":-1}]}"))
              .what());
      assertEquals(
          "messageProtocolHandshake.version: minor is missing",
          malformed(
                  control(
                      "{\"messageProtocolHandshake\":[{\"handshakeType\":\"select\"},"
                          + "{\"version\":[{\"major\":1}]}]}"))
              .what());
    }

    @Test
    void quoteSixteenCharactersWhole() {
      assertEquals(
          "connectionHello: phase is 'abcdefghijklmnop'",
          malformed(control("{\"connectionHello\":[{\"phase\":\"abcdefghijklmnop\"}]}")).what());
      assertEquals(
          "connectionHello: phase is 'abcdefghijklm...'",
          malformed(control("{\"connectionHello\":[{\"phase\":\"abcdefghijklmnopq\"}]}")).what());
    }

    @Test
    void quoteLittleAndNothingThatControlsATerminal() {
      String what =
          malformed(
                  control(
                      "{\"connectionHello\":[{\"phase\":\"\\u001b[2J\\r\\n"
                          + "x".repeat(999)
                          + "\"}]}"))
              .what();
      assertEquals("connectionHello: phase is '?[2J??xxxxxxx...'", what);
    }

    // A PIN that was mistyped is still nearly the PIN.
    @ParameterizedTest
    @ValueSource(
        strings = {
          "{\"connectionPinInput\":[{\"pin\":\"5EC2E7A\"}]}",
          "{\"connectionPinInput\":[{\"pin\":\"5EC2 E7AA\"}]}",
          "{\"connectionPinInput\":\"5EC2E7AA\"}",
          "{\"connectionPinInput\":[\"5EC2E7AA\"]}",
          "{\"connectionPinInput\":[{\"pin\":[\"5EC2E7AA\",\"\"]}]}",
          "{\"connectionPinInput\":[{\"pin\":\"5EC2E7AA\"]}",
          "{\"connectionPinInput\":[{\"pin\":\"5EC2E7AA"
        })
    void neverQuoteAPin(String json) {
      String what = malformed(control(json)).what();
      assertFalse(what.contains("5EC2"), what);
      assertTrue(what.length() < 150, what);
    }
  }
}
