package dev.shiphub.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The OpenAPI document is true: a schema-driven tester finds nothing that contradicts it. */
@Tag("api")
@Timeout(900)
final class ApiIT {
  private static final Duration PATIENCE = Duration.ofMinutes(13);

  @TempDir private Path directory;

  /**
   * All phases, all checks but one: whether a wrong token is refused, which it asks so often that
   * we answer 429 in place of 401. That is shown by {@code ApiDocumentTest} and {@code
   * LockedServerTest}.
   */
  @Test
  void whatTheDaemonAnswersIsWhatTheDocumentSays() throws Exception {
    Schemathesis tester = Schemathesis.installed();
    Path state = directory.resolve("state");
    String token = token(state);
    try (RunningDaemon daemon = RunningDaemon.locked(state, token);
        RunningDevice pump = RunningDevice.start(daemon.ski(), "--profile", "heat-pump");
        RunningDevice meter = RunningDevice.start(daemon.ski(), "--profile", "meter")) {
      assertEquals(200, daemon.pair(pump.ski()));
      assertEquals(200, daemon.pair(meter.ski()));
      daemon.awaitConnected(pump.ski());
      daemon.awaitConnected(meter.ski());
      String url = "http://127.0.0.1:" + daemon.adminPort();
      try (Program run = tester.start(directory.resolve("report.json"), arguments(url, token))) {
        run.showUntilExit(PATIENCE);
        assertEquals(0, run.process().exitValue(), run.errors());
      }
    }
  }

  private static String token(Path state) throws Exception {
    try (Program made = Program.start("token", "create", "--state", state.toString())) {
      assertEquals(0, made.awaitExit(Duration.ofSeconds(30)), made.errors());
      return made.lines().getFirst();
    }
  }

  private static List<String> arguments(String url, String token) {
    return List.of(
        url + "/openapi.yaml",
        "--url",
        url,
        "--header",
        "Authorization: Bearer " + token,
        // Whoever does not say this follows the events for ever.
        "--header",
        "Accept: application/json, application/yaml, application/problem+json",
        "--exclude-by",
        "/x-promised == true",
        "--exclude-checks",
        "ignored_auth",
        "--max-examples",
        System.getProperty("examples", "10"),
        "--max-time",
        System.getProperty("seconds", "90"),
        "--seed",
        System.getProperty("seed", "1"),
        "--request-timeout",
        "20",
        "--suppress-health-check",
        "all");
  }
}
