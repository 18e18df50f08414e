package dev.shiphub.hub.cli;

import static dev.shiphub.hub.adapter.admin.Samples.NOW;
import static dev.shiphub.hub.adapter.admin.Samples.STRANGER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.hub.adapter.admin.Samples;
import dev.shiphub.hub.adapter.admin.Wired;
import dev.shiphub.hub.cli.Shell.Ran;
import dev.shiphub.hub.core.HubSnapshot;
import dev.shiphub.hub.core.Request;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code open-pairing} and {@code close-pairing}, against a real admin API. */
final class PairingWindowCommandsTest {
  private final Wired wired = new Wired();
  private final Shell shell = Shell.with(wired.port);

  @AfterEach
  void close() {
    wired.close();
  }

  @Test
  void whoOpensItSeesWhoWaitsAndHowToDecide() {
    wired.hub.opens(new HubSnapshot.Window(NOW.plusSeconds(90), true));
    wired.hub.knows(Samples.waiting(STRANGER));
    Ran ran = shell.run("open-pairing", "--for", "90s", "--one");
    assertEquals(0, ran.code(), ran.err());
    assertEquals(
        List.of(new Request.OpenWindow(Duration.ofSeconds(90), true)), wired.hub.requests());
    assertEquals(
        """
        the pairing window is open for 90 s, or until one device is paired

          Acme X1 HeatPump
          SKI     0123 4567 89AB CDEF 0123 4567 89AB CDEF 0123 4567
          compare the SKI with the device's; if they are equal: shiphub pair %1$s
          if not: shiphub deny %1$s
        """
            .formatted(STRANGER.hex()),
        ran.out());
  }

  @Test
  void withoutATimeTheConfigurationSaysHowLong() {
    assertEquals(0, shell.run("open-pairing").code());
    assertEquals(
        List.of(new Request.OpenWindow(Duration.ofMinutes(2), false)), wired.hub.requests());
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "soon", "2h", "0s", "500ms"})
  void aTimeThatIsNoneIsWrongUsage(String time) {
    Ran ran = shell.run("open-pairing", "--for", time);
    assertEquals(2, ran.code(), ran.out());
    assertEquals(List.of(), wired.hub.requests());
    assertTrue(ran.err().startsWith("shiphub: "), ran.err());
  }

  @Test
  void whoClosesItIsToldSo() {
    Ran ran = shell.run("close-pairing");
    assertEquals("the pairing window is closed\n", ran.out());
    assertEquals(List.of(new Request.CloseWindow()), wired.hub.requests());
  }

  @Test
  void programsGetADocument() {
    assertEquals(Optional.of(false), shell.run("close-pairing", "--json").json().flag("open"));
  }
}
