package dev.shiphub.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonNumber;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The daemon and a device that require each other's PIN, over the command line. */
@Timeout(300)
@Execution(ExecutionMode.CONCURRENT)
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

  /** Does not dial, so that there is one connection and each PIN is entered once. */
  private static RunningDevice device(RunningDaemon daemon, String profile, String... more)
      throws IOException {
    List<String> options =
        new ArrayList<>(List.of("--profile", profile, "--pin", OF_DEVICE, "--no-dial"));
    options.addAll(List.of(more));
    return RunningDevice.start(daemon.ski(), options.toArray(String[]::new));
  }

  /** Pairs with a PIN that is typed; returns what the user is told. */
  private static String pair(RunningDaemon daemon, RunningDevice device, String pin)
      throws Exception {
    return told(daemon, pin, "pair", device.ski().hex(), "--pin", "-");
  }

  /** What a command says to a user who types this line. */
  private static String told(RunningDaemon daemon, String typed, String... command)
      throws Exception {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(List.of("--admin", "127.0.0.1:" + daemon.adminPort()));
    try (Program program = Program.start(arguments.toArray(String[]::new))) {
      program.types(typed);
      assertEquals(0, program.awaitExit(Duration.ofSeconds(60)), program.errors());
      return String.join("\n", program.lines());
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
      pair(daemon, device, WRONG);
      if (tries > 1) {
        enter(daemon, device, WRONG);
      }
      last = awaitWrong(device, tries);
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

  private static double penalty(JsonObject view) {
    return pin(view)
        .flatMap(it -> it.get("penalty"))
        .map(it -> Double.parseDouble(((JsonNumber) it).literal()))
        .orElse(0.0);
  }

  private long savedPenaltyMillis() throws IOException {
    JsonObject records = Program.json(Files.readString(state.resolve("trust.json")));
    JsonObject record = (JsonObject) records.items("trusted").orElseThrow().getFirst();
    return pin(record).flatMap(it -> it.integer("penaltyMillis")).orElseThrow();
  }

  /** The device comes back and has its next wrong one looked at, which is not its first. */
  private static void comesBackAndIsPenalisedAtOnce(
      RunningDaemon daemon, RunningDevice device, long before) throws Exception {
    assertEquals(200, daemon.post("devices/" + device.ski() + "/disconnect", JsonObject.EMPTY));
    device
        .program()
        .awaitJson(
            line ->
                isEvent(line, "pinRequested") && line.integer("connection").orElseThrow() > before);
    enter(daemon, device, WRONG);
    daemon.awaitDevice(device.ski(), view -> wrong(view) == 4 && penalty(view) > 0);
  }

  @Test
  void penaltiesOutliveReconnectRestartAndCrashAndThenTheRightPinsAreTaken() throws Exception {
    RunningDevice device;
    try (RunningDaemon first = daemon()) {
      device = device(first, "heat-pump", "--send-pin", WRONG);
      long connection = bothEnterThreeWrongOnes(first, device);
      assertTrue(penalty(first.device(device.ski())) > 0);
      comesBackAndIsPenalisedAtOnce(first, device, connection);
      assertNoPinIsTold(first, device);
      double left = penalty(first.device(device.ski()));
      first.program().terminate();
      assertEquals(0, first.program().awaitExit(Duration.ofSeconds(10)));
      assertTrue(savedPenaltyMillis() > 0);
      assertTrue(savedPenaltyMillis() <= left * 1_000, savedPenaltyMillis() + " ms of " + left);
    }
    try (RunningDaemon second = daemon()) {
      second.awaitDevice(device.ski(), view -> wrong(view) == 4 && penalty(view) > 0);
      second.program().kill();
    }
    try (device;
        RunningDaemon third = daemon()) {
      third.awaitDevice(device.ski(), view -> wrong(view) == 4 && penalty(view) > 0);
      third.awaitDevice(device.ski(), PinIT::isWaiting);
      enter(third, device, OF_HUB);
      pair(third, device, OF_DEVICE);
      third.awaitConnected(device.ski());
      assertTrue(pin(third.device(device.ski())).flatMap(it -> it.flag("verified")).orElseThrow());
      assertNoPinIsTold(third, device);
    }
  }

  private static String because(JsonObject view) {
    return view.text("because").orElse("");
  }

  private static boolean isBusy(JsonObject view) {
    return pin(view).flatMap(it -> it.flag("busy")).orElse(false);
  }

  /** A penalty that the device imposes: how long it takes only the device knows. */
  @Test
  void theUserIsToldOfTheDevicesPenaltyAndTheRightPinWaitsForItsEnd() throws Exception {
    state = directory.resolve("state");
    try (RunningDaemon daemon = RunningDaemon.start(state, "log: {level: debug}");
        RunningDevice device = device(daemon, "wallbox")) {
      String label = "SHIP;SKI:" + device.ski().grouped() + ";PIN:" + WRONG + ";ENDSHIP;";
      assertTrue(told(daemon, label, "pair", "-").endsWith(": saved"));
      daemon.awaitDevice(device.ski(), PinIT::isRefused);
      assertTrue(pair(daemon, device, WRONG).endsWith("; its PIN is sent"));
      awaitWrong(device, 2);
      daemon.awaitDevice(device.ski(), PinIT::isRefused);
      pair(daemon, device, WRONG);
      awaitWrong(device, 3);
      daemon.awaitDevice(device.ski(), PinIT::isBusy);
      // Not over the command line, which may take longer to start than the penalty lasts.
      JsonObject right = JsonValue.object().put("pin", OF_DEVICE).build();
      assertEquals(200, daemon.post("devices/" + device.ski() + "/pair", right));
      JsonObject told = daemon.device(device.ski());
      assertTrue(isBusy(told) && isWaiting(told), told::toString);
      assertTrue(because(told).endsWith("; the one that was entered is sent afterwards"));
      daemon.awaitConnected(device.ski());
      assertEquals(
          List.of("PinRefused", "PinRefused", "PinRefused", "PinRequested", "PinAccepted"),
          RunningDaemon.events(state).stream().filter(type -> type.startsWith("Pin")).toList());
      assertNoPinIsTold(daemon, device);
    }
  }

  private static JsonObject awaitWrong(RunningDevice device, long tries) {
    return device
        .program()
        .awaitJson(
            line ->
                isEvent(line, "pinEntered") && line.integer("wrong").equals(Optional.of(tries)));
  }

  @Test
  void ourQrTextHasOurPin() throws Exception {
    try (RunningDaemon daemon = daemon()) {
      String qr = told(daemon, "", "identity", "qr");
      assertTrue(qr.startsWith("SHIP;SKI:" + daemon.ski().grouped() + ";PIN:C0FF EE01 2345 6789;"));
    }
  }
}
