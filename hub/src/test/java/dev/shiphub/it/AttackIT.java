package dev.shiphub.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The hostile cases against the packaged daemon; {@code -Dattack.only=REGEX} chooses, {@code
 * -Dattack.write=true} writes docs/security-tests.md.
 */
@Tag("attack")
@Timeout(350)
final class AttackIT {
  private static final Duration LONGEST = Duration.ofSeconds(320);

  @TempDir private Path directory;

  @Test
  void everyCaseIsAsExpectedAndTheBystandersMissNothing() throws Exception {
    Path report = directory.resolve("report");
    try (RunningDaemon daemon = RunningDaemon.start(directory.resolve("state"));
        Program suite = suite(daemon, report)) {
      suite.showUntilExit(LONGEST);
      assertEquals(0, suite.awaitExit(LONGEST), suite.errors());
    }
    String page = Files.readString(report.resolve("attack.md"));
    assertTrue(page.contains("**attack: "), page);
    if (Boolean.getBoolean("attack.write")) {
      Path kept = Program.root().resolve("docs/security-tests.md");
      Files.copy(report.resolve("attack.md"), kept, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static Program suite(RunningDaemon daemon, Path report) throws IOException {
    List<String> line =
        List.of(
            "sim",
            "attack",
            "--target",
            "127.0.0.1:" + daemon.shipPort(),
            "--ski",
            daemon.ski().hex(),
            "--admin",
            "http://127.0.0.1:" + daemon.adminPort(),
            "--pid",
            String.valueOf(daemon.program().pid()),
            "--interface",
            "lo",
            "--name",
            "the shiphub daemon",
            "--only",
            System.getProperty("attack.only", ""),
            "--report",
            report.toString());
    return Program.start(line.toArray(String[]::new));
  }
}
