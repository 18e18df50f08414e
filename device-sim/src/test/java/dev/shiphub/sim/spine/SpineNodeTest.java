package dev.shiphub.sim.spine;

import static dev.shiphub.sim.spine.SpineSamples.asking;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.wire.Decoded;
import dev.shiphub.ship.wire.EebusJson;
import dev.shiphub.ship.wire.Encoded;
import dev.shiphub.ship.wire.MessageCodec;
import dev.shiphub.ship.wire.ShipData;
import dev.shiphub.ship.wire.WireLimits;
import dev.shiphub.sim.profile.Access;
import dev.shiphub.sim.profile.Catalogue;
import dev.shiphub.sim.profile.DeviceProfile;
import dev.shiphub.sim.profile.EntityProfile;
import dev.shiphub.sim.profile.FeatureProfile;
import dev.shiphub.sim.profile.FunctionProfile;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SpineNodeTest {
  private static final SpineAddress NODE_MANAGEMENT = SpineAddress.nodeManagement();
  private static final SpineAddress TYPE_PLATE =
      new SpineAddress(Optional.empty(), List.of(0), Optional.of(1));

  private final SpineNode node =
      new SpineNode(Catalogue.named("wallbox").orElseThrow(), "1a2b3c4d");

  private SpineDatagram answerTo(SpineDatagram datagram) {
    return node.answer(datagram).orElseThrow();
  }

  private Optional<Long> errorOf(SpineDatagram answer) {
    assertEquals(SpineClassifier.RESULT, answer.header().classifier());
    assertEquals("resultData", answer.command().function());
    return answer.command().data().integer("errorNumber");
  }

  @Nested
  class AsksFirst {
    @Test
    void forTheDiscoveryDataOfWhoeverIsThere() {
      SpineDatagram read = node.discoveryRead();
      assertEquals("nodeManagementDetailedDiscoveryData", read.command().function());
      assertEquals(SpineClassifier.READ, read.header().classifier());
      assertEquals(SpineAddress.nodeManagement(), read.header().destination());
      assertEquals(SpineAddress.of(node.device(), List.of(0), 0), read.header().source());
    }
  }

  @Nested
  class Answers {
    @Test
    void theAskerFromTheFeatureThatWasAskedAndFillsItsDeviceIn() {
      SpineHeader header =
          answerTo(asking(NODE_MANAGEMENT, "nodeManagementDetailedDiscoveryData")).header();
      assertEquals(SpineAddress.of(node.device(), List.of(0), 0), header.source());
      assertEquals(SpineSamples.PEER_CLIENT, header.destination());
      assertEquals(SpineClassifier.REPLY, header.classifier());
      assertEquals(Optional.of(4890L), header.reference());
      assertEquals("1.3.0", header.version());
    }

    @Test
    void countingItsOwnMessages() {
      assertEquals(1, node.discoveryRead().header().msgCounter());
      assertEquals(
          2, answerTo(asking(NODE_MANAGEMENT, "nodeManagementUseCaseData")).header().msgCounter());
      assertEquals(3, node.discoveryRead().header().msgCounter());
    }

    @Test
    void whatIsOnItsTypePlate() {
      JsonObject plate =
          answerTo(asking(TYPE_PLATE, "deviceClassificationManufacturerData")).command().data();
      assertEquals(Optional.of("Ladewerk"), plate.text("brandName"));
      assertEquals(Optional.of("1a2b3c4d"), plate.text("serialNumber"));
    }

    @Test
    void emptyWhatItOffersButDoesNotSimulate() {
      SpineAddress measurement =
          new SpineAddress(Optional.of(node.device()), List.of(1, 1), Optional.of(11));
      SpineDatagram answer = answerTo(asking(measurement, "measurementConstraintsListData"));
      assertEquals(SpineClassifier.REPLY, answer.header().classifier());
      assertEquals(SpineCommand.empty("measurementConstraintsListData"), answer.command());
    }
  }

  @Nested
  class Refuses {
    @ParameterizedTest
    @CsvSource({
      // device, entity, feature, function, error number
      "'',          0,   0,  measurementConstraintsListData,                  6",
      "'',          0,   0,  doesNotExist,                         6",
      "'',          1,   29, deviceClassificationManufacturerData, 6",
      "'',          0,   7,  nodeManagementDetailedDiscoveryData,  4",
      "'',          9,   0,  nodeManagementDetailedDiscoveryData,  4",
      "d:_n:other,  0,   0,  nodeManagementDetailedDiscoveryData,  4",
    })
    void readsOfWhatItDoesNotOffer(
        String device, int entity, int feature, String function, long error) {
      SpineAddress address =
          new SpineAddress(
              Optional.of(device).filter(name -> !name.isEmpty()),
              List.of(entity),
              Optional.of(feature));
      SpineDatagram answer = answerTo(asking(address, function));
      assertEquals(Optional.of(error), errorOf(answer));
      assertEquals(Optional.of(4890L), answer.header().reference());
    }

    @Test
    void aReadOfWhatCanOnlyBeCalled() {
      DeviceProfile wallbox = Catalogue.named("wallbox").orElseThrow();
      FunctionProfile call = new FunctionProfile("aCall", Access.CALL);
      FeatureProfile callable =
          new FeatureProfile(0, "NodeManagement", FeatureProfile.Role.SPECIAL, List.of(call));
      EntityProfile self = new EntityProfile(List.of(0), "DeviceInformation", List.of(callable));
      SpineNode stub =
          new SpineNode(
              new DeviceProfile("stub", wallbox.nameplate(), "Generic", List.of(self), List.of()),
              "1");
      SpineDatagram answer = stub.answer(asking(NODE_MANAGEMENT, "aCall")).orElseThrow();
      assertEquals(Optional.of(6L), errorOf(answer));
    }

    @Test
    void aReadWithoutAFeature() {
      SpineAddress nowhere = new SpineAddress(Optional.empty(), List.of(0), Optional.empty());
      assertEquals(
          Optional.of(4L),
          errorOf(answerTo(asking(nowhere, "nodeManagementDetailedDiscoveryData"))));
    }

    @ParameterizedTest
    @CsvSource({
      "WRITE, 1, 29, billListData,            9",
      "WRITE, 1, 29, billDescriptionListData, 6",
      "WRITE, 7, 29, billListData,            4",
      "CALL,  0, 0,  nodeManagementSubscriptionRequestCall, 6",
    })
    void changesIfTheSenderWantsToKnow(
        SpineClassifier classifier, int entity, int feature, String function, long error) {
      SpineAddress address =
          new SpineAddress(Optional.empty(), List.of(entity), Optional.of(feature));
      assertEquals(
          Optional.of(error), errorOf(answerTo(asking(address, classifier, function, true))));
      assertEquals(Optional.empty(), node.answer(asking(address, classifier, function, false)));
    }
  }

  @Nested
  class OfWhatItIsTold {
    @ParameterizedTest
    @CsvSource({"NOTIFY", "REPLY"})
    void confirmsWhatWantsToBeConfirmed(SpineClassifier classifier) {
      SpineDatagram news = asking(NODE_MANAGEMENT, classifier, "nodeManagementUseCaseData", true);
      assertEquals(Optional.of(0L), errorOf(answerTo(news)));
      assertEquals(
          Optional.empty(),
          node.answer(asking(NODE_MANAGEMENT, classifier, "nodeManagementUseCaseData", false)));
    }

    // Else two devices would thank each other for ever.
    @Test
    void neverAnswersAResult() {
      assertEquals(
          Optional.empty(),
          node.answer(asking(NODE_MANAGEMENT, SpineClassifier.RESULT, "resultData", true)));
    }
  }

  @Nested
  class ForEveryProfile {
    private static Stream<DeviceProfile> all() {
      return Catalogue.ALL.stream();
    }

    private static JsonObject ask(DeviceProfile profile, String function) {
      SpineNode node = new SpineNode(profile, "1a2b3c4d");
      return overTheWire(node.answer(asking(NODE_MANAGEMENT, function)).orElseThrow())
          .command()
          .data();
    }

    /** Through the octets of a SHIP message, as a peer would get it. */
    private static SpineDatagram overTheWire(SpineDatagram datagram) {
      MessageCodec codec = new MessageCodec(WireLimits.USUAL);
      ShipData data = new ShipData(ShipData.SPINE, SpineCodec.encode(datagram));
      Encoded.Ready octets = (Encoded.Ready) codec.encode(data);
      ShipData arrived = (ShipData) ((Decoded.Ok<?>) codec.decode(octets.octets())).value();
      return ((SpineDecoded.Ok) SpineCodec.decode(arrived.payload())).datagram();
    }

    private static List<JsonObject> descriptions(JsonObject discovery, String list) {
      return discovery.items(list).orElseThrow().stream()
          .map(item -> ((JsonObject) item).object("description").orElseThrow())
          .toList();
    }

    @ParameterizedTest
    @MethodSource("all")
    void theDiscoveryReplyComesThroughTheWireAsItWasMade(DeviceProfile profile) {
      SpineNode node = new SpineNode(profile, "1a2b3c4d");
      SpineDatagram reply =
          node.answer(asking(NODE_MANAGEMENT, "nodeManagementDetailedDiscoveryData")).orElseThrow();
      assertEquals(reply, overTheWire(reply));
    }

    @ParameterizedTest
    @MethodSource("all")
    void theUseCaseReplyComesThroughTheWireAsItWasMade(DeviceProfile profile) {
      SpineNode node = new SpineNode(profile, "1a2b3c4d");
      SpineDatagram reply =
          node.answer(asking(NODE_MANAGEMENT, "nodeManagementUseCaseData")).orElseThrow();
      assertEquals(reply, overTheWire(reply));
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyEntityIsShownOnce(DeviceProfile profile) {
      List<JsonObject> entities =
          descriptions(ask(profile, "nodeManagementDetailedDiscoveryData"), "entityInformation");
      Set<Object> addresses = new HashSet<>();
      for (JsonObject entity : entities) {
        assertTrue(addresses.add(entity.get("entityAddress").orElseThrow()), entity.toString());
        assertTrue(entity.text("entityType").isPresent(), entity.toString());
      }
      assertEquals(profile.entities().size(), addresses.size());
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyFeatureIsShownOnceAtAnEntityThatIsShown(DeviceProfile profile) {
      JsonObject discovery = ask(profile, "nodeManagementDetailedDiscoveryData");
      List<Object> entities =
          descriptions(discovery, "entityInformation").stream()
              .<Object>map(it -> it.object("entityAddress").orElseThrow().get("entity"))
              .toList();
      Set<Object> addresses = new HashSet<>();
      for (JsonObject feature : descriptions(discovery, "featureInformation")) {
        JsonObject address = feature.object("featureAddress").orElseThrow();
        assertTrue(addresses.add(address), address.toString());
        assertTrue(entities.contains(address.get("entity")), address.toString());
        assertTrue(feature.text("featureType").isPresent() && feature.text("role").isPresent());
      }
      int all = profile.entities().stream().map(EntityProfile::features).mapToInt(List::size).sum();
      assertEquals(all, addresses.size());
    }

    // A hub finds its way by these two.
    @ParameterizedTest
    @MethodSource("all")
    void nodeManagementAndTheTypePlateAreWhereTheyAlwaysAre(DeviceProfile profile) {
      List<JsonObject> features =
          descriptions(ask(profile, "nodeManagementDetailedDiscoveryData"), "featureInformation");
      assertEquals(Optional.of("NodeManagement"), features.get(0).text("featureType"));
      assertEquals(Optional.of("special"), features.get(0).text("role"));
      assertEquals(Optional.of("DeviceClassification"), features.get(1).text("featureType"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyUseCaseHasAnEntityAVersionAndScenarios(DeviceProfile profile) {
      JsonObject useCases = ask(profile, "nodeManagementUseCaseData");
      for (var item : useCases.items("useCaseInformation").orElseThrow()) {
        JsonObject useCase = (JsonObject) item;
        assertTrue(useCase.object("address").isPresent() && useCase.text("actor").isPresent());
        for (var support : useCase.items("useCaseSupport").orElseThrow()) {
          JsonObject it = (JsonObject) support;
          assertTrue(
              it.text("useCaseVersion")
                  .orElseThrow()
                  .matches("[1-9][0-9]*\\.[0-9]+\\.[0-9]+[a-z]?"));
          assertTrue(it.items("scenarioSupport").orElseThrow().size() > 0, it.toString());
        }
      }
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyReadableFunctionCanBeRead(DeviceProfile profile) {
      SpineNode node = new SpineNode(profile, "1a2b3c4d");
      for (EntityProfile entity : profile.entities()) {
        for (var feature : entity.features()) {
          for (var function :
              feature.functions().stream().filter(it -> it.access().isReadable()).toList()) {
            SpineAddress address = SpineAddress.of(node.device(), entity.address(), feature.id());
            SpineDatagram answer = node.answer(asking(address, function.name())).orElseThrow();
            assertEquals(SpineClassifier.REPLY, answer.header().classifier(), function.name());
            assertEquals(function.name(), answer.command().function());
          }
        }
      }
    }
  }

  @Test
  void theDiscoveryDataIsWhatTheProfileSaysToTheOctet() {
    JsonObject discovery =
        answerTo(asking(NODE_MANAGEMENT, "nodeManagementDetailedDiscoveryData")).command().data();
    JsonObject expected =
        SpineSamples.json(
            """
            {"description":{"featureAddress":{"device":"d:_n:Ladewerk_1a2b3c4d","entity":[1],
            "feature":29},"featureType":"Bill","role":"server","supportedFunction":[
            {"function":"billDescriptionListData","possibleOperations":{"read":{"partial":{}}}},
            {"function":"billConstraintsListData","possibleOperations":{"read":{"partial":{}}}},
            {"function":"billListData",
            "possibleOperations":{"read":{"partial":{}},"write":{"partial":{}}}}]}}
            """);
    assertTrue(discovery.items("featureInformation").orElseThrow().contains(expected));
    assertEquals(
        SpineSamples.json(
            """
            {"specificationVersionList":{"specificationVersion":["1.3.0"]},
            "deviceInformation":{"description":{"deviceAddress":{"device":"d:_n:Ladewerk_1a2b3c4d"},
            "deviceType":"Generic","networkFeatureSet":"smart"}}}
            """),
        without(discovery, "entityInformation", "featureInformation"));
    assertEquals(discovery, EebusJson.toPlain(EebusJson.fromPlain(discovery)));
  }

  private static JsonObject without(JsonObject object, String... names) {
    var members = new LinkedHashMap<>(object.members());
    members.keySet().removeAll(Set.of(names));
    return new JsonObject(members);
  }
}
