package dev.shiphub.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every shipped scenario against the packaged daemon; {@code -Dscenarios=REGEX} chooses. */
@Tag("scenarios")
@Timeout(350)
final class ScenariosIT {
  private static final Duration LONGEST = Duration.ofSeconds(320);
  private static final String PIN = "1234567890abcdef";
  private static final String ONLY = System.getProperty("scenarios", "");

  /** Short, so that a dead connection is one within seconds. */
  static final String[] CONFIGURATION = {
    "liveness: {ping: 2s, pong: 2s}", "limits: {strangers: 32, waitingStrangers: 16}"
  };

  @TempDir private Path directory;

  @Test
  void everyShippedScenarioPasses() throws Exception {
    Path junit = Program.root().resolve("hub/target/scenarios.xml");
    try (RunningDaemon daemon = RunningDaemon.start(directory.resolve("state"), CONFIGURATION);
        Program suite = run(daemon, "--only", ONLY, "--junit", junit.toString())) {
      suite.showUntilExit(LONGEST);
      assertEquals(0, suite.awaitExit(LONGEST), () -> said(suite));
    }
  }

  @Test
  void theScenariosOfPinsPassWhereOneIsRequired() throws Exception {
    try (RunningDaemon daemon =
            RunningDaemon.requiring(PIN, directory.resolve("state"), CONFIGURATION);
        Program suite = run(daemon, "--pin", PIN)) {
      suite.showUntilExit(LONGEST);
      assertEquals(0, suite.awaitExit(LONGEST), () -> said(suite));
    }
  }

  @Test
  void aScenarioThatExpectsTheWrongFailsAtItsLine() throws Exception {
    Path file = directory.resolve("wrong.yaml");
    Files.writeString(
        file,
        """
        name: wrong
        description: the bystander of a trusted device that never connects
        layer: ship
        peers:
          box:
            hand: {}
        steps:
          - trust: box
          - dial: {peer: box, to: init}
          - send: {peer: box, message: hello, with: {phase: aborted}}
          - expect: {peer: box, open: 5s}
        """);
    try (RunningDaemon daemon = RunningDaemon.start(directory.resolve("state"), CONFIGURATION);
        Program suite = run(daemon, file.toString())) {
      assertEquals(1, suite.awaitExit(LONGEST), suite.errors());
      String told = String.join("\n", suite.lines());
      assertTrue(
          told.contains("wrong.yaml:11: expected: expect {peer: box, open: 5s}; seen: "), told);
      assertTrue(told.contains("scenarios: 0 of 1 passed"), told);
    }
  }

  @Test
  void aBrokenScenarioIsRefusedBeforeAnythingIsOpened() throws Exception {
    Path file = directory.resolve("broken.yaml");
    Files.writeString(file, "name: broken\nsteps: [{conect: box}]\n");
    try (Program suite = Program.start("sim", "run", file.toString())) {
      assertEquals(2, suite.awaitExit(LONGEST));
      assertTrue(
          suite.errors().contains("broken.yaml:2:10: there is no step \"conect\""), suite.errors());
    }
  }

  private static Program run(RunningDaemon daemon, String... more) throws IOException {
    List<String> line = new ArrayList<>(List.of("sim", "run"));
    line.addAll(List.of("--target", "127.0.0.1:" + daemon.shipPort()));
    line.addAll(List.of("--ski", daemon.ski().hex()));
    line.addAll(List.of("--admin", "http://127.0.0.1:" + daemon.adminPort()));
    line.addAll(List.of(more));
    return Program.start(line.toArray(String[]::new));
  }

  private static String said(Program suite) {
    return suite.lines().stream()
            .filter(line -> line.contains(" failed "))
            .collect(Collectors.joining("\n"))
        + suite.errors();
  }
}
