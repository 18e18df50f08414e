package dev.shiphub.hub.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.shiphub.hub.adapter.admin.Wired;
import dev.shiphub.hub.cli.Shell.Ran;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The command doctor: whom it asks, what it shows, and how it ends. */
final class DoctorCommandTest {
  private static final String FINE = document("ok", "\"finding\":{\"en\":\"all of it\"}");
  private static final String BAD =
      document("fail", "\"finding\":{\"en\":\"full\"},\"remedy\":{\"en\":\"make room\"}");

  private final Custodian custodian = mock(Custodian.class);

  private static String document(String level, String rest) {
    return "{\"worst\":\"%s\",\"checks\":[{\"id\":\"disk\",\"level\":\"%s\",%s}]}"
        .formatted(level, level, rest);
  }

  private static JsonObject json(String text) {
    return Doc.parse(text).orElseThrow().json();
  }

  private Shell outside(Optional<Path> config, Optional<Path> state, String found)
      throws Exception {
    when(custodian.examine(config, state)).thenReturn(json(found));
    return Shell.with(1).custodian(custodian);
  }

  @Test
  void asksTheDaemonAndEndsInOneIfACheckFails() {
    try (Wired wired = new Wired()) {
      Ran ran = Shell.with(wired.port).run("doctor");
      assertEquals(ExitCode.FAILED, ran.code());
      assertEquals(
          List.of(
              "fail  disk  0 MiB free at /var/lib/shiphub",
              "            -> make room: no pairing can be saved on a full disk (du -xh / | sort -h"
                  + " | tail)",
              "ok    java  Java 25.0.1"),
          ran.out().lines().toList());
      assertEquals("", ran.err());
    }
  }

  @Test
  void looksForItselfWhereNoDaemonRuns() throws Exception {
    Ran ran = outside(Optional.empty(), Optional.empty(), FINE).run("doctor", "--json");
    assertEquals(ExitCode.DONE, ran.code());
    assertEquals(json(FINE), ran.json());
  }

  @Test
  void looksAtWhatIsNamedWhetherADaemonRunsOrNot() throws Exception {
    Optional<Path> config = Optional.of(Path.of("c.yaml"));
    Optional<Path> state = Optional.of(Path.of("d"));
    Ran ran = outside(config, state, BAD).run("doctor", "-c", "c.yaml", "--state", "d");
    assertEquals(ExitCode.FAILED, ran.code());
    assertEquals(
        List.of("fail  disk  full", "            -> make room"), ran.out().lines().toList());
  }

  // Who says where the daemon is does not want to hear of this machine.
  @Test
  void aDaemonThatIsNamedAndDoesNotAnswerIsNotReplacedByThisMachine() {
    Ran ran = new Shell().custodian(custodian).run("doctor", "--admin", "127.0.0.1:1");
    assertEquals(ExitCode.NO_DAEMON, ran.code());
    assertTrue(ran.err().contains("no daemon reachable"), ran.err());
  }
}
