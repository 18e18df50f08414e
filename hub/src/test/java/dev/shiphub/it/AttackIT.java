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
        Program suite = suite(daemon, spare(), report)) {
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

  /** Starts another daemon: a state directory, and a PIN if it is to require one. */
  private Path spare() throws IOException {
    return Files.write(
        directory.resolve("spare.sh"),
        List.of(
            "ship=\"port: 0, interfaces: [lo]${2:+, pin: $2}\"",
            "printf 'ship: {%s}\\nadmin: {port: 0}\\n' \"$ship\" > \"$1.yaml\"",
            "exec '%s' run -c \"$1.yaml\" --state \"$1\" --announce-json"
                .formatted(Program.root().resolve("shiphub"))));
  }

  private static Program suite(RunningDaemon daemon, Path spare, Path report) throws IOException {
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
            "--spare",
            "sh '" + spare + "'",
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
