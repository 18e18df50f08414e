package dev.shiphub.hub.spine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.json.JsonLimits;
import dev.shiphub.ship.json.JsonReader;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.json.JsonWriter;
import dev.shiphub.ship.json.Parsed;
import dev.shiphub.ship.wire.EebusJson;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our own SPINE node, asked by devices. */
final class SpineNodeTest {
  private static final String US = "d:_n:hub";
  private static final String NODE_MANAGEMENT = "[{\"entity\":[0]},{\"feature\":0}]";
  private static final String CLASSIFICATION = "[{\"entity\":[0]},{\"feature\":1}]";

  private static final JsonReader READER = new JsonReader(JsonLimits.ofBytes(1 << 16));

  private final SpineNode node =
      new SpineNode(new OwnDevice(US, "brand", "model", "serial", "0.1"));

  private static JsonObject json(String text) {
    return parsed(text).orElseThrow();
  }

  private static Optional<JsonObject> parsed(String text) {
    return READER.read(text) instanceof Parsed.Ok(JsonObject value)
        ? Optional.of(value)
        : Optional.empty();
  }

  /** A datagram of a device, in EEBUS form. */
  private static String datagram(String to, String classifier, String more, String cmd) {
    return "{\"datagram\":[{\"header\":[{\"specificationVersion\":\"1.1.1\"},"
        + "{\"addressSource\":[{\"device\":\"d:_i:dev\"},{\"entity\":[1,2]},{\"feature\":5}]},"
        + "{\"addressDestination\":"
        + to
        + "},{\"msgCounter\":4711},{\"cmdClassifier\":\""
        + classifier
        + "\"}"
        + more
        + "]},{\"payload\":[{\"cmd\":"
        + cmd
        + "}]}]}";
  }

  private static String read(String to, String function) {
    return datagram(to, "read", "", "[[{\"" + function + "\":[]}]]");
  }

  private Optional<JsonObject> ask(String payload) {
    return node.answer(json(payload)).map(EebusJson::toPlain).flatMap(it -> it.object("datagram"));
  }

  private JsonObject answer(String payload) {
    return ask(payload).orElseThrow();
  }

  private static JsonObject object(JsonObject holder, String name) {
    return holder.object(name).orElseThrow();
  }

  private static JsonObject header(JsonObject datagram) {
    return object(datagram, "header");
  }

  private static JsonObject command(JsonObject datagram) {
    return (JsonObject) object(datagram, "payload").items("cmd").orElseThrow().getFirst();
  }

  private static long error(JsonObject datagram) {
    assertEquals(Optional.of("result"), header(datagram).text("cmdClassifier"));
    return object(command(datagram), "resultData").integer("errorNumber").orElseThrow();
  }

  @Nested
  final class ARead {
    @Test
    void ofTheDiscoveryDataShowsNodeManagementClassificationAndTheEnergyManager() {
      JsonObject reply = answer(read(NODE_MANAGEMENT, "nodeManagementDetailedDiscoveryData"));
      String text = JsonWriter.COMPACT.text(command(reply));
      assertEquals(
          "{\"nodeManagementDetailedDiscoveryData\":{\"specificationVersionList\":"
              + "{\"specificationVersion\":[\"1.3.0\"]},\"deviceInformation\":{\"description\":"
              + "{\"deviceAddress\":{\"device\":\"d:_n:hub\"},"
              + "\"deviceType\":\"EnergyManagementSystem\",\"networkFeatureSet\":\"smart\"}},"
              + "\"entityInformation\":[{\"description\":{\"entityAddress\":"
              + "{\"device\":\"d:_n:hub\",\"entity\":[0]},\"entityType\":\"DeviceInformation\"}},"
              + "{\"description\":{\"entityAddress\":{\"device\":\"d:_n:hub\",\"entity\":[1]},"
              + "\"entityType\":\"CEM\"}}],\"featureInformation\":[{\"description\":"
              + "{\"featureAddress\":{\"device\":\"d:_n:hub\",\"entity\":[0],\"feature\":0},"
              + "\"featureType\":\"NodeManagement\",\"role\":\"special\",\"supportedFunction\":["
              + "{\"function\":\"nodeManagementDestinationListData\","
              + "\"possibleOperations\":{\"read\":{}}},"
              + "{\"function\":\"nodeManagementDetailedDiscoveryData\","
              + "\"possibleOperations\":{\"read\":{}}},"
              + "{\"function\":\"nodeManagementSubscriptionData\","
              + "\"possibleOperations\":{\"read\":{}}},"
              + "{\"function\":\"nodeManagementBindingData\","
              + "\"possibleOperations\":{\"read\":{}}},"
              + "{\"function\":\"nodeManagementUseCaseData\","
              + "\"possibleOperations\":{\"read\":{}}}]}},"
              + "{\"description\":{\"featureAddress\":"
              + "{\"device\":\"d:_n:hub\",\"entity\":[0],\"feature\":1},"
              + "\"featureType\":\"DeviceClassification\",\"role\":\"server\","
              + "\"supportedFunction\":[{\"function\":\"deviceClassificationManufacturerData\","
              + "\"possibleOperations\":{\"read\":{}}}]}}]}}",
          text);
    }

    @Test
    void isAnsweredFromTheAskedFeatureToTheAskingOneWithItsCounter() {
      JsonObject header = header(answer(read(CLASSIFICATION, "x")));
      assertEquals(Optional.of(4711L), header.integer("msgCounterReference"));
      assertEquals(
          json("{\"device\":\"d:_n:hub\",\"entity\":[0],\"feature\":1}"),
          object(header, "addressSource"));
      assertEquals(
          json("{\"device\":\"d:_i:dev\",\"entity\":[1,2],\"feature\":5}"),
          object(header, "addressDestination"));
    }

    @Test
    void ofTheManufacturerDataTellsTheBrand() {
      JsonObject reply = answer(read(CLASSIFICATION, "deviceClassificationManufacturerData"));
      JsonObject told = object(command(reply), "deviceClassificationManufacturerData");
      assertEquals(Optional.of("brand"), told.text("brandName"));
      assertEquals(Optional.of("model"), told.text("deviceName"));
      assertEquals(Optional.of("serial"), told.text("serialNumber"));
      assertEquals(Optional.of("0.1"), told.text("softwareRevision"));
    }

    // There are none yet; silence would make devices wait for the end of their timers.
    @ParameterizedTest
    @ValueSource(
        strings = {
          "nodeManagementUseCaseData",
          "nodeManagementSubscriptionData",
          "nodeManagementBindingData"
        })
    void ofWhatWeDoNotHaveYetGetsAnEmptyReply(String function) {
      JsonObject reply = answer(read(NODE_MANAGEMENT, function));
      assertEquals(Optional.of("reply"), header(reply).text("cmdClassifier"));
      assertEquals(json("{\"" + function + "\":{}}"), command(reply));
    }

    @Test
    void ofTheDestinationsShowsOnlyUs() {
      JsonObject reply = answer(read(NODE_MANAGEMENT, "nodeManagementDestinationListData"));
      JsonObject list = object(command(reply), "nodeManagementDestinationListData");
      String text = JsonWriter.COMPACT.text(list);
      assertTrue(text.contains("\"deviceAddress\":{\"device\":\"d:_n:hub\"}"), text);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "[{\"entity\":[0]},{\"feature\":0}] | measurementListData | 6",
          "[{\"entity\":[0]},{\"feature\":1}] | nodeManagementUseCaseData | 6",
          "[{\"entity\":[0]},{\"feature\":2}] | nodeManagementUseCaseData | 4",
          "[{\"entity\":[0]}] | nodeManagementUseCaseData | 4",
          "[{\"entity\":[1]},{\"feature\":0}] | nodeManagementUseCaseData | 4",
          "[{\"device\":\"d:_n:other\"},{\"entity\":[0]},{\"feature\":0}]"
              + " | nodeManagementUseCaseData | 4"
        })
    void ofWhatThereIsNotIsRefusedWithTheReason(String to, String function, long error) {
      assertEquals(error, error(answer(read(to, function))));
    }

    @Test
    void withAFilterIsAboutTheDataBesideIt() {
      String cmd =
          "[[{\"function\":\"nodeManagementUseCaseData\"},"
              + "{\"filter\":[[{\"cmdControl\":[{\"partial\":[]}]}]]},"
              + "{\"nodeManagementUseCaseData\":[]}]]";
      JsonObject reply = answer(datagram(NODE_MANAGEMENT, "read", "", cmd));
      assertEquals(Optional.of("reply"), header(reply).text("cmdClassifier"));
    }

    @Test
    void withoutTheListInsideTheListIsUnderstood() {
      String cmd = "[{\"nodeManagementUseCaseData\":[]}]";
      JsonObject reply = answer(datagram(NODE_MANAGEMENT, "read", "", cmd));
      assertEquals(Optional.of("reply"), header(reply).text("cmdClassifier"));
    }

    @Test
    void thatAsksForNothingIsRefused() {
      assertEquals(1, error(answer(datagram(NODE_MANAGEMENT, "read", "", "[]"))));
    }
  }

  @Nested
  final class AnyOtherMessage {
    private static final String ACK = ",{\"ackRequest\":true}";
    private static final String DATA = "[[{\"measurementListData\":[]}]]";

    @ParameterizedTest
    @ValueSource(strings = {"reply", "notify"})
    void thatTellsIsConfirmedOnlyWhenAskedTo(String classifier) {
      assertEquals(0, error(answer(datagram(NODE_MANAGEMENT, classifier, ACK, DATA))));
      assertTrue(ask(datagram(NODE_MANAGEMENT, classifier, "", DATA)).isEmpty());
    }

    @Test
    void isToldInWordsOnlyWhatWentWrong() {
      JsonObject done = answer(datagram(NODE_MANAGEMENT, "notify", ACK, DATA));
      assertFalse(JsonWriter.COMPACT.text(done).contains("description"));
      JsonObject refused = answer(datagram(NODE_MANAGEMENT, "write", "", DATA));
      assertTrue(
          JsonWriter.COMPACT.text(refused).contains("the feature does not offer this"),
          refused::toString);
    }

    @Test
    void toAFeatureThatThereIsNotIsNotConfirmed() {
      assertEquals(
          4, error(answer(datagram("[{\"entity\":[7]},{\"feature\":1}]", "notify", ACK, DATA))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"write", "call"})
    void thatWantsSomethingDoneIsRefused(String classifier) {
      assertEquals(6, error(answer(datagram(NODE_MANAGEMENT, classifier, "", DATA))));
    }

    // An answer to an answer would never end.
    @ParameterizedTest
    @ValueSource(strings = {"result", "error", ""})
    void thatIsAnAnswerOrUnknownGetsNone(String classifier) {
      assertTrue(ask(datagram(NODE_MANAGEMENT, classifier, ACK, DATA)).isEmpty());
    }

    // Some peers send back what they get (ship-protocol.md 16, EEBUS.Net).
    @Test
    void thatIsAnEchoOfOursGetsNone() {
      JsonObject own = node.datagram(SpineCommand.discoveryRead()).payload();
      assertTrue(node.answer(own).isEmpty());
    }
  }

  @Test
  void everyMessageHasTheNextNumber() {
    assertEquals(1, node.datagram(SpineCommand.discoveryRead()).msgCounter());
    assertEquals(Optional.of(2L), header(answer(read(CLASSIFICATION, "x"))).integer("msgCounter"));
    assertEquals(3, node.datagram(SpineCommand.discoveryRead()).msgCounter());
  }

  @Nested
  final class WhatMakesNoSense {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "{}",
          "{\"datagram\":1}",
          "{\"datagram\":[]}",
          "{\"other\":[{\"header\":[]}]}",
          "{\"datagram\":[{\"header\":[]},{\"payload\":[]}]}",
          "{\"datagram\":[{\"header\":[{\"msgCounter\":-1}]}]}"
        })
    void getsNoAnswer(String payload) {
      assertTrue(ask(payload).isEmpty());
    }

    @Test
    void inACounterCannotBeReferredTo() {
      String good = read(NODE_MANAGEMENT, "nodeManagementUseCaseData");
      assertTrue(ask(good.replace("4711", "-1")).isEmpty());
      assertEquals(
          Optional.of(0L),
          header(answer(good.replace("4711", "0"))).integer("msgCounterReference"));
    }

    @Test
    void inAnAddressIsNotSentBack() {
      String good = read(NODE_MANAGEMENT, "nodeManagementUseCaseData");
      assertTrue(ask(good.replace("[1,2]", "[1,-2]")).isEmpty());
      assertTrue(ask(good.replace("[1,2]", "[1,\"2\"]")).isEmpty());
      assertTrue(ask(good.replace("[1,2]", "[" + "1,".repeat(16) + "1]")).isEmpty());
      assertTrue(ask(good.replace("d:_i:dev", "d".repeat(257))).isEmpty());
      assertFalse(ask(good.replace("d:_i:dev", "d".repeat(256))).isEmpty());
    }

    // Cut and changed at random, always the same way: no exception, and never a long answer.
    @Test
    void isNeverAnException() {
      SplittableRandom random = new SplittableRandom(7);
      String good = read(NODE_MANAGEMENT, "nodeManagementDetailedDiscoveryData");
      String alphabet = "[]{},:\"0a";
      int understood = 0;
      for (int run = 0; run < 20_000; run++) {
        StringBuilder bad = new StringBuilder(good);
        for (int change = 0; change < 3; change++) {
          int at = random.nextInt(bad.length());
          bad.setCharAt(at, alphabet.charAt(random.nextInt(alphabet.length())));
        }
        Optional<JsonObject> payload = parsed(bad.toString());
        Optional<JsonObject> answer = payload.flatMap(node::answer);
        understood += payload.isPresent() ? 1 : 0;
        assertTrue(answer.map(JsonWriter.COMPACT::text).orElse("").length() < 4_096);
      }
      assertTrue(understood > 1_000, "only " + understood + " were JSON");
    }
  }
}
