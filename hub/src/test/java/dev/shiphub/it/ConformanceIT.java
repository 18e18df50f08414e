package dev.shiphub.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The 33 official cases against the packaged daemon, in both roles; writes docs/conformance.md. */
@Tag("conformance")
@Timeout(350)
final class ConformanceIT {
  private static final Duration LONGEST = Duration.ofSeconds(320);

  @TempDir private Path directory;

  @Test
  void everyOfficialCaseThatAppliesIsPassed() throws Exception {
    Path report = directory.resolve("report");
    try (RunningDaemon daemon = RunningDaemon.start(directory.resolve("state"));
        Program suite =
            Program.start(
                "sim",
                "conform",
                "--target",
                "127.0.0.1:" + daemon.shipPort(),
                "--ski",
                daemon.ski().hex(),
                "--control",
                control(daemon.adminPort()).toString(),
                "--report",
                report.toString(),
                "--name",
                "the shiphub daemon")) {
      showProgress(suite);
      int code = suite.awaitExit(Duration.ofSeconds(10));
      keep(report.resolve("conformance.md"), Program.root().resolve("docs/conformance.md"));
      keep(report.resolve("conformance.xml"), Program.root().resolve("hub/target/conformance.xml"));
      List<String> open =
          suite.lines().stream()
              .filter(line -> line.contains(" failed ") || line.contains(" inconclusive "))
              .toList();
      assertEquals(List.of(), open, suite.errors());
      assertEquals(0, code, suite.errors());
    }
  }

  /** Shows each line of the suite as it comes; the last one is the figure. */
  private static void showProgress(Program suite) {
    AtomicInteger shown = new AtomicInteger();
    await()
        .atMost(LONGEST)
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> {
              boolean isOver = !suite.process().isAlive();
              List<String> lines = suite.lines();
              lines.stream().skip(shown.get()).forEach(System.out::println);
              shown.set(lines.size());
              return isOver;
            });
  }

  private static void keep(Path from, Path to) throws IOException {
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
  }

  /** What a vendor writes for a device: the three verbs in terms of its own commands. */
  private Path control(int adminPort) throws IOException {
    Path script = directory.resolve("control");
    String hub = Program.root().resolve("shiphub") + " ";
    String admin = " --admin 127.0.0.1:" + adminPort + " ";
    Files.writeString(
        script,
        """
        #!/bin/sh
        case $1 in
          trust) exec HUB pair ADMIN "$2" ;;
          untrust) exec HUB unpair ADMIN "$2" ;;
          peer)
            HUB peers remove ADMIN "$2" >/dev/null 2>&1
            exec HUB peers add ADMIN "$2" "$3" "$4" ;;
        esac
        exit 2
        """
            .replace("HUB ", hub)
            .replace(" ADMIN ", admin));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    return script;
  }
}
