package dev.shiphub.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.hub.why.Cause;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What the daemon says of simulated devices that multicast DNS shows to it. */
@Tag("why")
@Timeout(180)
@Execution(ExecutionMode.CONCURRENT)
final class WhyDeviceIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Ski NOBODY = new Ski("0123456789".repeat(4));
  private static final String OF_HUB = "C0FFEE0123456789";
  private static final String OF_DEVICE = "55AAAAFF";

  @TempDir private Path directory;

  private static JsonObject awaits(RunningDaemon daemon, Cause cause, Ski ski) {
    return await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> daemon.get("devices/" + ski + "/why"),
            it -> it.text("code").equals(Optional.of(cause.label())));
  }

  private static void pair(RunningDaemon daemon, Ski ski, String pin) throws Exception {
    JsonObject body = JsonValue.object().put("pin", pin).build();
    assertEquals(200, daemon.post("devices/" + ski + "/pair", body));
  }

  private static String said(RunningDaemon daemon, String... command) throws Exception {
    String[] arguments = new String[command.length + 2];
    System.arraycopy(command, 0, arguments, 0, command.length);
    arguments[command.length] = "--admin";
    arguments[command.length + 1] = "127.0.0.1:" + daemon.adminPort();
    try (Program program = Program.start(arguments)) {
      assertEquals(0, program.awaitExit(Duration.ofSeconds(60)), program.errors());
      return String.join("\n", program.lines());
    }
  }

  @Test
  @Shows({Cause.NOT_PAIRED, Cause.CONNECTED, Cause.VANISHED, Cause.NOT_PAIRED_GONE})
  void aDeviceIsSeenPairedAndGone() throws Exception {
    try (RunningDaemon daemon = RunningDaemon.start(directory.resolve("state"))) {
      Ski ski;
      try (RunningDevice device =
          RunningDevice.start(daemon.ski(), "--profile", "wallbox", "--no-dial")) {
        ski = device.ski();
        awaits(daemon, Cause.NOT_PAIRED, ski);
        daemon.pair(ski);
        awaits(daemon, Cause.CONNECTED, ski);
        device.program().terminate();
        awaits(daemon, Cause.VANISHED, ski);
      }
      String told = said(daemon, "why", ski.hex().substring(0, 8), "--lang", "de");
      assertTrue(told.contains(" aus dem Netz verschwunden."), told);
      assertTrue(told.contains("\ncode          vanished, up to: device-user\n"), told);
      assertEquals(200, daemon.post("devices/" + ski + "/unpair", JsonObject.EMPTY));
      awaits(daemon, Cause.NOT_PAIRED_GONE, ski);
    }
  }

  @Test
  @Shows({Cause.DEVICE_ASKS, Cause.DENIED})
  void aDeviceAsksToBePairedAndIsDenied() throws Exception {
    try (RunningDaemon daemon = RunningDaemon.start(directory.resolve("state"));
        RunningDevice device =
            RunningDevice.start(
                daemon.ski(),
                "--profile",
                "heat-pump",
                "--no-mdns",
                "--peer",
                daemon.ski() + "@127.0.0.1:" + daemon.shipPort())) {
      awaits(daemon, Cause.DEVICE_ASKS, device.ski());
      assertEquals(200, daemon.post("devices/" + device.ski() + "/deny", JsonObject.EMPTY));
      awaits(daemon, Cause.DENIED, device.ski());
    }
  }

  @Test
  @Shows({Cause.DEVICE_PIN_NEEDED, Cause.DEVICE_PIN_WRONG, Cause.DEVICE_PIN_BLOCKED})
  void aDeviceWantsItsPin() throws Exception {
    try (RunningDaemon daemon = RunningDaemon.start(directory.resolve("state"));
        RunningDevice device =
            RunningDevice.start(
                daemon.ski(), "--profile", "inverter", "--no-dial", "--pin", OF_DEVICE)) {
      Ski ski = device.ski();
      daemon.pair(ski);
      awaits(daemon, Cause.DEVICE_PIN_NEEDED, ski);
      for (int wrong = 1; wrong <= 3; wrong++) {
        pair(daemon, ski, "00BADBAD");
        awaits(daemon, wrong < 3 ? Cause.DEVICE_PIN_WRONG : Cause.DEVICE_PIN_BLOCKED, ski);
      }
      pair(daemon, ski, OF_DEVICE);
      awaits(daemon, Cause.CONNECTED, ski);
    }
  }

  @Test
  @Shows({Cause.OWN_PIN_NEEDED, Cause.OWN_PIN_BLOCKED})
  void aDeviceHasToEnterThePinOfTheHub() throws Exception {
    try (RunningDaemon daemon = RunningDaemon.requiring(OF_HUB, directory.resolve("state"));
        RunningDevice device =
            RunningDevice.start(daemon.ski(), "--profile", "meter", "--no-dial")) {
      daemon.pair(device.ski());
      awaits(daemon, Cause.OWN_PIN_NEEDED, device.ski());
      for (long wrong = 1; wrong <= 3; wrong++) {
        device.program().types("pin " + daemon.ski() + " 00BADBAD");
        long tries = wrong;
        daemon.awaitDevice(
            device.ski(),
            view ->
                view.object("pin").flatMap(pin -> pin.integer("wrong")).equals(Optional.of(tries)));
      }
      awaits(daemon, Cause.OWN_PIN_BLOCKED, device.ski());
    }
  }

  // Its process sleeps: TCP is open, nothing answers.
  @Test
  @Shows(Cause.FELL_SILENT)
  void aDeviceFallsSilent() throws Exception {
    try (RunningDaemon daemon =
            RunningDaemon.start(directory.resolve("state"), "liveness: {ping: 2s, pong: 1s}");
        RunningDevice device =
            RunningDevice.start(daemon.ski(), "--profile", "wallbox", "--no-dial")) {
      daemon.pair(device.ski());
      awaits(daemon, Cause.CONNECTED, device.ski());
      new ProcessBuilder("kill", "-STOP", String.valueOf(device.program().pid())).start().waitFor();
      awaits(daemon, Cause.FELL_SILENT, device.ski());
    }
  }

  @Test
  @Shows(Cause.HUB_FULL)
  void moreDevicesThanTheHubTakesAreTurnedAway() throws Exception {
    try (RunningDaemon daemon =
            RunningDaemon.start(directory.resolve("state"), "limits: {strangers: 1}");
        RunningDevice first = asking(daemon, "heat-pump");
        RunningDevice second = asking(daemon, "meter")) {
      await()
          .atMost(PATIENCE)
          .until(() -> isFull(daemon, first.ski()) || isFull(daemon, second.ski()));
    }
  }

  private static RunningDevice asking(RunningDaemon daemon, String profile) throws Exception {
    return RunningDevice.start(
        NOBODY,
        "--profile",
        profile,
        "--trust",
        daemon.ski().hex(),
        "--no-mdns",
        "--peer",
        daemon.ski() + "@127.0.0.1:" + daemon.shipPort());
  }

  private static boolean isFull(RunningDaemon daemon, Ski ski) throws Exception {
    return daemon
        .get("devices/" + ski + "/why")
        .text("code")
        .equals(Optional.of(Cause.HUB_FULL.label()));
  }
}
