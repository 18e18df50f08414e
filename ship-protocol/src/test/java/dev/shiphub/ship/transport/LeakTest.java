package dev.shiphub.ship.transport;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.shiphub.ship.discovery.Endpoint;
import dev.shiphub.ship.port.Transport;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Proof of promise 5. */
@Timeout(60)
class LeakTest {
  private static final Pattern CONNECTION_THREAD =
      Pattern.compile("\"name\": \"((read|write|inbound|accept|resolve)-\\d+)\"");

  private final Path directory;
  private int dumps;

  LeakTest(@TempDir Path directory) {
    this.directory = directory;
  }

  /** The names of the threads of connections, virtual ones included. */
  private Set<String> threads() throws IOException {
    Path dump = directory.resolve("threads-" + dumps++ + ".json");
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .dumpThreads(dump.toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.JSON);
    return CONNECTION_THREAD
        .matcher(Files.readString(dump))
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toSet());
  }

  @Test
  void nothingIsLeftOfConnectionsThatEndedInManyWays() throws Exception {
    Set<String> others = threads();
    Node server = new Node();
    Node client = new Node();
    int port = server.listen();
    cycle(server, client, port, 0);
    int openBefore = Descriptors.open();
    for (int way = 0; way < 60; way++) {
      cycle(server, client, port, way);
    }

    Eventually.isTrue(() -> Descriptors.open() <= openBefore);
    assertTrue(threads().contains("accept-" + port), "the dump shows virtual threads");
    server.close();
    client.close();
    Eventually.isTrue(() -> others.containsAll(threads()));
  }

  private static void cycle(Node server, Node client, int port, int way) throws IOException {
    Recorder atServer = new Recorder();
    Recorder atClient = new Recorder();
    server.accepted.clear();
    Transport here = client.open(server.ski(), port);
    Transport there = server.awaitAccepted();
    switch (way % 6) {
      case 0 -> {
        there.begin(atServer);
        here.begin(atClient);
        here.close(4001, "close");
      }
      case 1 -> {
        there.begin(atServer);
        here.begin(atClient);
        there.cut("cut");
      }
      case 2 -> {
        here.close(1000, "double connection");
        there.begin(atServer);
        here.begin(atClient);
      }
      case 3 -> {
        there.cut("never begun");
        here.begin(atClient);
        there.begin(atServer);
      }
      case 4 -> {
        client.fail(client.ski(), port);
        there.close(4001, "close");
        here.begin(atClient);
        there.begin(atServer);
      }
      default -> {
        client.dial(server.ski(), new Endpoint(List.of("no.local"), port, "/", Optional.empty()));
        here.begin(atClient);
        there.begin(atServer);
        here.close(4001, "crossing");
        there.close(4001, "crossing");
      }
    }
    atServer.awaitClose();
    atClient.awaitClose();
  }
}
