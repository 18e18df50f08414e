package dev.shiphub.it;

import dev.shiphub.planted.Found;
import dev.shiphub.ship.clock.SteadyClock;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that sends one hostile case or one scenario against a daemon of the classes that it
 * runs of itself, the first of which are changed ones, and says whether it fails. The simulator is
 * as it is.
 */
final class DaemonHunt {
  private static final Duration LONGEST = Duration.ofSeconds(110);

  private DaemonHunt() {}

  /**
   * The arguments are {@code attack NAME} or {@code scenario NAME}, and where the daemon writes.
   */
  public static void main(String[] args) throws Exception {
    SteadyClock clock = new SteadyClock();
    Instant begun = clock.instant();
    String classPath = System.getProperty("java.class.path");
    String sound = classPath.substring(classPath.indexOf(File.pathSeparatorChar) + 1);
    String name = args[0].substring(args[0].indexOf(' ') + 1);
    boolean isAttack = args[0].startsWith("attack ");
    List<String> tool =
        isAttack
            ? List.of("attack", "--interface", "lo", "--only", "^" + name + "$")
            : List.of("run", name);
    List<String> said;
    try (RunningDaemon daemon =
            RunningDaemon.startAs(
                java(classPath, "dev.shiphub.hub.HubMain"),
                Path.of(args[1]),
                isAttack ? new String[0] : ScenariosIT.CONFIGURATION);
        Program suite = suite(sound, daemon, tool)) {
      suite.awaitExit(LONGEST);
      said = suite.lines();
    }
    long millis = Duration.between(begun, clock.instant()).toMillis();
    said.forEach(System.out::println);
    if (said.stream().anyMatch(line -> line.matches(name + " +failed .*"))) {
      System.out.println(Found.line("sim " + String.join(" ", tool), millis));
    }
    System.exit(0);
  }

  private static Program suite(String classPath, RunningDaemon daemon, List<String> tool)
      throws IOException {
    List<String> command = new ArrayList<>(java(classPath, "dev.shiphub.sim.SimMain"));
    command.addAll(tool);
    command.addAll(
        List.of(
            "--target",
            "127.0.0.1:" + daemon.shipPort(),
            "--ski",
            daemon.ski().hex(),
            "--admin",
            "http://127.0.0.1:" + daemon.adminPort()));
    return Program.startCommand(command);
  }

  private static List<String> java(String classPath, String program) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-cp",
        classPath,
        program);
  }
}
