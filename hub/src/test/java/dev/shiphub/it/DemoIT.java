package dev.shiphub.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The first command that a newcomer types, with the tour: one run, looked at from all sides. */
@Timeout(180)
final class DemoIT {
  private static final Pattern PLACES =
      Pattern.compile("its state is in (\\S+)\n.* on port (\\d+), its admin API on \\S+:(\\d+)");

  private static int code = -1;
  private static String errors = "";
  private static List<JsonObject> lines = List.of();
  private static List<ProcessHandle> processes = List.of();

  @BeforeAll
  static void run() throws Exception {
    try (Program demo = Program.start("demo", "--tour", "--once", "--json")) {
      demo.awaitJson(line -> isStep(line, "double-dial"));
      processes = demo.process().descendants().toList();
      code = demo.awaitExit(Duration.ofSeconds(120));
      errors = demo.errors();
      lines = demo.lines().stream().map(Program::json).toList();
    }
  }

  private static boolean isStep(JsonObject line, String step) {
    return says(line, "tour", "step") && says(line, "step", step);
  }

  private static boolean says(JsonObject line, String name, String value) {
    return line.text(name).filter(value::equals).isPresent();
  }

  /** The lines of one kind about one step. */
  private static List<JsonObject> of(String step, String kind) {
    return lines.stream()
        .filter(line -> says(line, "step", step) && says(line, "tour", kind))
        .toList();
  }

  private static void assertCauses(String step, String... wanted) {
    List<String> types = new ArrayList<>();
    for (JsonObject line : of(step, "event")) {
      types.add(line.object("event").flatMap(event -> event.text("type")).orElseThrow());
    }
    assertTrue(types.containsAll(List.of(wanted)), () -> step + ": " + types);
  }

  @Test
  void bringsFourDevicesIntoDataExchangeAndSaysHowLongItTook() {
    JsonObject report = lines.getFirst();
    assertEquals(true, report.flag("complete").orElseThrow(), errors);
    List<JsonValue> devices = report.items("devices").orElseThrow();
    assertEquals(4, devices.size(), report.toString());
    assertTrue(
        devices.stream().allMatch(device -> ((JsonObject) device).text("ski").isPresent()),
        report.toString());
  }

  @Test
  void killsUnpairsAndDoubleDialsAndAllComesOut() {
    assertEquals(0, code, errors);
    assertEquals(
        List.of("kill", "return", "unpair", "ask", "deny", "pair", "double-dial", "dial-again"),
        lines.stream()
            .filter(line -> says(line, "tour", "verdict") && line.flag("ok").orElseThrow())
            .map(line -> line.text("step").orElseThrow())
            .toList());
    assertTrue(lines.getLast().flag("ok").orElseThrow(), errors);
  }

  @Test
  void showsTheEventsThatEachStepCauses() {
    assertCauses("kill", "SessionEnded", "DeviceDisconnected");
    assertCauses("return", "DeviceConnected", "SessionStarted");
    assertCauses("unpair", "SessionEnded", "DeviceDisconnected", "TrustWithdrawn");
    assertCauses("ask", "TrustRequested");
    assertCauses("deny", "TrustDenied", "AttemptFailed");
    assertCauses("pair", "TrustGranted");
    assertCauses("double-dial", "DeviceConnected", "SessionStarted");
    assertCauses("dial-again", "SessionReplaced", "SessionStarted");
    assertTrue(errors.contains("unpair: wallbox is unpaired"), errors);
  }

  // The daemon, four devices; those whom the tour has killed are gone already.
  @Test
  void leavesNoProcessSocketOrFile() throws IOException {
    assertEquals(5, processes.size(), errors);
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
    Matcher places = PLACES.matcher(errors);
    assertTrue(places.find(), errors);
    assertFalse(Files.exists(Path.of(places.group(1))), errors);
    for (int group = 2; group <= 3; group++) {
      int port = Integer.parseInt(places.group(group));
      assertThrows(
          ConnectException.class,
          () -> new Socket(InetAddress.getLoopbackAddress(), port).close(),
          () -> "somebody still listens on " + port);
    }
  }
}
