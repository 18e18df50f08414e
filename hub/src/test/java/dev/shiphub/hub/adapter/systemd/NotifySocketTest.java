package dev.shiphub.hub.adapter.systemd;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code sd_notify(3)} says of the socket. */
final class NotifySocketTest {
  @TempDir private Path directory;

  @Test
  void aDatagramArrivesAtASocketInTheFileSystem() {
    arrivesAt(directory.resolve("notify").toString());
  }

  @Test
  void aDatagramArrivesAtAnAbstractSocket() {
    arrivesAt("@" + directory);
  }

  private static void arrivesAt(String name) {
    try (StandInSystemd systemd = new StandInSystemd(name)) {
      assertTrue(NotifySocket.named(name).send("READY=1\nSTATUS=für alle"));
      await().until(() -> systemd.told().equals(List.of("READY=1\nSTATUS=für alle")));
    }
  }

  @Test
  void whereNobodyListensNothingIsTaken() {
    assertFalse(NotifySocket.named(directory.resolve("nobody").toString()).send("READY=1"));
  }

  // A systemd that does not read must not hold up the daemon.
  @Test
  void aFullSocketIsNotWaitedFor() {
    String name = directory.resolve("full").toString();
    try (StandInSystemd deaf = StandInSystemd.deaf(name)) {
      NotifySocket socket = NotifySocket.named(name);
      await().until(() -> !socket.send("WATCHDOG=1"));
      assertEquals(List.of(), deaf.told());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "@", "/", "vsock:2:1234", "run/notify"})
  void otherNamesAreRefused(String name) {
    assertFalse(NotifySocket.isName(name));
    assertThrows(IllegalArgumentException.class, () -> NotifySocket.named(name));
  }

  @Test
  void aNameThatIsTooLongForTheKernelIsRefused() {
    assertFalse(NotifySocket.isName("/" + "x".repeat(107)));
    assertTrue(NotifySocket.isName("/" + "x".repeat(106)));
  }
}
