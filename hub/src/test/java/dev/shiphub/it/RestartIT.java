package dev.shiphub.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The daemon and its devices come and go, as processes; what was paired stays paired.
 *
 * <p>Proof of promise 6.
 */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(180)
final class RestartIT {
  private static final List<String> DEVICE_EVENTS =
      List.of(
          "DeviceConnected",
          "SessionStarted",
          "SessionReplaced",
          "SessionEnded",
          "DeviceDisconnected");

  @TempDir private Path directory;
  private Path state;

  @BeforeEach
  void place() {
    state = directory.resolve("state");
  }

  /** How the daemon ends. */
  enum End {
    TERMINATED,
    KILLED
  }

  private List<String> deviceEvents() throws IOException {
    return RunningDaemon.events(state).stream().filter(DEVICE_EVENTS::contains).toList();
  }

  @ParameterizedTest
  @EnumSource(End.class)
  void pairedDevicesComeBackByThemselvesAndTheSkiStays(End end) throws Exception {
    Ski ski;
    RunningDevice wallbox;
    try (RunningDaemon first = RunningDaemon.start(state)) {
      ski = first.ski();
      wallbox = RunningDevice.start(ski, "--profile", "wallbox");
      assertEquals(200, first.pair(wallbox.ski()));
      first.awaitConnected(wallbox.ski());
      if (end == End.TERMINATED) {
        first.program().terminate();
        assertEquals(0, first.program().awaitExit(Duration.ofSeconds(10)));
        assertEquals("HubStopped", RunningDaemon.events(state).getLast());
      } else {
        first.program().kill();
      }
    }
    try (wallbox;
        RunningDaemon second = RunningDaemon.start(state)) {
      assertEquals(ski, second.ski());
      second.awaitConnected(wallbox.ski());
      assertTrue(
          second.device(wallbox.ski()).flag("paired").orElseThrow(), "the trust entry is lost");
    }
  }

  @Test
  void theDeathAndReturnOfADeviceAreFourEvents() throws Exception {
    Path deviceState = directory.resolve("device");
    String[] options = {"--profile", "heat-pump", "--state", deviceState.toString()};
    try (RunningDaemon daemon = RunningDaemon.start(state)) {
      Ski ski;
      try (RunningDevice pump = RunningDevice.start(daemon.ski(), options)) {
        ski = pump.ski();
        assertEquals(200, daemon.pair(ski));
        daemon.awaitConnected(ski);
        pump.program().kill();
        await()
            .atMost(Duration.ofSeconds(20))
            .until(() -> deviceEvents().contains("DeviceDisconnected"));
      }
      try (RunningDevice pump = RunningDevice.start(daemon.ski(), options)) {
        assertEquals(ski, pump.ski());
        daemon.awaitConnected(ski);
        awaitDeviceEvents(
            List.of(
                "DeviceConnected",
                "SessionStarted",
                "SessionEnded",
                "DeviceDisconnected",
                "DeviceConnected",
                "SessionStarted"));
      }
    }
  }

  /** The file is written in the background, so what the API says may be ahead of it. */
  private void awaitDeviceEvents(List<String> wanted) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertEquals(wanted, withoutCrossings(deviceEvents())));
  }

  /** Both may dial in the same moment; then one of the two connections replaces the other. */
  private static List<String> withoutCrossings(List<String> events) {
    List<String> left = new ArrayList<>(events);
    for (int at = left.indexOf("SessionReplaced"); at >= 0; at = left.indexOf("SessionReplaced")) {
      assertEquals(Optional.of("SessionStarted"), left.stream().skip(at + 1).findFirst());
      left.subList(at, at + 2).clear();
    }
    return left;
  }

  @Test
  void anUnpairedDeviceStaysAway() throws Exception {
    try (RunningDaemon daemon = RunningDaemon.start(state);
        RunningDevice meter =
            RunningDevice.start(daemon.ski(), "--profile", "meter", "--no-dial")) {
      assertEquals(200, daemon.pair(meter.ski()));
      daemon.awaitConnected(meter.ski());
      assertEquals(200, daemon.post("devices/" + meter.ski() + "/unpair", JsonObject.EMPTY));
      daemon.awaitDevice(
          meter.ski(),
          view -> !view.flag("paired").orElse(true) && view.object("session").isEmpty());
      assertFalse(daemon.device(meter.ski()).flag("paired").orElseThrow());
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> deviceEvents().getLast().equals("DeviceDisconnected"));
    }
  }
}
