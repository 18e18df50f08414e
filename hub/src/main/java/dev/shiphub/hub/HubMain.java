package dev.shiphub.hub;

import dev.shiphub.hub.cli.Console;
import dev.shiphub.hub.cli.ShiphubCommand;
import dev.shiphub.ship.clock.SteadyClock;
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
            Optional.ofNullable(System.console()).filter(java.io.Console::isTerminal).isPresent(),
            name -> Optional.ofNullable(System.getenv(name)),
            new SteadyClock(),
            HubMain::pause);
    DaemonRun daemon =
        new DaemonRun(console, System.in, new SecureRandom(), () -> Runtime.getRuntime().halt(1));
    System.exit(ShiphubCommand.execute(List.of(args), daemon, console));
  }

  private static boolean pause(Duration length) throws InterruptedException {
    return !new CountDownLatch(1).await(length.toNanos(), TimeUnit.NANOSECONDS);
  }
}
