package dev.shiphub.sim.spine;

import static dev.shiphub.sim.spine.SpineSamples.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.json.JsonWriter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpineCodecTest {
  private static SpineDatagram decoded(JsonObject payload) {
    return ((SpineDecoded.Ok) SpineCodec.decode(payload)).datagram();
  }

  /** A datagram in ordinary JSON with another header or payload. */
  private static JsonObject plain(String header, String payload) {
    return json("{\"datagram\":{\"header\":{" + header + "},\"payload\":{" + payload + "}}}");
  }

  private static final String SOURCE = "'addressSource':{'entity':[1],'feature':5}";
  private static final String DESTINATION = "'addressDestination':{'entity':[0],'feature':0}";
  private static final String REST = "'msgCounter':7,'cmdClassifier':'read'";

  // The vector that all stacks share.
  @Test
  void readsADatagramInEebusForm() {
    SpineDatagram datagram =
        decoded(
            json(
                """
                {"datagram":[{"header":[{"specificationVersion":"1.2.0"},
                {"addressSource":[{"device":"d:_i:3210_EVSE"},{"entity":[1,1]},{"feature":6}]},
                {"addressDestination":[{"device":"d:_i:3210_HEMS"},{"entity":[1]},{"feature":1}]},
                {"msgCounter":194},{"msgCounterReference":4890},{"cmdClassifier":"reply"}]},
                {"payload":[{"cmd":[[{"deviceClassificationManufacturerData":[
                {"deviceName":""},{"powerSource":"mains3Phase"}]}]]}]}]}
                """));
    SpineHeader header = datagram.header();
    assertEquals(SpineAddress.of("d:_i:3210_EVSE", List.of(1, 1), 6), header.source());
    assertEquals(SpineAddress.of("d:_i:3210_HEMS", List.of(1), 1), header.destination());
    assertEquals(194, header.msgCounter());
    assertEquals(Optional.of(4890L), header.reference());
    assertEquals(SpineClassifier.REPLY, header.classifier());
    assertEquals("deviceClassificationManufacturerData", datagram.command().function());
    assertEquals(Optional.of("mains3Phase"), datagram.command().data().text("powerSource"));
  }

  // SHIP 11: lists of one-member objects in the order of the schema, and the payload an object.
  @Test
  void writesEebusFormToTheOctet() {
    SpineDatagram read =
        SpineSamples.asking(SpineAddress.nodeManagement(), "nodeManagementDetailedDiscoveryData");
    assertEquals(
        "{\"datagram\":[{\"header\":[{\"specificationVersion\":\"1.1.1\"},"
            + "{\"addressSource\":[{\"device\":\"d:_i:3210_HEMS\"},{\"entity\":[1]},{\"feature\":5}]},"
            + "{\"addressDestination\":[{\"entity\":[0]},{\"feature\":0}]},{\"msgCounter\":4890},"
            + "{\"cmdClassifier\":\"read\"}]},"
            + "{\"payload\":[{\"cmd\":[[{\"nodeManagementDetailedDiscoveryData\":[]}]]}]}]}",
        JsonWriter.COMPACT.text(SpineCodec.encode(read)));
  }

  @Test
  void readsWhatItWrites() {
    SpineDatagram call =
        SpineSamples.asking(SpineAddress.nodeManagement(), SpineClassifier.CALL, "aCall", true);
    assertEquals(call, decoded(SpineCodec.encode(call)));
  }

  @Nested
  class Tolerates {
    // Porsche: a partial notify has its function and filter before the data.
    @Test
    void whatStandsBesideTheData() {
      SpineDatagram datagram =
          decoded(
              json(
                  """
                  {"datagram":[{"header":[{"addressSource":[{"entity":[0]},{"feature":0}]},
                  {"addressDestination":[{"entity":[0]},{"feature":0}]},{"msgCounter":1},
                  {"cmdClassifier":"notify"}]},{"payload":[{"cmd":[[
                  {"function":"nodeManagementDetailedDiscoveryData"},
                  {"filter":[[{"cmdControl":[{"partial":[]}]}]]},
                  {"nodeManagementDetailedDiscoveryData":[]}]]}]}]}
                  """));
      assertEquals("nodeManagementDetailedDiscoveryData", datagram.command().function());
      assertEquals("", datagram.header().version());
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "'cmd':[[{'aList':[]}]]",
          "'cmd':[{'aList':[]}]",
          "'cmd':{'aList':{}}",
          "'cmd':[{'aList':3}]"
        })
    void everyShapeOfACommand(String payload) {
      String header = String.join(",", SOURCE, DESTINATION, REST);
      SpineDatagram datagram =
          decoded(plain(header.replace('\'', '"'), payload.replace('\'', '"')));
      assertEquals(SpineCommand.empty("aList"), datagram.command());
    }
  }

  @Nested
  class CallsMalformed {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "{}",
          "{'datagram':7}",
          "{'datagram':[]}",
          "{'datagram':[[[]]]}",
          "{'datagram':{'header':3,'payload':{}}}",
          "{'data':[]}"
        })
    void whatIsNoDatagram(String payload) {
      assertInstanceOf(
          SpineDecoded.Malformed.class, SpineCodec.decode(json(payload.replace('\'', '"'))));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        value = {
          "'addressDestination':{'entity':[0]}|'cmd':[{'a':[]}]",
          "'addressSource':{'entity':[0]}|'cmd':[{'a':[]}]",
          "'addressSource':{'entity':['x']},'addressDestination':{'entity':[0]}|'cmd':[{'a':[]}]",
          "'addressSource':{'entity':[-1]},'addressDestination':{'entity':[0]}|'cmd':[{'a':[]}]",
          "'addressSource':{'entity':[1,1,1,1,1,1,1,1,1]},'addressDestination':{}|'cmd':[{'a':[]}]",
          "'addressSource':{'feature':'x'},'addressDestination':{'entity':[0]}|'cmd':[{'a':[]}]",
          "'addressSource':{'feature':5e20},'addressDestination':{'entity':[0]}|'cmd':[{'a':[]}]",
          "'addressSource':{},'addressDestination':{}|'cmd':[]",
          "'addressSource':{},'addressDestination':{}|'cmd':[[]]",
          "'addressSource':{},'addressDestination':{}|'cmd':7",
          "'addressSource':{},'addressDestination':{}|'cmd':[7]",
          "'addressSource':{},'addressDestination':{}|'cmd':[{'filter':[]}]",
        })
    void whatLacksAPart(String header, String payload) {
      JsonObject datagram =
          plain((header + "," + REST).replace('\'', '"'), payload.replace('\'', '"'));
      assertInstanceOf(SpineDecoded.Malformed.class, SpineCodec.decode(datagram));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "'msgCounter':7",
          "'cmdClassifier':'read'",
          "'msgCounter':'7','cmdClassifier':'read'",
          "'msgCounter':7,'cmdClassifier':'want'"
        })
    void whatLacksACounterOrAClassifier(String rest) {
      String header = String.join(",", SOURCE, DESTINATION, rest).replace('\'', '"');
      assertInstanceOf(
          SpineDecoded.Malformed.class, SpineCodec.decode(plain(header, "\"cmd\":[{\"a\":[]}]")));
    }
  }
}
