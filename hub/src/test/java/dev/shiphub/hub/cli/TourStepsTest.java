package dev.shiphub.hub.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.json.JsonValue;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each step of the tour wants to see: take one thing away, and it is not content. */
final class TourStepsTest {
  private static final Doc APART = FakeGround.view("waiting-to-dial", "", 0);
  private static final Doc REMOVED = FakeGround.view("seen", "", 0, false);
  private static final Doc ASKING = FakeGround.view("waiting-for-trust", "", 1, false);
  private static final Doc CONNECTED = FakeGround.view("connected", "c2", 1);

  private static TourSight sight(Doc view, String... happened) {
    TourSight sight = TourSight.NOTHING.looked(view, false);
    for (String type : happened) {
      sight =
          switch (type) {
            case "client", "server" ->
                sight.printed(
                    new Doc(
                        JsonValue.object().put("event", "connected").put("role", type).build()));
            default -> sight.happened(FakeGround.event("a".repeat(40), type, "c2"));
          };
    }
    return sight;
  }

  private static TourSight dead(Doc view, String... happened) {
    return sight(view, happened).looked(view, true);
  }

  static List<Arguments> contents() {
    return List.of(
        Arguments.of(TourSteps.kill(0), dead(APART, "DeviceDisconnected")),
        Arguments.of(TourSteps.comeBack(0), sight(CONNECTED, "DeviceConnected", "SessionStarted")),
        Arguments.of(TourSteps.unpair(0), sight(REMOVED, "DeviceDisconnected", "TrustWithdrawn")),
        Arguments.of(TourSteps.ask(0), sight(ASKING, "TrustRequested")),
        Arguments.of(TourSteps.deny(0), sight(REMOVED, "TrustDenied", "AttemptFailed")),
        Arguments.of(TourSteps.pair(0), sight(APART, "TrustGranted")),
        Arguments.of(
            TourSteps.doubleDial(0),
            sight(CONNECTED, "client", "server", "DeviceConnected", "SessionStarted")),
        Arguments.of(
            TourSteps.dialAgain(0),
            sight(CONNECTED, "client", "SessionReplaced", "SessionStarted")));
  }

  @ParameterizedTest
  @MethodSource("contents")
  void isContentWithWhatItPromised(TourStep step, TourSight sight) {
    assertTrue(step.isKept(sight), sight.words());
  }

  @ParameterizedTest
  @MethodSource("contents")
  void isNotContentWithLess(TourStep step, TourSight sight) {
    for (Doc event : sight.events()) {
      List<Doc> others = sight.events().stream().filter(it -> !it.equals(event)).toList();
      TourSight less = new TourSight(others, sight.dials(), sight.view(), sight.isDead());
      assertFalse(step.isKept(less), () -> "content without " + event);
    }
    for (String dial : sight.dials()) {
      List<String> others = sight.dials().stream().filter(it -> !it.equals(dial)).toList();
      TourSight less = new TourSight(sight.events(), others, sight.view(), sight.isDead());
      assertFalse(step.isKept(less), () -> "content without a dial by the " + dial);
    }
    assertFalse(step.isKept(sight.looked(TourSight.NOTHING.view(), sight.isDead())), "blind");
  }

  static Stream<Arguments> flaws() {
    return Stream.of(
        Arguments.of("its process runs on", TourSteps.kill(0), sight(APART, "DeviceDisconnected")),
        Arguments.of(
            "a connection to the dead is left",
            TourSteps.kill(0),
            dead(FakeGround.view("disconnecting", "", 1), "DeviceDisconnected")),
        Arguments.of(
            "two connections",
            TourSteps.comeBack(0),
            sight(FakeGround.view("connected", "c2", 2), "DeviceConnected", "SessionStarted")),
        Arguments.of(
            "a session that was not told",
            TourSteps.comeBack(0),
            sight(FakeGround.view("connected", "c3", 1), "DeviceConnected", "SessionStarted")),
        Arguments.of(
            "still paired",
            TourSteps.unpair(0),
            sight(APART, "DeviceDisconnected", "TrustWithdrawn")),
        Arguments.of(
            "still connected",
            TourSteps.unpair(0),
            sight(
                FakeGround.view("connected", "c1", 1, false),
                "DeviceDisconnected",
                "TrustWithdrawn")),
        Arguments.of(
            "let in without being paired",
            TourSteps.ask(0),
            sight(ASKING, "TrustRequested", "DeviceConnected")),
        Arguments.of(
            "in data exchange without being paired",
            TourSteps.ask(0),
            sight(FakeGround.view("connected", "c2", 1, false), "TrustRequested")),
        Arguments.of(
            "denied and connected",
            TourSteps.deny(0),
            sight(ASKING, "TrustDenied", "AttemptFailed")),
        Arguments.of("no dial is planned", TourSteps.pair(0), sight(REMOVED, "TrustGranted")),
        Arguments.of(
            "two connections are left",
            TourSteps.doubleDial(0),
            sight(
                FakeGround.view("connected", "c2", 2),
                "client",
                "server",
                "DeviceConnected",
                "SessionStarted")),
        Arguments.of(
            "it came twice",
            TourSteps.doubleDial(0),
            sight(
                CONNECTED,
                "client",
                "server",
                "DeviceConnected",
                "SessionStarted",
                "DeviceDisconnected",
                "DeviceConnected",
                "SessionStarted")),
        Arguments.of(
            "it was away",
            TourSteps.dialAgain(0),
            sight(CONNECTED, "client", "SessionReplaced", "DeviceDisconnected", "SessionStarted")));
  }

  @ParameterizedTest(name = "{1}: {0}")
  @MethodSource("flaws")
  void isNotContentIf(String flaw, TourStep step, TourSight sight) {
    assertFalse(step.isKept(sight), flaw);
  }

  @Test
  void tellsWhatWasSeenInALine() {
    assertEquals(
        "DeviceConnected, SessionStarted; dialled by device and hub; connected (of it);"
            + " connections: 1",
        sight(CONNECTED, "client", "DeviceConnected", "server", "SessionStarted").words());
    assertEquals(
        "no events; unknown to the hub; connections: 0; its process has ended",
        TourSight.NOTHING.looked(TourSight.NOTHING.view(), true).words());
  }
}
