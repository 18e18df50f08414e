package dev.shiphub.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two hosts on one cable find each other by real multicast, pair, and exchange data. */
@Tag("netns")
@Timeout(110)
final class NetnsIT {
  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"bigger", "smaller"})
  void aDeviceOnAnotherHostIsFoundPairedAndAnswers(String deviceSki) throws Exception {
    try (TwoHosts hosts = TwoHosts.make();
        RunningDaemon daemon =
            RunningDaemon.startIn(hosts.hubHost(), directory.resolve("state"), "");
        RunningDevice device =
            RunningDevice.startOnHost(
                hosts.deviceHost(),
                daemon.ski(),
                "--profile",
                "heat-pump",
                "--ski-order",
                deviceSki,
                "--than",
                daemon.ski().hex())) {
      assertEquals(deviceSki.equals("bigger"), device.ski().isBiggerThan(daemon.ski()));
      awaitView(
          hosts, daemon, device.ski(), view -> !view.items("records").orElse(List.of()).isEmpty());
      assertEquals(0, shiphub(hosts, daemon, "pair", device.ski().hex()));
      awaitView(hosts, daemon, device.ski(), view -> received(view) >= 1);
      device.awaitEvent("dataExchange");
      System.out.printf("netns: device with the %s SKI found, paired and answering%n", deviceSki);
    }
  }

  private static long received(JsonObject view) {
    return view.object("session").flatMap(it -> it.integer("received")).orElse(0L);
  }

  /** What a condition on a device looks like. */
  private interface Wanted {
    boolean holds(JsonObject view);
  }

  private static void awaitView(TwoHosts hosts, RunningDaemon daemon, Ski ski, Wanted wanted) {
    await()
        .atMost(Duration.ofSeconds(45))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> view(hosts, daemon, ski).filter(wanted::holds).isPresent());
  }

  private static Optional<JsonObject> view(TwoHosts hosts, RunningDaemon daemon, Ski ski)
      throws IOException, InterruptedException {
    try (Program shown = start(hosts, daemon, "device", "--json", ski.hex())) {
      return shown.awaitExit(Duration.ofSeconds(20)) == 0
          ? Optional.of(Program.json(String.join("\n", shown.lines())))
          : Optional.empty();
    }
  }

  private static int shiphub(TwoHosts hosts, RunningDaemon daemon, String... arguments)
      throws IOException, InterruptedException {
    try (Program program = start(hosts, daemon, arguments)) {
      return program.awaitExit(Duration.ofSeconds(20));
    }
  }

  private static Program start(TwoHosts hosts, RunningDaemon daemon, String... arguments)
      throws IOException {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(1, List.of("--admin", "127.0.0.1:" + daemon.adminPort()));
    return Program.startIn(hosts.hubHost(), all.toArray(String[]::new));
  }
}
