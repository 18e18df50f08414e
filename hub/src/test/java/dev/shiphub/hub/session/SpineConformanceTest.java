package dev.shiphub.hub.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.Role;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.wire.AccessMethods;
import dev.shiphub.ship.wire.AccessMethodsRequest;
import dev.shiphub.ship.wire.EebusJson;
import dev.shiphub.ship.wire.ShipData;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The official cases of data beside access methods, in both roles, in virtual time. */
final class SpineConformanceTest {
  private static final String DISCOVERY = "nodeManagementDetailedDiscoveryData";
  private static final String USE_CASES = "nodeManagementUseCaseData";
  private static final Duration LATE = Duration.ofSeconds(8);
  private static final Duration ALL_WITHIN = Duration.ofSeconds(10);
  private static final Duration WATCH = Duration.ofSeconds(120);
  private static final AccessMethods OWN = new AccessMethods(SpokenTo.ID);

  @ParameterizedTest
  @EnumSource(Role.class)
  void TC_SHIP_AMDATA_001_dataAndAccessMethodsAreAnsweredSideBySide(Role role) {
    SpokenTo device = established(role).forget();
    asks(device);
    allAnswered(device.waits(ALL_WITHIN));
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void TC_SHIP_AMDATA_002_dataIsAnsweredWhileOurOwnQuestionIsOpen(Role role) {
    SpokenTo device = inDataExchange(role, true);
    assertTrue(device.sent().contains(new AccessMethodsRequest()));
    asks(device.forget());
    device.waits(LATE);
    tellsItsAccessMethods(device);
    allAnswered(device.waits(ALL_WITHIN.minus(LATE)));
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void TC_SHIP_AMDATA_003_accessMethodsAreToldWhileOurReadOfTheDiscoveryIsOpen(Role role) {
    SpokenTo device = established(role);
    JsonObject read = headers(device, DISCOVERY).getFirst();
    assertEquals(Optional.of("read"), read.text("cmdClassifier"));
    assertEquals(List.of(OWN), asked(device.forget()).sent());
    device.waits(LATE);
    device.hears(2, discoveryReply(read.integer("msgCounter").orElseThrow()));
    assertTrue(device.waits(Duration.ofSeconds(2)).transport.isOpen());
  }

  // PAR_queryAccessMethods no.
  @ParameterizedTest
  @EnumSource(Role.class)
  void TC_SHIP_AMDATA_004_whoDoesNotAskForAccessMethodsNeverDoes(Role role) {
    SpokenTo device = inDataExchange(role, false);
    assertTrue(asked(device).sent().contains(OWN));
    device.waits(WATCH);
    assertFalse(device.sent().contains(new AccessMethodsRequest()));
    assertTrue(device.transport.isOpen());
  }

  /** PIN states are exchanged; T has not told its access methods. */
  private static SpokenTo inDataExchange(Role role, boolean isAsking) {
    return new SpokenTo(role, isAsking).hearsHandshake(UnaryOperator.identity());
  }

  private static SpokenTo established(Role role) {
    SpokenTo device = asked(inDataExchange(role, true));
    assertTrue(device.sent().contains(OWN));
    tellsItsAccessMethods(device);
    return device;
  }

  private static SpokenTo asked(SpokenTo device) {
    return device.hears(1, "{\"accessMethodsRequest\":[]}");
  }

  private static void tellsItsAccessMethods(SpokenTo device) {
    device.hears(1, "{\"accessMethods\":[{\"id\":\"tool\"}]}");
  }

  /** The three messages, back to back. */
  private static void asks(SpokenTo device) {
    asked(device.hears(2, read(DISCOVERY, 4711))).hears(2, read(USE_CASES, 4712));
  }

  private static void allAnswered(SpokenTo device) {
    assertTrue(device.sent().contains(OWN));
    assertEquals(List.of(Optional.of(4711L)), answered(device, DISCOVERY));
    assertEquals(List.of(Optional.of(4712L)), answered(device, USE_CASES));
  }

  /** Which messages of T the replies with this function refer to. */
  private static List<Optional<Long>> answered(SpokenTo device, String function) {
    return headers(device, function).stream()
        .filter(header -> header.text("cmdClassifier").equals(Optional.of("reply")))
        .map(header -> header.integer("msgCounterReference"))
        .toList();
  }

  /** The headers of the datagrams that the device has sent about this function. */
  private static List<JsonObject> headers(SpokenTo device, String function) {
    return device.sent().stream()
        .filter(ShipData.class::isInstance)
        .map(message -> EebusJson.toPlain(((ShipData) message).payload()))
        .map(payload -> payload.object("datagram").orElseThrow())
        .filter(datagram -> isAbout(datagram, function))
        .map(datagram -> datagram.object("header").orElseThrow())
        .toList();
  }

  private static boolean isAbout(JsonObject datagram, String function) {
    JsonObject cmd =
        (JsonObject)
            datagram
                .object("payload")
                .flatMap(payload -> payload.items("cmd"))
                .orElseThrow()
                .getFirst();
    return cmd.get(function).isPresent();
  }

  private static String read(String function, int counter) {
    return datagram(
        "{\"msgCounter\":" + counter + "},{\"cmdClassifier\":\"read\"}",
        "{\"" + function + "\":[]}");
  }

  private static String discoveryReply(long reference) {
    return datagram(
        "{\"msgCounter\":1},{\"msgCounterReference\":"
            + reference
            + "},{\"cmdClassifier\":\"reply\"}",
        "{\"" + DISCOVERY + "\":[{\"deviceInformation\":[{\"description\":[]}]}]}");
  }

  private static String datagram(String header, String cmd) {
    return "{\"data\":[{\"header\":[{\"protocolId\":\"ee1.0\"}]},{\"payload\":{\"datagram\":[{\"header\":["
               + "{\"specificationVersion\":\"1.3.0\"},{\"addressSource\":[{\"device\":\"d:_n:tool\"},"
               + "{\"entity\":[0]},{\"feature\":0}]},{\"addressDestination\":[{\"entity\":[0]},"
               + "{\"feature\":0}]},"
        + header
        + "]},{\"payload\":[{\"cmd\":[["
        + cmd
        + "]]}]}]}}]}";
  }
}
