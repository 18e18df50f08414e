package dev.shiphub.sim.spine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.sim.profile.Catalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a peer reads, subscribes, binds and writes. */
class LiveSpineTest {
  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
  private static final SpineAddress US = SpineSamples.PEER_CLIENT;

  private final SpineNode node =
      new SpineNode(Catalogue.named("heat-pump").orElseThrow(), "1a2b3c4d");
  private final Registrations registrations = new Registrations();
  private Instant now = NOON;

  private SpineAddress feature(int id) {
    return SpineAddress.of(node.device(), List.of(1), id);
  }

  private Optional<SpineDatagram> say(
      SpineAddress to, SpineClassifier classifier, String function, JsonObject data) {
    SpineHeader header = new SpineHeader("1.3.0", US, to, 1, Optional.empty(), classifier, true);
    return node.answer(new SpineDatagram(header, new SpineCommand(function, data)), registrations);
  }

  private long error(
      SpineClassifier classifier, SpineAddress to, String function, JsonObject data) {
    return say(to, classifier, function, data)
        .orElseThrow()
        .command()
        .data()
        .integer("errorNumber")
        .orElseThrow();
  }

  private long call(String what, int feature) {
    JsonObject pair =
        JsonValue.object()
            .put("clientAddress", US.toJson())
            .put("serverAddress", feature(feature).toJson())
            .build();
    String member = Character.toLowerCase(what.charAt(0)) + what.substring(1);
    return error(
        SpineClassifier.CALL,
        SpineAddress.nodeManagement(),
        "nodeManagement" + what + "Call",
        JsonValue.object().put(member, pair).build());
  }

  private JsonObject firstOf(SpineDatagram datagram, String list) {
    return (JsonObject) datagram.command().data().items(list).orElseThrow().getFirst();
  }

  private long limit(long watts, boolean isActive) {
    JsonObject one =
        JsonValue.object()
            .put("limitId", 0)
            .put("isLimitActive", isActive)
            .put("value", JsonValue.object().put("number", watts).put("scale", 0))
            .build();
    return error(
        SpineClassifier.WRITE,
        feature(10),
        "loadControlLimitListData",
        JsonValue.object().put("loadControlLimitData", JsonValue.array(one)).build());
  }

  private long mostWatts() {
    long most = 0;
    for (int minute = 0; minute < 60; minute++) {
      now = now.plus(Duration.ofMinutes(1));
      node.advance(now);
      SpineDatagram reply =
          say(feature(11), SpineClassifier.READ, "measurementListData", JsonObject.EMPTY)
              .orElseThrow();
      JsonObject value = firstOf(reply, "measurementData").object("value").orElseThrow();
      assertEquals(Optional.of(-1L), value.integer("scale"));
      most = Math.max(most, value.integer("number").orElseThrow() / 10);
    }
    return most;
  }

  @Test
  void whatIsMeasuredIsDescribedByTheSameNumber() {
    SpineDatagram described =
        say(feature(11), SpineClassifier.READ, "measurementDescriptionListData", JsonObject.EMPTY)
            .orElseThrow();
    JsonObject power = firstOf(described, "measurementDescriptionData");
    assertEquals(Optional.of(0L), power.integer("measurementId"));
    assertEquals(Optional.of("acPowerTotal"), power.text("scopeType"));
    assertEquals(Optional.of("W"), power.text("unit"));
    assertTrue(mostWatts() > 1_500);
  }

  @Test
  void whoHasSubscribedIsToldWhatIsMeasured() {
    assertEquals(List.of(), node.news(registrations));
    assertEquals(0, call("SubscriptionRequest", 11));
    node.advance(NOON);
    SpineDatagram news = node.news(registrations).getFirst();
    assertEquals(SpineClassifier.NOTIFY, news.header().classifier());
    assertEquals(US, news.header().destination());
    assertEquals(feature(11), news.header().source());
    assertEquals("measurementListData", news.command().function());
    assertEquals(0, call("SubscriptionDelete", 11));
    assertEquals(List.of(), node.news(registrations));
  }

  @Test
  void whoSubscribesTwiceIsToldOnce() {
    call("SubscriptionRequest", 11);
    call("SubscriptionRequest", 11);
    assertEquals(1, node.news(registrations).size());
  }

  @Test
  void whatDoesNotChangeIsNoNews() {
    assertEquals(0, call("SubscriptionRequest", 24));
    assertEquals(List.of(), node.news(registrations));
  }

  @Test
  void subscriptionsAreBounded() {
    int taken = 0;
    for (int feature = 0; feature < 40; feature++) {
      taken += call("SubscriptionRequest", feature) == 0 ? 1 : 0;
    }
    assertEquals(32, taken);
  }

  // LPC: the limit of the power that is drawn.
  @Test
  void theLimitOfWhoHasBoundIsObeyedUntilItIsTakenBack() {
    assertEquals(9, limit(900, true));
    assertEquals(0, call("BindingRequest", 10));
    assertEquals(0, limit(900, true));
    assertEquals(900, mostWatts());
    assertEquals(0, limit(900, false));
    assertTrue(mostWatts() > 1_500);
  }

  @Test
  void theLimitThatHoldsCanBeRead() {
    call("BindingRequest", 10);
    limit(1_200, true);
    SpineDatagram reply =
        say(feature(10), SpineClassifier.READ, "loadControlLimitListData", JsonObject.EMPTY)
            .orElseThrow();
    JsonObject limit = firstOf(reply, "loadControlLimitData");
    assertEquals(Optional.of(true), limit.flag("isLimitActive"));
    assertEquals(Optional.of(12_000L), limit.object("value").orElseThrow().integer("number"));
  }

  @ParameterizedTest
  @CsvSource({"{}", "'{\"loadControlLimitData\":[{\"limitId\":0,\"isLimitActive\":true}]}'"})
  void aLimitWithoutAValueIsRefused(String data) {
    call("BindingRequest", 10);
    assertEquals(
        6,
        error(
            SpineClassifier.WRITE,
            feature(10),
            "loadControlLimitListData",
            SpineSamples.json(data)));
  }
}
