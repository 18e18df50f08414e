package dev.shiphub.sim.bench;

import dev.shiphub.ship.Ski;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A command of the user, called with a verb and its words; few run at a time. */
public final class CommandControl implements Control {
  private static final int AT_A_TIME = 2;
  private static final int LONGEST_SECONDS = 60;
  private static final int LONGEST_COMPLAINT = 200;

  private final Optional<String> command;
  private final Semaphore turns = new Semaphore(AT_A_TIME, true);

  /**
   * @param command for a shell; empty if the device trusts everybody and cannot be told anything
   */
  public CommandControl(Optional<String> command) {
    this.command = command;
  }

  @Override
  public boolean exists() {
    return command.isPresent();
  }

  @Override
  public Optional<String> trust(Ski ski) throws InterruptedException {
    return exists() ? call("trust", ski.hex()) : Optional.empty();
  }

  @Override
  public Optional<String> untrust(Ski ski) throws InterruptedException {
    return call("untrust", ski.hex());
  }

  @Override
  public Optional<String> peer(Ski ski, String host, int port) throws InterruptedException {
    return call("peer", ski.hex(), host, String.valueOf(port));
  }

  private Optional<String> call(String... words) throws InterruptedException {
    if (command.isEmpty()) {
      return Optional.of("there is no --control command to do \"" + words[0] + "\"");
    }
    List<String> line = new ArrayList<>(List.of("sh", "-c", command.get() + " \"$@\"", "conform"));
    line.addAll(List.of(words));
    turns.acquire();
    try {
      return run(line, words[0]);
    } catch (IOException notStarted) {
      return Optional.of(
          "--control " + words[0] + " could not be started: " + notStarted.getMessage());
    } finally {
      turns.release();
    }
  }

  private static Optional<String> run(List<String> line, String verb)
      throws IOException, InterruptedException {
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    process.getOutputStream().close();
    if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      return Optional.of("--control " + verb + " took more than " + LONGEST_SECONDS + " s");
    }
    String said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    String brief = said.substring(0, Math.min(said.length(), LONGEST_COMPLAINT));
    return process.exitValue() == 0
        ? Optional.empty()
        : Optional.of("--control " + verb + " failed (" + process.exitValue() + "): " + brief);
  }
}
