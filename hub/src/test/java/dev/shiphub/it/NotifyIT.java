package dev.shiphub.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.hub.adapter.systemd.StandInSystemd;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the packaged daemon tells systemd, by a stand-in for its socket. */
@Timeout(120)
final class NotifyIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path directory;

  private List<String> underSystemd(String socket) {
    return List.of("env", "NOTIFY_SOCKET=" + socket, "WATCHDOG_USEC=300000");
  }

  @Test
  void itIsReadyWhenItListensFedWhileItRunsAndSaysThatItStops() throws Exception {
    String socket = directory.resolve("notify").toString();
    try (StandInSystemd systemd = new StandInSystemd(socket);
        RunningDaemon daemon =
            RunningDaemon.startIn(underSystemd(socket), directory.resolve("state"), "lo")) {
      await().atMost(PATIENCE).until(() -> systemd.hasHeard("WATCHDOG=1"));
      await().atMost(PATIENCE).until(() -> systemd.hasHeard("STATUS=0 paired, 0 in data exchange"));
      assertEquals("READY=1\nSTATUS=listening", systemd.told().getFirst());
      daemon.program().terminate();
      assertEquals(0, daemon.program().awaitExit(PATIENCE), daemon.program().errors());
      await().atMost(PATIENCE).until(() -> systemd.hasHeard("STOPPING=1"));
      assertEquals("", daemon.program().errors().replaceAll("(?m)^\\d{4}-.*\\R", ""));
    }
  }

  @Test
  void aDaemonThatDoesNotGetToListenIsNeverReady() throws Exception {
    String socket = directory.resolve("notify").toString();
    try (StandInSystemd systemd = new StandInSystemd(socket);
        RunningDaemon first = RunningDaemon.start(directory.resolve("first"));
        Program second =
            Program.startIn(
                underSystemd(socket),
                "run",
                "--state",
                directory.resolve("second").toString(),
                "--admin-port",
                "0",
                "--ship-port",
                String.valueOf(first.shipPort()))) {
      assertEquals(1, second.awaitExit(PATIENCE), second.errors());
      assertTrue(systemd.told().isEmpty(), () -> systemd.told().toString());
    }
  }
}
