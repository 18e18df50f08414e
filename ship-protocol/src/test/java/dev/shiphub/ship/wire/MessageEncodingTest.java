package dev.shiphub.ship.wire;

import static dev.shiphub.ship.wire.Octets.CODEC;
import static dev.shiphub.ship.wire.Octets.decoded;
import static dev.shiphub.ship.wire.Octets.encoded;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.wire.ProtocolHandshake.Version;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageEncodingTest {
  private static final Duration MINUTE = Duration.ofSeconds(60);

  static Stream<Arguments> messages() {
    return Stream.of(
        Arguments.of(
            ConnectionHello.ready(MINUTE),
            1,
            "{\"connectionHello\":[{\"phase\":\"ready\"},{\"waiting\":60000}]}",
            58),
        Arguments.of(
            ConnectionHello.pending(MINUTE),
            1,
            "{\"connectionHello\":[{\"phase\":\"pending\"},{\"waiting\":60000}]}",
            60),
        Arguments.of(
            ConnectionHello.prolongation(),
            1,
            "{\"connectionHello\":[{\"phase\":\"pending\"},{\"prolongationRequest\":true}]}",
            71),
        Arguments.of(
            ConnectionHello.aborted(), 1, "{\"connectionHello\":[{\"phase\":\"aborted\"}]}", 42),
        Arguments.of(
            ProtocolHandshake.announceMax(Version.V1_0),
            1,
            "{\"messageProtocolHandshake\":[{\"handshakeType\":\"announceMax\"},"
                + "{\"version\":[{\"major\":1},{\"minor\":0}]},{\"formats\":[{\"format\":[\"JSON-UTF8\"]}]}]}",
            140),
        Arguments.of(
            ProtocolHandshake.select(Version.V1_0),
            1,
            "{\"messageProtocolHandshake\":[{\"handshakeType\":\"select\"},"
                + "{\"version\":[{\"major\":1},{\"minor\":0}]},{\"formats\":[{\"format\":[\"JSON-UTF8\"]}]}]}",
            135),
        Arguments.of(
            ProtocolHandshakeError.TIMEOUT,
            1,
            "{\"messageProtocolHandshakeError\":[{\"error\":1}]}",
            48),
        Arguments.of(PinState.NONE, 1, "{\"connectionPinState\":[{\"pinState\":\"none\"}]}", 45),
        Arguments.of(
            new PinState(PinState.State.REQUIRED, Optional.of(PinState.InputPermission.OK)),
            1,
            "{\"connectionPinState\":[{\"pinState\":\"required\"},{\"inputPermission\":\"ok\"}]}",
            74),
        Arguments.of(
            new PinInput("55AAAAFF"), 1, "{\"connectionPinInput\":[{\"pin\":\"55AAAAFF\"}]}", 44),
        Arguments.of(new PinError(1), 1, "{\"connectionPinError\":[{\"error\":1}]}", 37),
        Arguments.of(new AccessMethodsRequest(), 1, "{\"accessMethodsRequest\":[]}", 28),
        Arguments.of(
            new AccessMethods("RemoteShipID"),
            1,
            "{\"accessMethods\":[{\"id\":\"RemoteShipID\"}]}",
            42),
        Arguments.of(
            ConnectionClose.announce(Duration.ofMillis(500), ConnectionClose.Reason.UNSPECIFIC),
            3,
            "{\"connectionClose\":[{\"phase\":\"announce\"},{\"maxTime\":500},{\"reason\":\"unspecific\"}]}",
            83),
        Arguments.of(
            ConnectionClose.announce(
                Duration.ofMillis(500), ConnectionClose.Reason.REMOVED_CONNECTION),
            3,
            "{\"connectionClose\":[{\"phase\":\"announce\"},{\"maxTime\":500},"
                + "{\"reason\":\"removedConnection\"}]}",
            90),
        Arguments.of(
            ConnectionClose.CONFIRM, 3, "{\"connectionClose\":[{\"phase\":\"confirm\"}]}", 42));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void everyMessageHasItsExactOctets(ShipMessage message, int type, String json, int length) {
    byte[] octets = encoded(message);
    assertEquals(json, new String(octets, 1, octets.length - 1, StandardCharsets.UTF_8));
    assertEquals(type, octets[0]);
    assertEquals(length, octets.length);
    assertEquals(message, decoded(octets));
  }

  @Test
  void theFirstMessageIsTwoZeros() {
    assertArrayEquals(new byte[] {0, 0}, encoded(ConnectionInit.VALID));
    assertArrayEquals(new byte[] {0, (byte) 0xff}, encoded(new ConnectionInit(255)));
  }

  @Test
  void theHexVectorsAreMet() {
    assertEquals(
        "017b22636f6e6e656374696f6e48656c6c6f223a5b7b227068617365223a227265616479227d2c7b2277616974696e67223a36303030307d5d7d",
        HexFormat.of().formatHex(encoded(ConnectionHello.ready(MINUTE))));
    assertEquals(
        "017b226163636573734d6574686f647352657175657374223a5b5d7d",
        HexFormat.of().formatHex(encoded(new AccessMethodsRequest())));
    assertEquals(
        "037b22636f6e6e656374696f6e436c6f7365223a5b7b227068617365223a22636f6e6669726d227d5d7d",
        HexFormat.of().formatHex(encoded(ConnectionClose.CONFIRM)));
  }

  @Test
  void anUnknownControlIsItsNameAlone() {
    assertArrayEquals(
        Octets.control("{\"keyMaterialStateRequest\":[]}"),
        encoded(new UnknownControl("keyMaterialStateRequest")));
  }

  @Test
  void severalFormatsAreOneList() {
    ProtocolHandshake offer =
        new ProtocolHandshake(
            ProtocolHandshake.Type.ANNOUNCE_MAX,
            new Version(1, 1),
            List.of("JSON-UTF8", "JSON-UTF16"));
    assertArrayEquals(
        Octets.control(
            "{\"messageProtocolHandshake\":[{\"handshakeType\":\"announceMax\"},"
                + "{\"version\":[{\"major\":1},{\"minor\":1}]},"
                + "{\"formats\":[{\"format\":[\"JSON-UTF8\",\"JSON-UTF16\"]}]}]}"),
        encoded(offer));
  }

  @Test
  void durationsAreWrittenAsUnsignedNumbersOf32Bits() {
    assertArrayEquals(
        Octets.control("{\"connectionHello\":[{\"phase\":\"ready\"},{\"waiting\":4294967295}]}"),
        encoded(ConnectionHello.ready(Duration.ofSeconds(Long.MAX_VALUE))));
    assertArrayEquals(
        Octets.control("{\"connectionHello\":[{\"phase\":\"ready\"},{\"waiting\":0}]}"),
        encoded(ConnectionHello.ready(Duration.ofSeconds(-1))));
  }

  @Nested
  class Data {
    // NIBE to evcc (evcc#24623).
    private static final String HEARTBEAT =
        """
        {"data":[{"header":[{"protocolId":"ee1.0"}]},{"payload":{"datagram":[{"header":\
        [{"specificationVersion":"1.3.0"},\
        {"addressSource":[{"device":"d:_n:EVCC_HEMS-EVCC-21706"},{"entity":[1]},{"feature":8}]},\
        {"addressDestination":[{"device":"d:_n:NIBE_06765424015108"},{"entity":[1]},{"feature":1}]},\
        {"msgCounter":207},{"cmdClassifier":"notify"}]},{"payload":[{"cmd":[[\
        {"deviceDiagnosisHeartbeatData":[{"timestamp":"2025-10-21T15:38:18Z"},\
        {"heartbeatCounter":564},{"heartbeatTimeout":"PT4S"}]}]]}]}]}}]}\
        """;

    @Test
    void comesBackOctetByOctetFromARealMessage() {
      byte[] received = Octets.data(HEARTBEAT);
      ShipData data = assertInstanceOf(ShipData.class, decoded(received));
      assertEquals(ShipData.SPINE, data.protocolId());
      assertEquals(List.of("datagram"), List.copyOf(data.payload().members().keySet()));
      assertArrayEquals(received, encoded(data));
    }

    @Test
    void keepsItsPayloadAsItIs() {
      JsonObject payload =
          JsonValue.object()
              .put("datagram", JsonValue.object().put("plain", JsonValue.object()))
              .build();
      assertArrayEquals(
          Octets.data(
              "{\"data\":[{\"header\":[{\"protocolId\":\"ee1.0\"}]},"
                  + "{\"payload\":{\"datagram\":{\"plain\":{}}}}]}"),
          encoded(new ShipData(ShipData.SPINE, payload)));
    }

    @Test
    void hasALongestLength() {
      MessageCodec codec = new MessageCodec(new WireLimits(100, 100, 76));
      ShipData fits = new ShipData("ee1.0", JsonValue.object().put("datagram", 100).build());
      ShipData tooLong = new ShipData("ee1.0", JsonValue.object().put("datagram", 1000).build());
      assertEquals(76, assertInstanceOf(Encoded.Ready.class, codec.encode(fits)).octets().length);
      assertEquals(new Encoded.TooLong(77, 76), codec.encode(tooLong));
    }

    @Test
    void isLimitedTo100KibibytesByDefault() {
      JsonObject payload = JsonValue.object().put("x", "y".repeat(100 << 10)).build();
      assertInstanceOf(Encoded.TooLong.class, CODEC.encode(new ShipData("ee1.0", payload)));
    }
  }

  // ship-go, py-eebus and EEBUS.Net replace these sequences in the whole message before they parse.
  @ParameterizedTest
  @ValueSource(strings = {"[{", "},{", "}]", "[]", "a[{b},{c}]d[]"})
  void noTextHoldsABracketSequenceThatPeersReplace(String text) {
    AccessMethods message = new AccessMethods(text);
    byte[] octets = encoded(message);
    String json = new String(octets, 1, octets.length - 1, StandardCharsets.UTF_8);
    String inside = json.substring("{\"accessMethods\":[{\"id\":".length(), json.length() - 3);
    for (String sequence : List.of("[{", "},{", "}]", "[]")) {
      assertFalse(inside.contains(sequence), inside);
    }
    assertEquals(message, decoded(octets));
  }
}
