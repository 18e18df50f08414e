package dev.shiphub.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shiphub.ship.Ski;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A gateway is moved to another machine by one file. */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(120)
final class IdentityIT {
  @TempDir private Path directory;

  private static void run(String... arguments) throws IOException, InterruptedException {
    try (Program program = Program.start(arguments)) {
      assertEquals(0, program.awaitExit(Duration.ofSeconds(30)), program::errors);
    }
  }

  /** It is paired, and the daemon knows where it is, so that none of this waits for multicast. */
  private static void pair(RunningDaemon daemon, RunningDevice device) throws Exception {
    assertEquals(200, daemon.addPeer(device.ski(), "127.0.0.1", device.port()));
    assertEquals(200, daemon.pair(device.ski()));
  }

  // The backup is made while the daemon runs, and the daemon ends as with a broken machine.
  @Test
  void devicesReconnectToARestoredGatewayWithoutAnyActionOnTheirSide() throws Exception {
    String backup = directory.resolve("hub.backup").toString();
    String secret = Files.writeString(directory.resolve("secret"), "correct horse\n").toString();
    Path elsewhere = directory.resolve("elsewhere");
    try (RunningDaemon original = RunningDaemon.start(directory.resolve("state"));
        RunningDevice box =
            RunningDevice.start(original.ski(), "--profile", "wallbox", "--no-dial");
        RunningDevice meter =
            RunningDevice.start(original.ski(), "--profile", "meter", "--no-dial")) {
      Ski ski = original.ski();
      pair(original, box);
      pair(original, meter);
      original.awaitConnected(box.ski());
      original.awaitConnected(meter.ski());
      String admin = "127.0.0.1:" + original.adminPort();
      run("identity", "backup", backup, "--admin", admin, "--passphrase-file", secret);
      original.program().kill();
      run(
          "identity",
          "restore",
          backup,
          "--state",
          elsewhere.toString(),
          "--passphrase-file",
          secret);
      try (RunningDaemon restored = RunningDaemon.start(elsewhere)) {
        assertEquals(ski, restored.ski());
        restored.awaitConnected(box.ski());
        restored.awaitConnected(meter.ski());
      }
    }
  }
}
