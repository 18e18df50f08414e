package dev.shiphub.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The official cases and ours against the packaged daemon, in both roles; writes
 * docs/conformance.md.
 */
@Tag("conformance")
@Timeout(350)
final class ConformanceIT {
  private static final Duration LONGEST = Duration.ofSeconds(320);

  @TempDir private Path directory;

  /**
   * One device is one thing or the other, so a second daemon, that asks no device for access
   * methods, is run under that declaration, and both end up in one report.
   */
  @Test
  void everyCaseIsPassedUnderTheDeclarationThatItNeeds() throws Exception {
    Path report = directory.resolve("report");
    try (RunningDaemon daemon =
            RunningDaemon.start(directory.resolve("asks"), "limits: {waitingStrangers: 8}");
        RunningDaemon other = RunningDaemon.notAskingAccessMethods(directory.resolve("asks-not"));
        Program suite = suite(daemon, report);
        Program rest =
            suite(
                other,
                report,
                "--only",
                "TC_SHIP_AMDATA_004",
                "--declare",
                "PAR_queryAccessMethods=no")) {
      suite.showUntilExit(LONGEST);
      assertEquals(0, rest.awaitExit(LONGEST), () -> said(rest));
      assertEquals(0, suite.awaitExit(LONGEST), () -> said(suite));
    } finally {
      keep(report.resolve("conformance.md"), Program.root().resolve("docs/conformance.md"));
      keep(report.resolve("conformance.xml"), Program.root().resolve("hub/target/conformance.xml"));
    }
    String page = Files.readString(report.resolve("conformance.md"));
    assertTrue(page.contains("**conformance: 33 of 33 cases passed, "), page);
  }

  private Program suite(RunningDaemon daemon, Path report, String... more) throws IOException {
    List<String> line = new ArrayList<>(List.of("sim", "conform"));
    line.addAll(List.of("--target", "127.0.0.1:" + daemon.shipPort()));
    line.addAll(List.of("--ski", daemon.ski().hex()));
    line.addAll(List.of("--control", control(daemon.adminPort()).toString()));
    line.addAll(List.of("--report", report.toString(), "--continue"));
    line.addAll(List.of("--name", "the shiphub daemon"));
    line.addAll(List.of(more));
    return Program.start(line.toArray(String[]::new));
  }

  private static String said(Program suite) {
    return suite.lines().stream()
            .filter(line -> line.contains(" failed ") || line.contains(" inconclusive "))
            .collect(Collectors.joining("\n"))
        + suite.errors();
  }

  private static void keep(Path from, Path to) throws IOException {
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
  }

  /** What a vendor writes for a device: the three verbs in terms of its own commands. */
  private Path control(int adminPort) throws IOException {
    Path script = directory.resolve("control-" + adminPort);
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
