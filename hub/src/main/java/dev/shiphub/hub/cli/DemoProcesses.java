package dev.shiphub.hub.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Starts the processes of the demo through the launcher, as a user would.
 *
 * @param launcher the program {@code shiphub}
 * @param folder for the configuration and the state
 * @param children takes the processes
 * @param news hears of them
 * @param more what devices are told besides
 */
record DemoProcesses(
    Path launcher, Path folder, Children children, Consumer<DemoNews> news, More more) {
  /** Arguments that only some devices get. */
  @FunctionalInterface
  interface More {
    List<String> of(int at, DemoHub hub, Path folder);
  }

  /** The number of the daemon; those of the devices follow. */
  static final int DAEMON = 0;

  private static final String CONFIG =
      """
      ship:
        port: 0
        interfaces: [lo]
      admin:
        port: 0
      """;

  /** The number of the device at that place. */
  static int number(int at) {
    return at + 1;
  }

  void startDaemon() throws IOException {
    Path config = Files.writeString(folder.resolve("shiphub.yaml"), CONFIG);
    start(
        DAEMON,
        List.of(
            "run",
            "-c",
            config.toString(),
            "--state",
            folder.resolve("hub").toString(),
            "--announce-json",
            "--until-stdin-closes"));
  }

  /**
   * Starts a device. Every other one waits to be dialled, so that both directions are seen: a
   * device that dials is often faster than the hub, which has been announced for longer.
   *
   * @param at its place
   * @param hub whom the device trusts
   */
  void startDevice(int at, DemoHub hub) throws IOException {
    startDevice(at, hub, 0);
  }

  /**
   * Starts a device.
   *
   * @param port where it listens; 0 for any
   */
  void startDevice(int at, DemoHub hub, int port) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "sim",
                "device",
                "--profile",
                DemoBoard.profile(at),
                "--interface",
                "lo",
                "--port",
                String.valueOf(port),
                "--trust",
                hub.ski(),
                "--json",
                "--until-stdin-closes"));
    if (at % 2 == 0) {
      arguments.add("--no-dial");
    }
    arguments.addAll(more.of(at, hub, folder));
    start(number(at), arguments);
  }

  void killDevice(int at) {
    children.kill(number(at));
  }

  /** Has a device read a line. */
  void type(int at, String line) throws IOException {
    children.type(number(at), line);
  }

  private void start(int number, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(arguments);
    children.start(number, command, news);
  }

  /** How a process has ended, with its last words. */
  String end(int number, int code) {
    String last = children.lastWords(number);
    return "ended with code " + code + (last.isEmpty() ? "" : ": " + last);
  }
}
