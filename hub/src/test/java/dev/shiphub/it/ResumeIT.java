package dev.shiphub.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A follower of the events that is killed and resumes, while they flow. */
@Tag("api")
@Timeout(180)
final class ResumeIT {
  private static final int KILLS = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path directory;

  /** One connection of the follower, read until it is cut. */
  private static final class Follower implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader lines;

    Follower(int port, long lastEventId) throws IOException {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
      lines =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      String head =
          "GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n"
              + "Last-Event-ID: "
              + lastEventId
              + "\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    }

    /** The number of the next event that came whole; a gap fails the test. */
    long next() throws IOException {
      long id = 0;
      String data = "";
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        assertTrue(!line.startsWith("event:"), "events were lost: " + line);
        if (line.startsWith("id: ")) {
          id = Long.parseLong(line.substring(4));
        } else if (line.startsWith("data: ")) {
          data = line.substring(6);
        } else if (line.isEmpty() && !data.isEmpty()) {
          assertEquals(id, Program.json(data).integer("seq").orElseThrow());
          return id;
        }
      }
      throw new IOException("the daemon has ended the feed");
    }

    /** Without a word, in the middle of whatever is under way. */
    @Override
    public void close() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }
  }

  @Test
  void aFollowerThatIsKilledAHundredTimesSeesEveryEventOnce() throws Exception {
    try (RunningDaemon daemon = RunningDaemon.start(directory.resolve("state"))) {
      AtomicBoolean isEnough = new AtomicBoolean();
      Thread noise = Thread.ofVirtual().start(() -> decide(daemon, isEnough));
      List<Long> seen = new ArrayList<>();
      long last = 0;
      for (int life = 0; life <= KILLS; life++) {
        try (Follower follower = new Follower(daemon.adminPort(), last)) {
          // Every life is of another length; the first ones overlap with what is kept.
          for (int events = 0; events <= life % 4; events++) {
            last = follower.next();
            seen.add(last);
          }
        }
      }
      isEnough.set(true);
      noise.join();
      long end = last;
      assertEquals(LongStream.rangeClosed(1, end).boxed().toList(), seen);
      System.out.println("resume: " + KILLS + " kills, " + seen.size() + " events, each once");
    }
  }

  /** Pairs and unpairs, which is two events each time. */
  private static void decide(RunningDaemon daemon, AtomicBoolean isEnough) {
    Ski device = new Ski("0123456789012345678901234567890123456789");
    try {
      while (!isEnough.get()) {
        assertEquals(200, daemon.pair(device));
        assertEquals(200, daemon.post("devices/" + device + "/unpair", JsonObject.EMPTY));
      }
    } catch (IOException | InterruptedException ended) {
      isEnough.set(true);
    }
  }

  @Test
  void whoComesTooLateIsToldThatEventsAreMissing() throws Exception {
    try (RunningDaemon daemon = RunningDaemon.start(directory.resolve("state"))) {
      AtomicBoolean isEnough = new AtomicBoolean();
      Thread noise = Thread.ofVirtual().start(() -> decide(daemon, isEnough));
      long kept =
          daemon
              .get("status")
              .object("limits")
              .flatMap(it -> it.integer("eventHistory"))
              .orElseThrow();
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(200))
          .until(() -> daemon.get("status").integer("lastEvent").orElse(0L) > kept + 2);
      isEnough.set(true);
      noise.join();
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), daemon.adminPort())) {
        socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
        socket
            .getOutputStream()
            .write(
                "GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\nLast-Event-ID: 1\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        String first = lines.readLine();
        while (!first.startsWith("event:") && !first.startsWith("id:")) {
          first = lines.readLine();
        }
        assertEquals("event: resync-required", first);
      }
    }
  }
}
