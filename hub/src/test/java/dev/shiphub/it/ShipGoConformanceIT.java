package dev.shiphub.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The suite against nodes made of ship-go, whose faults are known from its source: a suite that
 * does not find them there is no suite. Needs Go. Run by {@code -P interop
 * -Dintegration.groups=ship-go}, as it takes minutes.
 */
@Tag("ship-go")
@Timeout(600)
@Execution(ExecutionMode.CONCURRENT)
final class ShipGoConformanceIT {
  private static final Duration LONGEST = Duration.ofMinutes(9);
  private static final ShipGoVerdicts VERDICTS = new ShipGoVerdicts();

  @TempDir private Path directory;

  @AfterAll
  static void publish() throws Exception {
    VERDICTS.publish();
  }

  @ParameterizedTest
  @EnumSource(ShipGo.class)
  void everyVerdictIsAsPredictedOrExplained(ShipGo version) throws Exception {
    version.build();
    Path socket = directory.resolve("control");
    int port = RunningShipGo.freePort();
    try (Program peer =
        Program.startCommand(
            List.of(
                version.binary().toString(),
                "-port",
                Integer.toString(port),
                "-certificate",
                directory.resolve("key.pem").toString(),
                "-control",
                socket.toString()))) {
      String ski = peer.awaitJson(line -> line.text("ski").isPresent()).text("ski").orElseThrow();
      await().until(() -> Files.exists(socket));
      Path report = directory.resolve("report");
      String control = version.binary() + " -tell " + socket;
      try (Program suite = suite(port, ski, control, report)) {
        suite.awaitExit(LONGEST);
        JsonObject runs = Program.json(Files.readString(report.resolve("conformance.json")));
        VERDICTS.seen(version, runs);
        assertTrue(suite.lines().getLast().startsWith("conformance: "), suite.errors());
      }
    }
  }

  private static Program suite(int port, String ski, String control, Path report) throws Exception {
    return Program.start(
        "sim",
        "conform",
        "--target",
        "127.0.0.1:" + port,
        "--ski",
        ski,
        "--control",
        control,
        "--report",
        report.toString(),
        "--declare",
        "PAR_shipId=ship-go-" + ski.substring(0, 8));
  }
}
