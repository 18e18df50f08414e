package dev.shiphub.hub.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line: the daemon, the demo, and a client of the daemon's admin API. */
@Command(
    name = "shiphub",
    description = "finds, pairs and holds the EEBUS devices of one home",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = ShiphubCommand.Version.class,
    synopsisSubcommandLabel = "COMMAND")
public final class ShiphubCommand implements Runnable {
  private static final String[] FOOTER = {
    "",
    "Exit codes: 0 done, 1 tried and failed, 2 wrong usage, 3 no daemon reachable.",
    "The simulator has its own help: shiphub sim --help"
  };

  @Spec private CommandSpec spec = CommandSpec.create();

  private ShiphubCommand() {}

  /**
   * Runs a command line to its end.
   *
   * @param args what follows the name of the program
   * @param daemon what {@code run} runs
   * @param custodian keeps the identity where no daemon runs
   * @return the exit code: 0 done, 1 tried and failed, 2 wrong usage, 3 no daemon reachable
   */
  public static int execute(
      List<String> args, Daemon daemon, Custodian custodian, Console console) {
    CommandLine line = line(args, daemon, custodian, console);
    line.setOut(new PrintWriter(console.out(), true, console.out().charset()));
    line.setErr(new PrintWriter(console.err(), true, console.err().charset()));
    line.setColorScheme(
        CommandLine.Help.defaultColorScheme(Colours.areOn(console) ? Ansi.ON : Ansi.OFF));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler((wrong, _) -> wrongUsage(wrong, console));
    line.setExecutionExceptionHandler((fault, _, _) -> failed(fault, console));
    int code = line.execute(args.toArray(String[]::new));
    console.out().flush();
    return code;
  }

  /**
   * The command line with the command that is meant, or all.
   *
   * @param args what follows the name of the program; empty for all commands
   */
  public static CommandLine line(
      List<String> args, Daemon daemon, Custodian custodian, Console console) {
    CommandLine line = new CommandLine(new ShiphubCommand());
    subcommands(line, commands(daemon, custodian, console), args);
    line.getCommandSpec().usageMessage().footer(FOOTER);
    return line;
  }

  /** Adds the command that is meant, or all: each takes its time to be looked through. */
  private static void subcommands(
      CommandLine line, SequencedMap<String, Supplier<?>> commands, List<String> args) {
    boolean isNamed = !args.isEmpty() && commands.containsKey(args.getFirst());
    commands.forEach(
        (name, command) -> {
          if (!isNamed || name.equals(args.getFirst())) {
            line.addSubcommand(name, command.get());
          }
        });
  }

  /** In the order in which people are shown them. */
  private static SequencedMap<String, Supplier<?>> commands(
      Daemon daemon, Custodian custodian, Console console) {
    SequencedMap<String, Supplier<?>> commands = new LinkedHashMap<>();
    commands.put("run", () -> new RunCommand(daemon));
    commands.put("demo", () -> new DemoCommand(console));
    commands.put("status", () -> new StatusCommand(console));
    commands.put("devices", () -> new DevicesCommand(console));
    commands.put("device", () -> new DeviceCommand(console));
    commands.put("why", () -> new WhyCommand(console));
    commands.put("pair", () -> new PairCommand(console));
    decision(commands, "deny", "refuse a device that waits for a decision", console);
    decision(commands, "unpair", "trust a device no longer", console);
    decision(commands, "disconnect", "end the connection; a paired device comes back", console);
    commands.put("open-pairing", () -> new OpenPairingCommand(console));
    commands.put("close-pairing", () -> new ClosePairingCommand(console));
    commands.put("doctor", () -> new DoctorCommand(custodian, console));
    commands.put("peers", () -> PeersCommand.line(console));
    commands.put("identity", () -> IdentityCommand.line(custodian, console));
    commands.put("token", () -> TokenCommand.line(custodian, console));
    commands.put("events", () -> new EventsCommand(console));
    commands.put("trace", () -> new TraceCommand(console));
    commands.put("debug", () -> new DebugCommand(console));
    commands.put("audit", () -> AuditCommand.line(custodian, console));
    return commands;
  }

  private static void decision(
      Map<String, Supplier<?>> commands, String name, String words, Console console) {
    commands.put(
        name,
        () -> {
          CommandLine decision = new CommandLine(new DecisionCommand(name, console));
          decision.getCommandSpec().usageMessage().description(words);
          return decision;
        });
  }

  /** A command line without a command. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to do");
  }

  private static int wrongUsage(ParameterException wrong, Console console) {
    console.err().println("shiphub: " + WrongUsage.words(wrong));
    return ExitCode.USAGE;
  }

  private static int failed(Exception fault, Console console) {
    console.err().println("shiphub: " + Printable.of(String.valueOf(fault.getMessage())));
    return ExitCode.FAILED;
  }

  /** Says the version of the archive that the program comes from. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = ShiphubCommand.class.getPackage().getImplementationVersion();
      return new String[] {"shiphub " + (version == null ? "(not packaged)" : version)};
    }
  }
}
