package dev.shiphub.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Strangers who do nothing, or half of something, disturb nobody.
 *
 * <p>Proof of promise 9.
 */
@Timeout(120)
final class HostileIT {
  private static final int SILENT = 200;

  /** The beginning of a ClientHello: TLS 1.2, handshake, a length that never comes. */
  private static final byte[] HALF_HELLO = {0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00};

  @TempDir private Path directory;

  private static final JsonObject DISCOVERY_READ =
      Program.json(
          """
          {"cmdClassifier":"read","destination":{"entity":[0],"feature":0},
           "cmd":[{"nodeManagementDetailedDiscoveryData":{}}]}\
          """);

  @Test
  void twoHundredSilentConnectionsAndAnEndlessHandshakeDisturbNobody() throws Exception {
    List<Socket> silent = new ArrayList<>();
    try (RunningDaemon daemon = RunningDaemon.start(directory.resolve("state"));
        RunningDevice early = RunningDevice.start(daemon.ski(), "--profile", "wallbox")) {
      daemon.pair(early.ski());
      daemon.awaitConnected(early.ski());
      for (int i = 0; i < SILENT; i++) {
        silent.add(new Socket(InetAddress.getLoopbackAddress(), daemon.shipPort()));
      }
      Socket half = new Socket(InetAddress.getLoopbackAddress(), daemon.shipPort());
      silent.add(half);
      half.getOutputStream().write(HALF_HELLO);

      try (RunningDevice late = RunningDevice.start(daemon.ski(), "--profile", "heat-pump")) {
        daemon.pair(late.ski());
        daemon.awaitConnected(late.ski());
        assertEquals(200, exchange(daemon, late));
        assertEquals(200, exchange(daemon, early));
        long answered = received(daemon, late);
        assertTrue(answered >= 1, answered + " messages received");
      }
    } finally {
      for (Socket socket : silent) {
        socket.close();
      }
    }
  }

  private static int exchange(RunningDaemon daemon, RunningDevice device)
      throws IOException, InterruptedException {
    long before = received(daemon, device);
    int status = daemon.post("devices/" + device.ski() + "/messages", DISCOVERY_READ);
    daemon.awaitDevice(device.ski(), view -> received(view) > before);
    return status;
  }

  private static long received(RunningDaemon daemon, RunningDevice device) {
    return received(daemon.device(device.ski()));
  }

  private static long received(JsonObject view) {
    return view.object("session").flatMap(session -> session.integer("received")).orElse(0L);
  }

  // Spinning on silent connections was the fault of the library's own server.
  @Test
  void silentConnectionsCostNoCpu() throws Exception {
    List<Socket> silent = new ArrayList<>();
    try (RunningDaemon daemon = RunningDaemon.start(directory.resolve("state"))) {
      for (int i = 0; i < SILENT; i++) {
        silent.add(new Socket(InetAddress.getLoopbackAddress(), daemon.shipPort()));
      }
      ProcessHandle process = daemon.program().process().toHandle();
      Duration before = process.info().totalCpuDuration().orElseThrow();
      await()
          .pollDelay(Duration.ofSeconds(4))
          .atMost(Duration.ofSeconds(10))
          .until(() -> daemon.get("status").members().size() > 0);
      Duration used = process.info().totalCpuDuration().orElseThrow().minus(before);
      assertTrue(
          used.compareTo(Duration.ofSeconds(2)) < 0, "busy with silent connections: " + used);
    } finally {
      for (Socket socket : silent) {
        socket.close();
      }
    }
  }
}
