package dev.shiphub.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The first words of SPINE, between the packaged daemon and a device as processes. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
final class SpineIT {
  @TempDir private Path directory;

  private static boolean isMessage(
      JsonObject line, String direction, String classifier, String function) {
    return line.text("event").equals(Optional.of("message"))
        && line.text("direction").equals(Optional.of(direction))
        && line.text("classifier").equals(Optional.of(classifier))
        && line.text("function").equals(Optional.of(function));
  }

  // Both ask, and neither waits for the other: a device that gets no answer gives the hub up.
  @Test
  void aDeviceThatReadsOurDiscoveryDataGetsItAndIsReadItself() throws Exception {
    try (RunningDaemon daemon = RunningDaemon.start(directory.resolve("state"));
        RunningDevice meter = RunningDevice.start(daemon.ski(), "--profile", "meter")) {
      assertEquals(200, daemon.pair(meter.ski()));
      String discovery = "nodeManagementDetailedDiscoveryData";
      // A connection that was replaced meanwhile has a read without an answer.
      JsonObject told =
          meter.program().awaitJson(line -> isMessage(line, "in", "reply", discovery));
      meter
          .program()
          .awaitJson(
              line ->
                  isMessage(line, "out", "read", discovery)
                      && line.integer("msgCounter").equals(told.integer("reference")));
      meter.program().awaitJson(line -> isMessage(line, "in", "read", discovery));
    }
  }
}
