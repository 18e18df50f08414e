package dev.shiphub.hub.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the demo concludes from what it hears. */
final class DemoBoardTest {
  private static final String PUMP = "a".repeat(40);
  private static final String WALLBOX = "b".repeat(40);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final DemoBoard board = new DemoBoard(2, Duration.ofSeconds(15));

  private void happens(String ski, String type, long steadyMillis) {
    board.happened(
        new Doc(
            JsonValue.object()
                .put("type", type)
                .put("ski", ski)
                .put("steadyMs", steadyMillis)
                .put("cause", "because")
                .build()));
  }

  private DemoDevice pump() {
    return board.devices().getFirst();
  }

  private void bothListen() {
    board.deviceListening(0, PUMP, 1, SECOND);
    board.deviceListening(1, WALLBOX, 2, SECOND.multipliedBy(2));
  }

  @Test
  void timesAreCountedFromTheListeningOfTheDaemon() {
    board.daemonListening(700);
    bothListen();
    happens(PUMP, "DeviceSeen", 4_700);
    happens(PUMP, "SessionStarted", 5_300);
    assertEquals(Optional.of(Duration.ofMillis(4_000)), pump().found());
    assertEquals(Optional.of(Duration.ofMillis(600)), pump().handshake());
    assertEquals(Optional.of(Duration.ofMillis(4_600)), pump().exchange());
  }

  // A device may dial before the hub has seen it.
  @Test
  void aSessionBeforeTheSightingHasNoTimeSinceIt() {
    bothListen();
    happens(PUMP, "SessionStarted", 3_000);
    happens(PUMP, "DeviceSeen", 4_000);
    assertEquals(Optional.empty(), pump().handshake());
  }

  @Test
  void theFirstSessionCountsEvenIfAnotherReplacesIt() {
    bothListen();
    happens(PUMP, "SessionStarted", 3_000);
    happens(PUMP, "SessionStarted", 9_000);
    assertEquals(Optional.of(Duration.ofSeconds(3)), pump().exchange());
  }

  @Test
  void eventsThatCameBeforeADeviceSaidWhoItIsCountToo() {
    happens(PUMP, "DeviceSeen", 4_000);
    happens(PUMP, "SessionStarted", 5_000);
    bothListen();
    assertTrue(pump().isConnected());
  }

  @Test
  void itIsCompleteWhileAllAreConnected() {
    bothListen();
    happens(PUMP, "SessionStarted", 3_000);
    assertFalse(board.isComplete());
    happens(WALLBOX, "SessionStarted", 3_000);
    assertTrue(board.isComplete());
    happens(PUMP, "DeviceDisconnected", 4_000);
    assertFalse(board.isComplete());
    assertEquals("disconnected: because", pump().trouble());
  }

  @Test
  void itIsSettledWhenThoseThatAreNotConnectedAreDead() {
    bothListen();
    happens(PUMP, "SessionStarted", 3_000);
    assertFalse(board.isSettled());
    board.died(1, "ended", SECOND);
    assertTrue(board.isSettled());
    assertFalse(board.isComplete());
  }

  @Test
  void aFailedAttemptIsTheTroubleUntilItWorks() {
    bothListen();
    happens(PUMP, "AttemptFailed", 3_000);
    assertEquals("because", pump().trouble());
    happens(PUMP, "SessionStarted", 4_000);
    assertEquals("", pump().trouble());
  }

  @Test
  void profilesComeInTurns() {
    List<String> names = new DemoBoard(6, SECOND).devices().stream().map(DemoDevice::name).toList();
    assertEquals(
        List.of("heat-pump", "wallbox", "inverter", "control-box", "heat-pump-2", "wallbox-2"),
        names);
  }

  @Nested
  final class MulticastIsGivenUp {
    @Test
    void onceWhenNobodyWasSeenForSoLongAfterAllListened() {
      bothListen();
      assertFalse(board.giveMulticastUp(Duration.ofMillis(16_999)));
      assertTrue(board.giveMulticastUp(Duration.ofSeconds(17)));
      assertFalse(board.giveMulticastUp(Duration.ofSeconds(18)));
    }

    @Test
    void notBeforeAllListen() {
      board.deviceListening(0, PUMP, 1, SECOND);
      assertFalse(board.giveMulticastUp(Duration.ofMinutes(1)));
    }

    @Test
    void alsoWhenTheOnesThatDoNotListenAreDead() {
      board.deviceListening(0, PUMP, 1, SECOND);
      board.died(1, "ended", SECOND);
      assertTrue(board.giveMulticastUp(Duration.ofMinutes(1)));
    }

    @Test
    void neverWhenOneWasSeen() {
      bothListen();
      happens(PUMP, "DeviceSeen", 4_000);
      assertFalse(board.giveMulticastUp(Duration.ofMinutes(1)));
    }
  }
}
