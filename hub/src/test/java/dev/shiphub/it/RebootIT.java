package dev.shiphub.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A paired device on another host dies and comes back: from its dial to its first answer from the
 * hub, as the device sees it. The hub holds data back until the new connection is the session, so
 * an answer shows that it is.
 *
 * <p>Proof of promise 6.
 */
@Tag("reboot")
@Timeout(900)
final class RebootIT {
  private static final int REBOOTS = Integer.getInteger("reboots", 15);
  private static final Duration LONGEST_MEDIAN = Duration.ofMillis(2_500);
  private static final Duration LONGEST = Duration.ofSeconds(4);
  private static final int FIRST_HOST = 2;
  private static final List<String> ROWS = Collections.synchronizedList(new ArrayList<>());

  @TempDir private Path directory;

  /** How the device dies. */
  enum Death {
    /** SIGKILL: its kernel ends its connections. */
    KILLED("SIGKILL, the kernel closes the connection"),
    /** SIGKILL after its packets are dropped: the hub hears nothing of it. */
    SILENT("SIGKILL while all packets are dropped, the old address stays silent");

    private final String words;

    Death(String words) {
      this.words = words;
    }
  }

  @ParameterizedTest
  @CsvSource({"KILLED, bigger", "KILLED, smaller", "SILENT, bigger", "SILENT, smaller"})
  void theNewConnectionCarriesDataSoonAfterTheDialOfTheDevice(Death death, String deviceSki)
      throws Exception {
    Path state = directory.resolve("state");
    List<Duration> took = new ArrayList<>();
    try (TwoHosts hosts = TwoHosts.make();
        RunningDaemon daemon = RunningDaemon.startIn(hosts.hubHost(), state, "")) {
      RunningDevice device = boot(hosts, daemon, deviceSki);
      try {
        assertEquals(deviceSki.equals("bigger"), device.ski().isBiggerThan(daemon.ski()));
        pair(hosts, daemon, device.ski());
        dial(daemon, device);
        for (int reboot = 1; reboot <= REBOOTS; reboot++) {
          if (death == Death.SILENT) {
            hosts.silenceDevice();
          }
          device.program().kill();
          device.close();
          if (death == Death.SILENT) {
            hosts.returnDevice(FIRST_HOST + reboot);
          }
          device = boot(hosts, daemon, deviceSki);
          took.add(dial(daemon, device));
        }
      } finally {
        device.close();
      }
    }
    report(death, deviceSki, took);
    assertOneSessionForEachLife(death, state);
    assertTrue(median(took).compareTo(LONGEST_MEDIAN) <= 0, took::toString);
    assertTrue(Collections.max(took).compareTo(LONGEST) <= 0, took::toString);
  }

  /**
   * The device, with the key of its last life; it dials when it is told to, so that we know when.
   */
  private RunningDevice boot(TwoHosts hosts, RunningDaemon daemon, String deviceSki)
      throws IOException {
    String place = daemon.ski().hex() + "@" + TwoHosts.HUB_ADDRESS + ":" + daemon.shipPort();
    List<String> options = new ArrayList<>(List.of("--profile", "wallbox", "--peer", place));
    options.addAll(List.of("--no-mdns", "--no-dial"));
    options.addAll(List.of("--state", directory.resolve("device").toString()));
    options.addAll(List.of("--ski-order", deviceSki, "--than", daemon.ski().hex()));
    return RunningDevice.startOnHost(
        hosts.deviceHost(), daemon.ski(), options.toArray(String[]::new));
  }

  /** Has the device dial; returns how long it took until the hub answered its first question. */
  private static Duration dial(RunningDaemon daemon, RunningDevice device) throws IOException {
    long dialled = System.nanoTime();
    device.program().types("dial " + daemon.ski().hex());
    JsonObject answer = device.program().awaitJson(RebootIT::isAnswer);
    Duration took = Duration.ofNanos(System.nanoTime() - dialled);
    assertEquals(Optional.of(1L), answer.integer("connection"), "a second dial");
    return took;
  }

  private static boolean isAnswer(JsonObject line) {
    return line.text("event").equals(Optional.of("message"))
        && line.text("direction").equals(Optional.of("in"))
        && line.integer("reference").isPresent();
  }

  private static void pair(TwoHosts hosts, RunningDaemon daemon, Ski device)
      throws IOException, InterruptedException {
    String admin = "127.0.0.1:" + daemon.adminPort();
    try (Program pairing =
        Program.startIn(hosts.hubHost(), "pair", "--admin", admin, device.hex())) {
      assertEquals(0, pairing.awaitExit(Duration.ofSeconds(30)), pairing::errors);
    }
  }

  /** Every life of the device is one session; a silent death is heard of only by its successor. */
  private static void assertOneSessionForEachLife(Death death, Path state) throws IOException {
    List<String> events = RunningDaemon.events(state);
    assertEquals(1 + REBOOTS, Collections.frequency(events, "SessionStarted"), events::toString);
    if (death == Death.SILENT) {
      assertEquals(REBOOTS, Collections.frequency(events, "SessionReplaced"), events::toString);
    }
  }

  private static Duration median(List<Duration> took) {
    return took.stream().sorted().skip(took.size() / 2).findFirst().orElseThrow();
  }

  private static void report(Death death, String deviceSki, List<Duration> took) {
    String row =
        "| %s | %s | %d | %.2f s | %.2f s | %.2f s |"
            .formatted(
                death.words,
                deviceSki,
                took.size(),
                seconds(Collections.min(took)),
                seconds(median(took)),
                seconds(Collections.max(took)));
    ROWS.add(row);
    System.out.println(row);
  }

  private static double seconds(Duration took) {
    return took.toMillis() / 1_000.0;
  }

  @AfterAll
  static void enter() throws IOException {
    if (Boolean.getBoolean("reboot.write")) {
      Path page = Program.root().resolve("docs/reboot.md");
      String text = Files.readString(page);
      int rows = text.indexOf('\n', text.indexOf("| --- |")) + 1;
      Files.writeString(page, text.substring(0, rows) + String.join("\n", ROWS) + "\n");
    }
  }
}
