package dev.shiphub.ship.wire;

import static dev.shiphub.ship.wire.Octets.control;
import static dev.shiphub.ship.wire.Octets.data;
import static dev.shiphub.ship.wire.Octets.decoded;
import static dev.shiphub.ship.wire.Octets.end;
import static dev.shiphub.ship.wire.Octets.hex;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.shiphub.ship.json.JsonWriter;
import dev.shiphub.ship.wire.ConnectionClose.Reason;
import dev.shiphub.ship.wire.ProtocolHandshake.Version;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What known devices send differently, and still mean (the receiving rules of the design). */
class MessageToleranceTest {
  private static ConnectionHello hello(String members) {
    return assertInstanceOf(
        ConnectionHello.class, decoded(control("{\"connectionHello\":" + members + "}")));
  }

  private static Optional<Duration> waiting(String number) {
    return hello("[{\"phase\":\"pending\"},{\"waiting\":" + number + "}]").waiting();
  }

  @Nested
  class Init {
    @ParameterizedTest
    @ValueSource(strings = {"0000", "000000", "00000000000000"})
    void mayBeFollowedByZeros(String message) {
      assertEquals(ConnectionInit.VALID, decoded(hex(message)));
    }

    // TC_SHIP_CMI_005
    @ParameterizedTest
    @CsvSource({"0001, 1", "00ff, 255", "000001, 1", "00000200, 2", "007b7d, 123"})
    void isAlwaysInitWhateverElseFollows(String message, int head) {
      assertEquals(new ConnectionInit(head), decoded(hex(message)));
    }
  }

  // Rule 1
  @Nested
  class Surroundings {
    // Porsche Mobile Charger Plus and Connect append one to many.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 100, 4000})
    void zerosAfterTheJsonAreCut(int zeros) {
      byte[] message = control("{\"connectionHello\":[{\"phase\":\"aborted\"}]}");
      assertEquals(
          ConnectionHello.aborted(), decoded(Arrays.copyOf(message, message.length + zeros)));
    }

    // TC_SHIP_MSG_003
    @ParameterizedTest
    @MethodSource("dev.shiphub.ship.wire.MessageEncodingTest#messages")
    void whiteSpaceMayStandAroundEveryStructuralCharacter(
        ShipMessage message, int type, String json, int length) {
      String spaced = json.replaceAll("([{}\\[\\]:,])", " \t\r\n$1 \t\r\n");
      assertEquals(message, decoded(Octets.message(type, spaced)), length + " octets");
    }

    @Test
    void whiteSpaceMayStandBeforeTheZeros() {
      assertEquals(
          new AccessMethodsRequest(), decoded(control("{\"accessMethodsRequest\":[]}\r\n\0\0")));
    }
  }

  // Rule 2
  @Nested
  class Sequences {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "[{\"phase\":\"pending\"},{\"waiting\":60000}]",
          "{\"phase\":\"pending\",\"waiting\":60000}",
          "[{\"phase\":\"pending\",\"waiting\":60000}]",
          "[{},{\"waiting\":60000},{\"phase\":\"pending\"}]",
          "[{\"phase\":\"ready\"},{\"waiting\":60000},{\"phase\":\"pending\"}]",
          "[{\"phase\":[\"pending\"]},{\"waiting\":[60000]}]"
        })
    void areListsOfObjectsOrObjects(String members) {
      assertEquals(ConnectionHello.pending(Duration.ofMinutes(1)), hello(members));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "null", "[{}]", "[null]", "{\"unknown\":1}", "\"\""})
    void mayBeEmptyInManyWays(String members) {
      assertEquals(
          new AccessMethodsRequest(),
          decoded(control("{\"accessMethodsRequest\":" + members + "}")));
    }

    @Test
    void whichAreNullHaveNoMembers() {
      assertEquals(
          new ProtocolHandshake(ProtocolHandshake.Type.SELECT, Version.V1_0, List.of()),
          decoded(
              control(
                  "{\"messageProtocolHandshake\":[{\"handshakeType\":\"select\"},"
                      + "{\"version\":[{\"major\":1},{\"minor\":0}]},{\"formats\":null}]}")));
    }
  }

  // Rules 3 and 4
  @Nested
  class UnknownContent {
    // SHIP 1.1 adds it to the hello.
    @Test
    void isSkippedAmongMembers() {
      assertEquals(
          ConnectionHello.aborted(),
          hello("[{\"phase\":\"aborted\"},{\"keyMaterialState\":[{\"updateCounter\":1}]}]"));
    }

    @Test
    void isSkippedAmongRoots() {
      assertEquals(
          PinState.NONE,
          decoded(
              control(
                  "{\"x\":1,\"connectionPinState\":[{\"pinState\":\"none\"}],\"accessMethodsRequest\":[]}")));
    }

    // eebus-go's sg#56 shows a peer that sends it.
    @Test
    void doesNotMatterInPlainObjects() {
      assertEquals(
          new AccessMethods("x"),
          decoded(control("{\"accessMethods\":{\"id\":\"x\",\"dnsSd_mDns\":{},\"dns\":null}}")));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{\"accessMethods\":[{\"id\":\"x\"},{\"dnsSd_mDns\":[]}]}",
          "{\"accessMethods\":[{\"id\":\"x\"},{\"dnsSd_mDns\":[]},"
              + "{\"dns\":[{\"uri\":\"wss://DESKTOP-IAKQS71.local:4769\"}]}]}"
        })
    void mayBeTheAccessMethodsThemselves(String json) {
      assertEquals(new AccessMethods("x"), decoded(control(json)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"keyMaterialState", "commissioningRequest", "connectionClose"})
    void isNamedWhereNoRootIsKnown(String root) {
      assertEquals(new UnknownControl(root), decoded(control("{\"" + root + "\":[]}")));
    }

    @Test
    void isHarmlessToShow() {
      assertEquals(
          new UnknownControl("a??[31mb?c"), decoded(control("{\"a\\n\\u001b[31mb\\u202ec\":[]}")));
      assertEquals(
          new UnknownControl("😀".repeat(61) + "..."),
          decoded(control("{\"" + "😀".repeat(65) + "\":[]}")));
    }
  }

  // Rule 5
  @Nested
  class Handshakes {
    static Stream<Arguments> spellings() {
      List<String> versions =
          List.of(
              "[{\"major\":1},{\"minor\":0}]",
              "{\"major\":1,\"minor\":0}",
              "[{\"major\":\"1\"},{\"minor\":\"0\"}]",
              "[{\"minor\":0},{\"major\":1.0}]");
      List<String> formats =
          List.of(
              "[{\"format\":[\"JSON-UTF8\"]}]",
              "{\"format\":[\"JSON-UTF8\"]}",
              "{\"format\":\"JSON-UTF8\"}",
              "[{\"format\":\"JSON-UTF8\"}]");
      return versions.stream()
          .flatMap(version -> formats.stream().map(format -> Arguments.of(version, format)));
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void spellVersionAndFormatsInManyWays(String version, String formats) {
      String members =
          "[{\"handshakeType\":\"select\"},{\"version\":%s},{\"formats\":%s}]"
              .formatted(version, formats);
      assertEquals(
          ProtocolHandshake.select(Version.V1_0),
          decoded(control("{\"messageProtocolHandshake\":" + members + "}")));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "[{\"format\":[\"JSON-UTF8\",\"JSON-UTF16\"]}]",
          "[{\"format\":\"JSON-UTF8\"},{\"format\":\"JSON-UTF16\"}]"
        })
    void mayOfferSeveralFormats(String formats) {
      ProtocolHandshake handshake =
          assertInstanceOf(
              ProtocolHandshake.class,
              decoded(
                  control(
                      "{\"messageProtocolHandshake\":{\"handshakeType\":\"announceMax\","
                          + "\"version\":{\"major\":1,\"minor\":1},\"formats\":"
                          + formats
                          + "}}")));
      assertEquals(List.of("JSON-UTF8", "JSON-UTF16"), handshake.formats());
    }
  }

  // Rule 6
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"messageProtocolHandshakeError\":[{\"error\":2}]}",
        "{\"messageProtocolHandshakeError\":{\"error\":2}}",
        "{\"messageProtocolHandshakeError\":[{\"error\":[2]}]}",
        "{\"messageProtocolHandshakeError\":[{\"error\":\"2\"}]}",
        "{\"error\":2}",
        "{\"error\":[2]}"
      })
  void errorsComeWithRootAndWithout(String json) {
    assertEquals(ProtocolHandshakeError.UNEXPECTED_MESSAGE, decoded(control(json)));
  }

  // Rule 7
  @Nested
  class Closes {
    @ParameterizedTest
    @CsvSource({
      "unspecific, UNSPECIFIC",
      "removedConnection, REMOVED_CONNECTION",
      "User close, UNSPECIFIC",
      "RemovedConnection, UNSPECIFIC",
      "'', UNSPECIFIC"
    })
    void mayHaveAnyReason(String word, Reason reason) {
      assertEquals(
          ConnectionClose.announce(Duration.ofMillis(500), reason),
          decoded(
              end(
                  "{\"connectionClose\":[{\"phase\":\"announce\"},{\"maxTime\":500},{\"reason\":\""
                      + word
                      + "\"}]}")));
    }

    // The evcc of 2022 sent no maxTime; EEBUS.Net sends what it has not as 0 or null.
    @ParameterizedTest
    @ValueSource(
        strings = {
          "[{\"phase\":\"announce\"}]",
          "[{\"phase\":\"announce\"},{\"maxTime\":0},{\"reason\":null}]",
          "{\"phase\":\"announce\",\"maxTime\":null}"
        })
    void mayLackWhatIsOptional(String members) {
      assertEquals(
          new ConnectionClose(ConnectionClose.Phase.ANNOUNCE, Optional.empty(), Optional.empty()),
          decoded(end("{\"connectionClose\":" + members + "}")));
    }

    @Test
    void mayHaveMembersThatAConfirmationHasNot() {
      assertEquals(
          ConnectionClose.CONFIRM,
          decoded(
              end(
                  "{\"connectionClose\":[{\"phase\":\"confirm\"},{\"maxTime\":0},{\"reason\":7}]}")));
    }

    @ParameterizedTest
    @CsvSource({"100, 100", "600000, 600000", "600001, 600000", "2147483648, 600000"})
    void haveATimeOfAtMostTenMinutes(long sent, long millis) {
      ConnectionClose close =
          assertInstanceOf(
              ConnectionClose.class,
              decoded(
                  end(
                      "{\"connectionClose\":[{\"phase\":\"announce\"},{\"maxTime\":"
                          + sent
                          + "}]}")));
      assertEquals(Optional.of(Duration.ofMillis(millis)), close.maxTime());
    }
  }

  // Rule 8
  @Nested
  class Hellos {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "[{\"phase\":\"ready\"},{\"waiting\":0},{\"prolongationRequest\":false}]",
          "[{\"phase\":\"ready\"},{\"waiting\":null},{\"prolongationRequest\":null}]",
          "[{\"phase\":\"ready\"},{\"waiting\":\"0\"},{\"prolongationRequest\":\"false\"}]",
          "[{\"phase\":\"ready\"}]"
        })
    void mayMakeExplicitWhatIsAbsent(String members) {
      assertEquals(
          new ConnectionHello(ConnectionHello.Phase.READY, Optional.empty(), false),
          hello(members));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{\"prolongationRequest\":true}",
          "{\"prolongation_request\":true}",
          "{\"prolongationRequest\":\"true\"}",
          "{\"prolongationRequest\":false},{\"prolongation_request\":true}"
        })
    void mayAskForMoreTimeInAnySpelling(String member) {
      assertEquals(
          ConnectionHello.prolongation(), hello("[{\"phase\":\"pending\"}," + member + "]"));
    }

    // Milliseconds, except that jeebus sends seconds; and Tinkerforge lets its count run below 0.
    @ParameterizedTest
    @CsvSource({
      "1, 1000",
      "120, 120000",
      "599, 599000",
      "600, 600000",
      "999, 600000",
      "1000, 1000",
      "29999, 29999",
      "30000, 30000",
      "60000, 60000",
      "60000.0, 60000",
      "6e4, 60000",
      "'\"60000\"', 60000",
      "240001, 240001",
      "600000, 600000",
      "600001, 600000",
      "4294957296, 600000",
      "4294967296, 600000",
      "9007199254740992, 600000",
      "18446744073709551615, 600000"
    })
    void haveAWaitingOfAtMostTenMinutes(String sent, long millis) {
      assertEquals(Optional.of(Duration.ofMillis(millis)), waiting(sent));
    }
  }

  @Nested
  class Data {
    private static final String PAYLOAD = "{\"datagram\":[{\"header\":[]},{\"payload\":[]}]}";

    static Stream<String> outerShapes() {
      return Stream.of(
          "{\"data\":[{\"header\":[{\"protocolId\":\"ee1.0\"}]},{\"payload\":%s}]}",
          "{\"data\":{\"header\":{\"protocolId\":\"ee1.0\"},\"payload\":%s}}",
          "{\"data\":[{\"header\":{\"protocolId\":\"ee1.0\"},\"payload\":%s}]}",
          "{\"data\":[{\"header\":[{\"protocolId\":\"ee1.0\"}]},{\"payload\":[%s]}]}",
          "{\"data\":{\"payload\":[%s],\"header\":[{\"protocolId\":\"ee1.0\"}]}}",
          "{\"x\":0,\"data\":[{\"header\":[{\"protocolId\":\"ee1.0\"},{\"x\":1}]},{\"payload\":%s},"
              + "{\"extension\":[{\"extensionId\":\"e\"}]}]}");
    }

    @ParameterizedTest
    @MethodSource("outerShapes")
    void hasOnePayloadInEveryOuterShape(String shape) {
      ShipData read = assertInstanceOf(ShipData.class, decoded(data(shape.formatted(PAYLOAD))));
      assertEquals("ee1.0", read.protocolId());
      assertEquals(PAYLOAD, JsonWriter.COMPACT.text(read.payload()));
    }

    // SHIP-IG 2.2
    @ParameterizedTest
    @MethodSource("outerShapes")
    void mayHaveWhiteSpaceAroundEveryStructuralCharacter(String shape) {
      String spaced = shape.formatted(PAYLOAD).replaceAll("([{}\\[\\]:,])", " \t\r\n$1 \t\r\n");
      ShipData read = assertInstanceOf(ShipData.class, decoded(data(spaced)));
      assertEquals(PAYLOAD, JsonWriter.COMPACT.text(read.payload()));
    }

    // The form in which spine-go's comments quote a Porsche charger, with its zeros.
    @Test
    void isReadFromAPorscheCharger() {
      String json =
          """
          {"data":[{"header":[{"protocolId":"ee1.0"}]},{"payload":{"datagram":[{"header":\
          [{"specificationVersion":"1.1.1"},{"msgCounter":13287761},{"cmdClassifier":"notify"}]},\
          {"payload":[{"cmd":[[{"function":"nodeManagementDetailedDiscoveryData"},\
          {"filter":[[{"cmdControl":[{"partial":[]}]}]]}]]}]}]}}]}\0\0\0\
          """;
      ShipData read = assertInstanceOf(ShipData.class, decoded(data(json)));
      assertEquals(
          "{\"datagram\":{\"header\":{\"specificationVersion\":\"1.1.1\",\"msgCounter\":13287761,"
              + "\"cmdClassifier\":\"notify\"},\"payload\":{\"cmd\":[{\"function\":"
              + "\"nodeManagementDetailedDiscoveryData\",\"filter\":[{\"cmdControl\":{\"partial\":{}}}]}]}}}",
          JsonWriter.COMPACT.text(EebusJson.toPlain(read.payload())));
    }

    @Test
    void ofAnotherUpperLayerIsReadAsWell() {
      assertEquals(
          "other",
          assertInstanceOf(
                  ShipData.class,
                  decoded(
                      data(
                          "{\"data\":[{\"header\":[{\"protocolId\":\"other\"}]},{\"payload\":{\"x\":1}}]}")))
              .protocolId());
    }
  }

  @Nested
  class PinStates {
    @ParameterizedTest
    @CsvSource({"none, NONE", "pinOk, PIN_OK"})
    void withoutAnInputHaveNoPermission(String word, PinState.State state) {
      assertEquals(
          new PinState(state, Optional.empty()),
          decoded(
              control(
                  "{\"connectionPinState\":[{\"pinState\":\""
                      + word
                      + "\"},{\"inputPermission\":\"ok\"}]}")));
    }

    @Test
    void mayBeOptionalAndBusy() {
      assertEquals(
          new PinState(PinState.State.OPTIONAL, Optional.of(PinState.InputPermission.BUSY)),
          decoded(
              control(
                  "{\"connectionPinState\":{\"pinState\":\"optional\",\"inputPermission\":\"busy\"}}")));
    }
  }

  @Test
  void aPinIsNotShown() {
    ShipMessage message = decoded(control("{\"connectionPinInput\":[{\"pin\":\"5ec2e7AA\"}]}"));
    assertEquals(new PinInput("5ec2e7AA"), message);
    assertEquals("PinInput[pin=***]", message.toString());
  }

  @Test
  void everyTextMayHaveAnyCharacter() {
    String id = "Wärmepumpe 😀 \u0000 \u202e";
    String json =
        id.chars().mapToObj("\\u%04x"::formatted).collect(Collectors.joining("", "\"", "\""));
    assertEquals(
        new AccessMethods(id), decoded(control("{\"accessMethods\":[{\"id\":" + json + "}]}")));
  }
}
