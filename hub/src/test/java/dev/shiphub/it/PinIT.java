package dev.shiphub.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The daemon and a device that require each other's PIN, over the command line. */
@Timeout(180)
final class PinIT {
  private static final String OF_HUB = "C0FFEE0123456789";
  private static final String OF_DEVICE = "55AAAAFF";
  private static final String WRONG = "00BADBAD";

  @TempDir private Path directory;
  private Path state;

  private RunningDaemon daemon() throws IOException {
    state = directory.resolve("state");
    return RunningDaemon.requiring(OF_HUB, state, "log: {level: debug}");
  }

  private static void pair(RunningDaemon daemon, RunningDevice device, String pin)
      throws Exception {
    String admin = "127.0.0.1:" + daemon.adminPort();
    try (Program pairing =
        Program.start("pair", device.ski().hex(), "--pin", pin, "--admin", admin)) {
      assertEquals(0, pairing.awaitExit(Duration.ofSeconds(30)), pairing.errors());
    }
  }

  private static void enter(RunningDaemon daemon, RunningDevice device, String pin)
      throws IOException {
    device.program().types("pin " + daemon.ski() + " " + pin);
  }

  private static Optional<JsonObject> pin(JsonObject view) {
    return view.object("pin");
  }

  private static long wrong(JsonObject view) {
    return pin(view).flatMap(it -> it.integer("wrong")).orElse(0L);
  }

  private static boolean isWaiting(JsonObject view) {
    return view.text("state").equals(Optional.of("waiting-for-pin"));
  }

  private static boolean isRefused(JsonObject view) {
    return pin(view).flatMap(it -> it.flag("refused")).orElse(false);
  }

  private static boolean hasPenalty(JsonObject view) {
    return pin(view).filter(it -> it.get("penalty").isPresent()).isPresent();
  }

  private static boolean isEvent(JsonObject line, String event) {
    return line.text("event").equals(Optional.of(event));
  }

  /**
   * Three wrong ones in each direction, of which the first one of the device is on its command
   * line; returns the number of the device's connection.
   */
  private static long bothEnterThreeWrongOnes(RunningDaemon daemon, RunningDevice device)
      throws Exception {
    JsonObject last = JsonObject.EMPTY;
    for (long i = 1; i <= 3; i++) {
      long tries = i;
      if (tries > 1) {
        enter(daemon, device, WRONG);
      }
      pair(daemon, device, WRONG);
      last =
          device
              .program()
              .awaitJson(
                  line ->
                      isEvent(line, "pinEntered")
                          && line.integer("wrong").equals(Optional.of(tries)));
      daemon.awaitDevice(
          device.ski(), view -> isWaiting(view) && isRefused(view) && wrong(view) == tries);
    }
    return last.integer("connection").orElseThrow();
  }

  private void assertNoPinIsTold(RunningDaemon daemon, RunningDevice device) throws IOException {
    String told =
        daemon.program().errors()
            + daemon.program().lines()
            + device.program().errors()
            + device.program().lines()
            + daemon.device(device.ski())
            + Files.readString(state.resolve("events.jsonl"))
            + Files.readString(state.resolve("trust.json"));
    for (String secret : List.of(OF_HUB, OF_DEVICE, WRONG)) {
      assertFalse(told.toUpperCase(Locale.ROOT).contains(secret), told);
    }
  }

  @Test
  void penaltiesOutliveReconnectAndRestartAndTheRightPinsAreTaken() throws Exception {
    RunningDevice device;
    try (RunningDaemon first = daemon()) {
      device =
          RunningDevice.start(
              first.ski(), "--profile", "heat-pump", "--pin", OF_DEVICE, "--send-pin", WRONG);
      long connection = bothEnterThreeWrongOnes(first, device);
      assertTrue(hasPenalty(first.device(device.ski())));
      assertEquals(200, first.post("devices/" + device.ski() + "/disconnect", JsonObject.EMPTY));
      device
          .program()
          .awaitJson(
              line ->
                  isEvent(line, "pinRequested")
                      && line.integer("connection").orElseThrow() > connection);
      first.awaitDevice(device.ski(), view -> isWaiting(view) && wrong(view) == 3);
      assertNoPinIsTold(first, device);
      first.program().terminate();
      assertEquals(0, first.program().awaitExit(Duration.ofSeconds(10)));
    }
    try (device;
        RunningDaemon second = daemon()) {
      second.awaitDevice(device.ski(), view -> wrong(view) == 3 && hasPenalty(view));
      second.awaitDevice(device.ski(), PinIT::isWaiting);
      enter(second, device, OF_HUB);
      pair(second, device, OF_DEVICE);
      second.awaitConnected(device.ski());
      assertTrue(pin(second.device(device.ski())).flatMap(it -> it.flag("verified")).orElseThrow());
      assertNoPinIsTold(second, device);
    }
  }
}
