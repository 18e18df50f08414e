package dev.shiphub.it;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A simulated device as a process. */
final class RunningDevice implements AutoCloseable {
  private final Program program;
  private final Ski ski;
  private final int port;

  private RunningDevice(Program program, JsonObject listening) {
    this.program = program;
    ski = new Ski(listening.text("ski").orElseThrow());
    port = Math.toIntExact(listening.integer("port").orElseThrow());
  }

  /** Starts a device on the loopback interface that trusts this SKI. */
  static RunningDevice start(Ski trusted, String... options) throws IOException {
    List<String> onLoopback = new ArrayList<>(List.of("--interface", "lo"));
    onLoopback.addAll(List.of(options));
    return startOnHost(List.of(), trusted, onLoopback.toArray(String[]::new));
  }

  /**
   * Starts a device that trusts this SKI.
   *
   * @param host what runs a command on that host; empty for this one
   */
  static RunningDevice startOnHost(List<String> host, Ski trusted, String... options)
      throws IOException {
    List<String> arguments = new ArrayList<>(List.of("sim", "device", "--port", "0", "--json"));
    arguments.addAll(List.of("--trust", trusted.hex()));
    arguments.addAll(List.of(options));
    Program program = Program.startIn(host, arguments.toArray(String[]::new));
    return new RunningDevice(program, program.awaitJson(line -> isEvent(line, "listening")));
  }

  private static boolean isEvent(JsonObject line, String event) {
    return line.text("event").equals(Optional.of(event));
  }

  Program program() {
    return program;
  }

  Ski ski() {
    return ski;
  }

  int port() {
    return port;
  }

  /** Waits until it has seen this event. */
  JsonObject awaitEvent(String event) {
    return program.awaitJson(line -> isEvent(line, event));
  }

  @Override
  public void close() {
    program.close();
  }
}
