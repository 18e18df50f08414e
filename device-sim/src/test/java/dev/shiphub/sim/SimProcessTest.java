package dev.shiphub.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The simulator as a process of its own. */
@Timeout(60)
class SimProcessTest {
  private static Process start(String... more) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command =
        new ArrayList<>(
            List.of(
                java,
                "-XX:+UseSerialGC",
                "-cp",
                Objects.requireNonNull(System.getProperty("java.class.path")),
                SimMain.class.getName(),
                "device",
                "--profile",
                "wallbox",
                "--interface",
                "lo",
                "--json"));
    command.addAll(List.of(more));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  // With multicast DNS, whose goodbye is what takes the time.
  @Test
  void aSignalStopsItInOrderSoonAndWithZero() throws Exception {
    Process process = start();
    try (BufferedReader lines = process.inputReader()) {
      assertTrue(lines.readLine().startsWith("{\"event\":\"listening\""));
      process.toHandle().destroy();
      assertTrue(process.waitFor(5, TimeUnit.SECONDS), "still runs");
      assertEquals("{\"event\":\"stopped\",\"cut\":0}", lines.readLine());
      assertEquals(0, process.exitValue());
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void theEndOfItsInputStopsItIfThatWasWished() throws Exception {
    Process process = start("--no-mdns", "--until-stdin-closes");
    try (BufferedReader lines = process.inputReader()) {
      assertTrue(lines.readLine().startsWith("{\"event\":\"listening\""));
      process.getOutputStream().close();
      assertTrue(process.waitFor(10, TimeUnit.SECONDS), "still runs");
      assertEquals(0, process.exitValue());
    } finally {
      process.destroyForcibly();
    }
  }
}
