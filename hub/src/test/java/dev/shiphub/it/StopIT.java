package dev.shiphub.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.Ski;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * SIGTERM in the worst moments: the daemon stops clean and in time, and says nothing afterwards.
 *
 * <p>Proof of promise 5.
 */
@Timeout(120)
final class StopIT {
  private static final Ski BLACK_HOLE = new Ski("0".repeat(39) + "1");
  private static final Ski STUCK = new Ski("0".repeat(39) + "2");

  @TempDir private Path directory;

  @Test
  void withDialsIntoABlackHoleAndIntoAPeerThatIsStuckInTls() throws Exception {
    Path state = directory.resolve("state");
    try (BlackHole hole = new BlackHole();
        ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        RunningDaemon daemon = RunningDaemon.start(state);
        RunningDevice inverter =
            RunningDevice.start(daemon.ski(), "--profile", "inverter", "--no-dial")) {
      daemon.addPeer(BLACK_HOLE, "127.0.0.1", hole.port());
      daemon.addPeer(STUCK, "127.0.0.1", mute.getLocalPort());
      daemon.pair(BLACK_HOLE);
      daemon.pair(STUCK);
      daemon.pair(inverter.ski());
      daemon.awaitConnected(inverter.ski());
      daemon.awaitDevice(STUCK, view -> view.text("state").orElse("").equals("connecting"));
      daemon.awaitDevice(BLACK_HOLE, view -> view.text("state").orElse("").equals("connecting"));

      daemon.program().terminate();
      assertEquals(0, daemon.program().awaitExit(Duration.ofSeconds(5)));
      inverter.awaitEvent("disconnected");
      List<String> events = RunningDaemon.events(state);
      assertEquals("HubStopped", events.getLast());
      assertTrue(
          events
              .subList(events.indexOf("HubStopping"), events.size())
              .containsAll(List.of("SessionEnded", "DeviceDisconnected")),
          events.toString());
    }
  }

  @Test
  void aSecondSignalEndsItAtOnce() throws Exception {
    Path state = directory.resolve("state");
    try (RunningDaemon daemon = RunningDaemon.start(state)) {
      daemon.program().terminate();
      daemon.program().terminate();
      int code = daemon.program().awaitExit(Duration.ofSeconds(5));
      assertTrue(code == 0 || code == 1, "exit code " + code);
    }
  }
}
