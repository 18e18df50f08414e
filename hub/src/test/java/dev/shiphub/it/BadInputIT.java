package dev.shiphub.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Every wrong input gives one clear line with what to do and the right exit code, and loses
 * nothing.
 */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
final class BadInputIT {
  private static final String NOBODY = "127.0.0.1:9";

  @TempDir private static Path made;
  @TempDir private Path directory;
  private Path state;

  /** A daemon makes identity and trust, and ends. */
  @BeforeAll
  static void makeState() throws Exception {
    try (RunningDaemon daemon = RunningDaemon.start(made.resolve("state"))) {
      daemon.program().terminate();
      assertEquals(0, daemon.program().awaitExit(Duration.ofSeconds(10)));
    }
  }

  @BeforeEach
  void place() {
    state = directory.resolve("state");
  }

  /** What a run has said. */
  private record Said(int code, List<String> errors) {
    String line() {
      return errors.isEmpty() ? "" : errors.getLast();
    }
  }

  private static Said run(String... arguments) throws IOException, InterruptedException {
    try (Program program = Program.start(arguments)) {
      int code = program.awaitExit(Duration.ofSeconds(30));
      List<String> errors =
          program.errors().lines().filter(line -> line.startsWith("shiphub:")).toList();
      return new Said(code, errors);
    }
  }

  private Said runDaemon(String... more) throws IOException, InterruptedException {
    String[] arguments = new String[more.length + 5];
    System.arraycopy(
        new String[] {"run", "--state", state.toString(), "--admin-port", "0"}, 0, arguments, 0, 5);
    System.arraycopy(more, 0, arguments, 5, more.length);
    return run(arguments);
  }

  private static void assertSays(int code, Said said, String... words) {
    assertEquals(code, said.code(), said.toString());
    assertEquals(1, said.errors().size(), said.toString());
    for (String word : words) {
      assertTrue(said.line().contains(word), said.toString());
    }
  }

  /** What a daemon has left behind. */
  private void haveState() throws IOException {
    Path left = made.resolve("state");
    try (Stream<Path> files = Files.walk(left)) {
      for (Path file : files.toList()) {
        Path copy = state.resolve(left.relativize(file).toString());
        Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  @Test
  void anUnknownKeyInTheConfiguration() throws Exception {
    Path file = directory.resolve("shiphub.yaml");
    Files.writeString(file, "ship:\n  prot: 4712\n");
    assertSays(
        2, runDaemon("-c", file.toString()), "shiphub.yaml:2", "\"ship.prot\"", "\"ship.port\"");
    assertFalse(Files.exists(state));
  }

  @Test
  void aConfigurationThatIsNotThere() throws Exception {
    assertSays(2, runDaemon("-c", "/nowhere/shiphub.yaml"), "/nowhere/shiphub.yaml");
  }

  @Test
  void aBrokenIdentity() throws Exception {
    haveState();
    Path identity = state.resolve("identity.p12");
    byte[] broken = {1, 2, 3};
    Files.write(identity, broken);
    assertSays(1, runDaemon("--ship-port", "0"), "identity.p12", "restore");
    assertArrayEquals(broken, Files.readAllBytes(identity));
  }

  @Test
  void aMissingIdentityBesideTrust() throws Exception {
    haveState();
    Files.delete(state.resolve("identity.p12"));
    assertSays(1, runDaemon("--ship-port", "0"), "identity.p12 is missing", "identity restore");
    assertFalse(Files.exists(state.resolve("identity.p12")));
  }

  @Test
  void aBrokenTrustFile() throws Exception {
    haveState();
    Path trust = state.resolve("trust.json");
    Files.writeString(trust, "{\"version\":1,");
    assertSays(1, runDaemon("--ship-port", "0"), "trust.json", "repair it or restore it");
    assertEquals("{\"version\":1,", Files.readString(trust));
  }

  // The others must not be lost with it.
  @Test
  void anEntryOfTheTrustFileThatIsNone() throws Exception {
    haveState();
    Path trust = state.resolve("trust.json");
    String pending = "{\"ski\":\"" + "b".repeat(40) + "\",\"pending\":true}";
    Files.writeString(trust, "{\"version\":1,\"trusted\":[" + pending + "],\"peers\":[]}");
    try (RunningDaemon daemon = RunningDaemon.start(state)) {
      assertTrue(
          daemon.get("devices").items("devices").orElseThrow().stream()
              .noneMatch(BadInputIT::isPaired));
      assertTrue(daemon.program().errors().contains("trusted[0]"), daemon.program().errors());
      assertTrue(RunningDaemon.events(state).contains("TrustWithdrawn"));
    }
    try (Stream<Path> files = Files.list(state)) {
      Path beside =
          files
              .filter(file -> file.getFileName().toString().startsWith("trust.rejected-"))
              .findFirst()
              .orElseThrow();
      assertTrue(Files.readString(beside).contains(pending));
    }
  }

  @Test
  void aShipPortInUse() throws Exception {
    try (ServerSocket taken = new ServerSocket()) {
      taken.bind(new InetSocketAddress(0));
      String port = String.valueOf(taken.getLocalPort());
      assertSays(1, runDaemon("--ship-port", port), "port " + port, "ship.port");
    }
  }

  @Test
  void anAdminPortInUse() throws Exception {
    try (ServerSocket taken = new ServerSocket()) {
      taken.bind(new InetSocketAddress("127.0.0.1", 0));
      String port = String.valueOf(taken.getLocalPort());
      assertSays(
          1,
          run("run", "--state", state.toString(), "--admin-port", port, "--ship-port", "0"),
          "port " + port,
          "admin.port");
    }
  }

  @Test
  void aSecondDaemonOnTheSameState() throws Exception {
    try (RunningDaemon first = RunningDaemon.start(state)) {
      assertSays(1, runDaemon("--ship-port", "0"), "another daemon", "--state");
      assertTrue(first.program().process().isAlive());
    }
  }

  @Test
  void aSkiThatIsNone() throws Exception {
    try (RunningDaemon daemon = RunningDaemon.start(state)) {
      String admin = "127.0.0.1:" + daemon.adminPort();
      assertSays(2, run("pair", "--admin", admin, "hello"), "hello");
      // Devices of others may be seen meanwhile.
      List<JsonValue> seen = daemon.get("devices").items("devices").orElseThrow();
      assertTrue(seen.stream().noneMatch(BadInputIT::isPaired));
    }
  }

  private static boolean isPaired(JsonValue device) {
    return device instanceof JsonObject known && known.flag("paired").orElseThrow();
  }

  @Test
  void aDaemonThatIsNotThere() throws Exception {
    assertSays(3, run("status", "--admin", NOBODY), "no daemon", "shiphub run");
  }

  @Test
  void anUnknownCommand() throws Exception {
    assertSays(2, run("stauts"), "stauts");
  }

  @Test
  void noMulticastIsNoReasonNotToRun() throws Exception {
    try (RunningDaemon daemon = RunningDaemon.startIn(List.of(), state, "nosuchif0")) {
      assertEquals(200, daemon.post("devices/" + "a".repeat(40) + "/pair", Program.json("{}")));
      List<String> report =
          daemon.get("status").items("discovery").orElse(List.of()).stream()
              .map(Object::toString)
              .toList();
      assertTrue(report.toString().contains("nosuchif0"), report.toString());
    }
  }
}
