package dev.shiphub.sim;

import dev.shiphub.ship.Pin;
import dev.shiphub.ship.Ski;
import dev.shiphub.sim.profile.Catalogue;
import dev.shiphub.sim.profile.DeviceProfile;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.SplittableRandom;
import java.util.logging.LogManager;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/** The simulator as a program: {@code shiphub sim …}. */
public final class SimMain {
  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;

  private SimMain() {}

  /**
   * Runs a command and ends the process: 0 done, 1 tried and failed, 2 wrong usage.
   *
   * @param arguments what follows {@code sim}
   */
  public static void main(String[] arguments) {
    setUpLogging();
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream complaints = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    Console console = new Console(System.in, out, complaints);
    System.exit(
        run(
            new ProcessHost(console, new SecureRandom(), code -> Runtime.getRuntime().halt(code)),
            arguments));
  }

  /** All commands, for pages about them. */
  public static CommandLine commandLine() {
    Console console = new Console(System.in, System.out, System.err);
    return commandLine(new ProcessHost(console, new SecureRandom(), _ -> {}));
  }

  /** Runs a command; returns the exit code. */
  static int run(ProcessHost host, String... arguments) {
    return commandLine(host).execute(arguments);
  }

  static CommandLine commandLine(ProcessHost host) {
    Console console = host.console();
    CommandLine line = new CommandLine(new SimCommand());
    line.addSubcommand(new DeviceCommand(host));
    line.addSubcommand(new ListCommand(console));
    line.addSubcommand(new ConformCommand(host));
    line.addSubcommand(new AttackCommand(host));
    line.addSubcommand(new RunCommand(host));
    line.addSubcommand(new FleetCommand(host));
    registerValues(line);
    addHelp(line);
    line.getSubcommands().values().forEach(SimMain::addHelp);
    line.setOut(console.outWriter());
    line.setErr(console.complaintsWriter());
    line.setParameterExceptionHandler(
        (problem, _) -> {
          String name = problem.getCommandLine().getCommandSpec().qualifiedName();
          console.complaints().println(problem.getMessage() + " (see: " + name + " --help)");
          return WRONG_USAGE;
        });
    line.setExecutionExceptionHandler(
        (problem, _, _) -> {
          console.complaints().println("a bug: " + problem);
          problem.printStackTrace(console.complaints());
          return FAILED;
        });
    return line;
  }

  /** Random numbers that a seed repeats. */
  static SplittableRandom seeded(long seed) {
    return new SplittableRandom(seed);
  }

  private static void addHelp(CommandLine command) {
    command
        .getCommandSpec()
        .addOption(
            OptionSpec.builder("-h", "--help").usageHelp(true).description("Say this.").build());
  }

  private static void registerValues(CommandLine line) {
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.registerConverter(
        Ski.class, text -> Ski.parse(text).orElseThrow(() -> wrong("not a SKI of 40 hex digits")));
    line.registerConverter(Pin.class, text -> Pin.parse(text).orElseThrow(() -> wrong(Pin.FORM)));
    line.registerConverter(
        PeerPlace.class,
        text -> PeerPlace.parse(text).orElseThrow(() -> wrong("not of the form SKI@host:port")));
    line.registerConverter(
        DeviceProfile.class,
        text ->
            Catalogue.named(text)
                .orElseThrow(
                    () -> wrong("no profile; there are " + String.join(", ", Catalogue.names()))));
  }

  private static TypeConversionException wrong(String why) {
    return new TypeConversionException(why);
  }

  /** One line for each record, on stderr; a configuration of the user's own counts more. */
  private static void setUpLogging() {
    if (System.getProperty("java.util.logging.config.file") != null) {
      return;
    }
    try (InputStream defaults = SimMain.class.getResourceAsStream("logging.properties")) {
      LogManager.getLogManager().readConfiguration(defaults);
    } catch (IOException unreadable) {
      throw new IllegalStateException("a resource of our own", unreadable);
    }
  }
}
