package dev.shiphub.hub;

import dev.shiphub.hub.adapter.file.SealedBackup;
import dev.shiphub.hub.cli.Console;
import dev.shiphub.hub.cli.ShiphubCommand;
import dev.shiphub.ship.clock.SteadyClock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The entry of the program: the real streams, clock and process, handed to the command line. */
public final class HubMain {
  private HubMain() {}

  /** Runs the command line and ends the process with its exit code. */
  public static void main(String[] args) {
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    Console console =
        new Console(
            out,
            err,
            terminal().isPresent(),
            name -> Optional.ofNullable(System.getenv(name)),
            new SteadyClock(),
            HubMain::pause,
            prompt());
    SecureRandom random = new SecureRandom();
    DaemonRun daemon =
        new DaemonRun(console, System.in, random, () -> Runtime.getRuntime().halt(1));
    Custody custody =
        new Custody(console.environment(), SteadyClock.wall(), random, SealedBackup.ITERATIONS);
    System.exit(ShiphubCommand.execute(List.of(args), daemon, custody, console));
  }

  private static Console.Prompt prompt() {
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    return what ->
        terminal()
            .map(terminal -> Optional.ofNullable(terminal.readPassword("%s: ", what)))
            .map(typed -> typed.map(String::new))
            .orElseGet(() -> line(input));
  }

  private static Optional<String> line(BufferedReader input) {
    try {
      return Optional.ofNullable(input.readLine());
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  private static Optional<java.io.Console> terminal() {
    return Optional.ofNullable(System.console()).filter(java.io.Console::isTerminal);
  }

  private static boolean pause(Duration length) throws InterruptedException {
    return !new CountDownLatch(1).await(length.toNanos(), TimeUnit.NANOSECONDS);
  }
}
