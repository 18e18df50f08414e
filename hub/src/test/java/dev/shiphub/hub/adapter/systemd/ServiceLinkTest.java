package dev.shiphub.hub.adapter.systemd;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.hub.loop.Hub;
import dev.shiphub.hub.loop.HubFixture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What systemd hears of a daemon's life, by the variables that systemd sets. */
@Timeout(60)
final class ServiceLinkTest {
  private static final List<String> WITHOUT_WATCHDOG =
      List.of("READY=1\nSTATUS=listening", "STOPPING=1\nSTATUS=stopping");

  @TempDir private Path directory;

  private String socket() {
    return directory.resolve("notify").toString();
  }

  private static void live(Map<String, String> environment, Runnable whileItRuns)
      throws IOException {
    Hub hub = new HubFixture().start();
    try (ServiceLink link =
        ServiceLink.of(name -> Optional.ofNullable(environment.get(name)), 4_711)) {
      link.ready(hub);
      whileItRuns.run();
      link.stopping();
    }
    assertTrue(hub.stop());
  }

  @Test
  void itIsReadyThenFedThenStopping() throws IOException {
    try (StandInSystemd systemd = new StandInSystemd(socket())) {
      live(
          Map.of("NOTIFY_SOCKET", socket(), "WATCHDOG_USEC", "60000", "WATCHDOG_PID", "4711"),
          () -> await().until(() -> systemd.hasHeard("WATCHDOG=1")));
      await().until(() -> systemd.hasHeard("STOPPING=1"));
      assertEquals("READY=1\nSTATUS=listening", systemd.told().getFirst());
    }
  }

  @Test
  void withoutAWatchdogItIsFedNothing() throws IOException {
    assertNotFed(Map.of("NOTIFY_SOCKET", socket()));
  }

  // A child must not feed the watchdog of its parent.
  @Test
  void aWatchdogOfAnotherProcessIsFedNothing() throws IOException {
    assertNotFed(Map.of("NOTIFY_SOCKET", socket(), "WATCHDOG_USEC", "1", "WATCHDOG_PID", "4712"));
  }

  private void assertNotFed(Map<String, String> environment) throws IOException {
    try (StandInSystemd systemd = new StandInSystemd(socket())) {
      live(environment, () -> {});
      await().until(() -> systemd.hasHeard("STOPPING=1"));
      assertEquals(WITHOUT_WATCHDOG, systemd.told());
    }
  }

  @Test
  void whereNoSystemdIsNothingHappens() throws IOException {
    live(Map.of("WATCHDOG_USEC", "60000"), () -> {});
    live(Map.of("NOTIFY_SOCKET", "vsock:2:1", "WATCHDOG_USEC", "60000"), () -> {});
    live(Map.of("NOTIFY_SOCKET", socket(), "WATCHDOG_USEC", "60000"), () -> {});
  }
}
