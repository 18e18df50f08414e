package dev.shiphub.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.nio.file.Path;
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
        HubOnHost hub = HubOnHost.start(hosts.hubHost(), directory.resolve("state"));
        RunningDevice device =
            RunningDevice.startOnHost(
                hosts.deviceHost(),
                hub.ski(),
                "--profile",
                "heat-pump",
                "--ski-order",
                deviceSki,
                "--than",
                hub.ski().hex())) {
      assertEquals(deviceSki.equals("bigger"), device.ski().isBiggerThan(hub.ski()));
      hub.awaitSeen(device.ski(), TwoHosts.DEVICE_ADDRESS);
      hub.pair(device.ski());
      hub.awaitView(device.ski(), view -> received(view) >= 1);
      device.awaitEvent("dataExchange");
    }
  }

  private static long received(JsonObject view) {
    return view.object("session").flatMap(it -> it.integer("received")).orElse(0L);
  }
}
