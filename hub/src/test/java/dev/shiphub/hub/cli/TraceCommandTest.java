package dev.shiphub.hub.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.hub.adapter.admin.Samples;
import dev.shiphub.hub.adapter.admin.Wired;
import dev.shiphub.hub.cli.Shell.Ran;
import dev.shiphub.hub.core.Connection;
import dev.shiphub.hub.core.ConnectionId;
import dev.shiphub.ship.Role;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Traces and the log of one device, against a real admin API. */
final class TraceCommandTest {
  private final Wired wired = new Wired();
  private final Shell shell = Shell.with(wired.port);

  @BeforeEach
  void aDeviceHasSpoken() {
    wired.hub.knows(Samples.connected(Samples.PUMP));
    byte[] message = ("\u0002{\"ski\":\"" + Samples.PUMP + "\"}").getBytes(StandardCharsets.UTF_8);
    wired
        .traces
        .opened(new Connection(new ConnectionId(7), Samples.PUMP, Role.CLIENT, "192.0.2.7:4711"))
        .received(message);
  }

  @AfterEach
  void close() {
    wired.close();
  }

  @Test
  void aTraceIsALineForEachFrame() {
    Ran ran = shell.run("trace", "a1b2c3d4");
    assertEquals(0, ran.code(), ran.err());
    assertEquals(
        "2026-11-21T10:00:00.000Z  c7    in       51  data        ski                     "
            + "  {\"ski\":\""
            + Samples.PUMP
            + "\"}\n",
        ran.out());
  }

  @Test
  void jsonIsADocumentInALineForEachFrame() {
    assertEquals(1, shell.run("trace", "a1b2c3d4", "--json").json().integer("seq").orElseThrow());
    assertEquals(
        shell.run("trace", "a1b2c3d4", "--json").out(),
        shell.run("trace", "a1b2c3d4", "--format", "jsonl").out());
  }

  @Test
  void aRedactedTraceDoesNotSayWhoseItIs() {
    Ran ran = shell.run("trace", "a1b2c3d4", "--redact");
    assertEquals(0, ran.code(), ran.err());
    assertFalse(ran.out().contains(Samples.PUMP.hex()), ran.out());
  }

  @Test
  void onlyWhatIsNewIsShownToWhoKnowsTheRest() {
    assertEquals("", shell.run("trace", "a1b2c3d4", "--since", "1").out());
  }

  @Test
  void aFollowerSeesWhatIsKeptAndEndsWithTheDaemon() {
    wired.traces.close();
    Ran ran = shell.run("trace", "a1b2c3d4", "--follow");
    assertEquals(0, ran.code(), ran.err());
    assertTrue(ran.out().contains("\"ski\""), ran.out());
  }

  @Test
  void aCaptureIsNotPouredOverATerminal() {
    Ran ran = shell.onTerminal().run("trace", "a1b2c3d4", "--format", "pcapng");
    assertEquals(2, ran.code());
    assertTrue(ran.err().contains("> FILE"), ran.err());
  }

  @Test
  void anUnknownDeviceIsSaidInOneLine() {
    Ran ran = shell.run("trace", "ffffff");
    assertEquals(1, ran.code());
    assertEquals(1, ran.err().lines().count());
    assertTrue(ran.err().contains("begins with ffffff"), ran.err());
  }

  @Test
  void withoutADaemonItSaysHowToStartOne() {
    wired.close();
    Ran ran = shell.run("trace", "a1b2c3d4");
    assertEquals(3, ran.code());
    assertTrue(ran.err().contains("shiphub run"), ran.err());
  }

  @Test
  void debugIsSwitchedOnAndOff() {
    assertEquals(0, shell.run("debug", "a1b2c3d4").code());
    assertEquals(List.of(Samples.PUMP), wired.debugged.debugged());
    assertEquals(0, shell.run("debug", "a1b2c3d4", "--off").code());
    assertEquals(List.of(), wired.debugged.debugged());
  }
}
