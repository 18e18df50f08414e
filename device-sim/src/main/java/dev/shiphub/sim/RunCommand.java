package dev.shiphub.sim;

import dev.shiphub.ship.Pin;
import dev.shiphub.ship.clock.SteadyClock;
import dev.shiphub.sim.bench.AdminControl;
import dev.shiphub.sim.bench.CommandControl;
import dev.shiphub.sim.bench.Control;
import dev.shiphub.sim.bench.Declarations;
import dev.shiphub.sim.bench.DeviceStage;
import dev.shiphub.sim.bench.Lab;
import dev.shiphub.sim.bench.Target;
import dev.shiphub.sim.scenario.Company;
import dev.shiphub.sim.scenario.Scenario;
import dev.shiphub.sim.scenario.ScenarioFile;
import dev.shiphub.sim.scenario.ScenarioReport;
import dev.shiphub.sim.scenario.ScenarioRun;
import dev.shiphub.sim.scenario.Shipped;
import java.io.IOException;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sim run}: scenarios against a target. */
@Command(
    name = "run",
    description =
        "Plays scenarios against a target: devices and peers that do what a file says, step by"
            + " step, and what the target must do then.",
    footer = {
      "A scenario is a file, or the name of a shipped one (sim list --scenarios); without any, all"
          + " shipped ones.",
      "It pairs devices of its own and unpairs them again: use a target that is made for it.",
      "Exit code: 0 all passed; 1 one failed; 2 wrong usage, or a scenario is broken."
    })
final class RunCommand implements Callable<Integer> {
  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int BROKEN = 2;
  private static final int MOST = 200;

  private final ProcessHost host;

  @Mixin private Usage usage = new Usage();

  @Parameters(paramLabel = "SCENARIO", description = "Names or files.")
  private List<String> names = List.of();

  @ArgGroup(exclusive = false)
  private @Nullable TargetOptions target;

  @Option(
      names = "--path",
      defaultValue = "/ship/",
      paramLabel = "PATH",
      description = "The path of its WebSocket; default ${DEFAULT-VALUE}.")
  private String path = "";

  @Option(
      names = "--admin",
      paramLabel = "URL",
      description = "Its admin API on loopback, if it is a shiphub daemon.")
  private Optional<String> admin = Optional.empty();

  @Option(
      names = "--control",
      paramLabel = "CMD",
      description =
          "How it is told things, as with conform; without both, it must trust everybody.")
  private Optional<String> control = Optional.empty();

  @Option(
      names = "--pin",
      paramLabel = "PIN",
      description = "The PIN that it requires; only scenarios that need one are played then.")
  private Optional<Pin> pin = Optional.empty();

  @Option(
      names = "--only",
      defaultValue = "",
      paramLabel = "REGEX",
      description = "Only scenarios in whose names that is found.")
  private String only = "";

  @Option(
      names = "--junit",
      paramLabel = "FILE",
      description = "Where JUnit XML with all transcripts is written.")
  private Optional<Path> junit = Optional.empty();

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean isJson;

  @Option(
      names = "--patience",
      defaultValue = "1",
      paramLabel = "N",
      description = "How many times longer than written a step may wait, 1 to 20.")
  private int patience;

  @Option(
      names = "--parallel",
      defaultValue = "8",
      paramLabel = "N",
      description = "How many scenarios at a time, 1 to 40; default ${DEFAULT-VALUE}.")
  private int parallel;

  @Option(names = "--check", description = "Read the scenarios, and open nothing.")
  private boolean isChecking;

  @Option(names = "--schema", description = "Print the JSON schema of scenarios.")
  private boolean isSchema;

  RunCommand(ProcessHost host) {
    this.host = host;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (isSchema) {
      host.console().out().print(Shipped.schema());
      return DONE;
    }
    if (parallel < 1 || parallel > 40 || patience < 1 || patience > 20) {
      throw usage.wrong("--parallel takes 1 to 40, --patience 1 to 20");
    }
    List<String> complaints = new ArrayList<>();
    List<Scenario> wanted = wanted(complaints);
    if (!complaints.isEmpty()) {
      complaints.forEach(host.console().complaints()::println);
      return BROKEN;
    }
    if (isChecking) {
      say(wanted.size() + " sound scenarios");
      return DONE;
    }
    return run(wanted);
  }

  private List<Scenario> wanted(List<String> complaints) {
    List<Scenario> wanted = new ArrayList<>();
    for (String name : names.isEmpty() ? Shipped.names() : names) {
      switch (read(name)) {
        case ScenarioFile.Read.Ok(Scenario scenario) -> wanted.add(scenario);
        case ScenarioFile.Read.Refused(List<String> those) -> complaints.addAll(those);
      }
    }
    Pattern pattern = pattern();
    wanted.removeIf(
        scenario ->
            !pattern.matcher(scenario.name()).find()
                || (!isChecking && scenario.needsPin() != pin.isPresent()));
    if ((wanted.isEmpty() && complaints.isEmpty()) || wanted.size() > MOST) {
      throw usage.wrong(wanted.isEmpty() ? "--only: there is no such scenario" : "at most " + MOST);
    }
    return wanted;
  }

  private Pattern pattern() {
    try {
      return Pattern.compile(only);
    } catch (PatternSyntaxException broken) {
      throw usage.wrong("--only: " + broken.getDescription());
    }
  }

  private static ScenarioFile.Read read(String name) {
    Optional<String> shipped = Shipped.text(name);
    if (shipped.isPresent()) {
      return ScenarioFile.read(Shipped.fileOf(name), shipped.get());
    }
    try {
      return ScenarioFile.read(name, Files.readString(Path.of(name)));
    } catch (IOException unreadable) {
      return new ScenarioFile.Read.Refused(
          List.of(name + ": neither a shipped scenario nor a file of text that can be read"));
    }
  }

  private int run(List<Scenario> wanted) throws InterruptedException {
    InstantSource steady = new SteadyClock();
    Target there = TargetOptions.target(target, path, usage);
    Lab lab =
        new Lab(
            there, hands(steady), Declarations.usual(), steady, SteadyClock.wall(), host.random());
    DeviceStage stage = new NetworkStage(interfaces(there), host.random());
    Instant start = steady.instant();
    Company company = new Company(lab, stage, pin, patience, parallel, this::tell);
    List<ScenarioRun> runs = company.play(wanted);
    Duration took = Duration.between(start, steady.instant());
    ScenarioReport report = new ScenarioReport(runs, took);
    say(isJson ? report.json() : report.figure());
    boolean isWritten = junit.isEmpty() || write(report, junit.get());
    return report.isClean() && isWritten ? DONE : FAILED;
  }

  private void tell(ScenarioRun run) {
    if (!isJson) {
      say(ScenarioReport.line(run));
    }
  }

  private boolean write(ScenarioReport report, Path file) {
    try {
      Files.writeString(file, report.junit());
      return true;
    } catch (IOException notWritten) {
      host.console().complaints().println("the report could not be written: " + notWritten);
      return false;
    }
  }

  private Control hands(InstantSource steady) {
    if (control.isEmpty() && admin.isPresent()) {
      return new AdminControl(usage.admin(admin.get()), steady);
    }
    return new CommandControl(control);
  }

  /** Where the target is reached; the automatic choice if that cannot be told. */
  private static List<String> interfaces(Target target) {
    try {
      NetworkInterface link = NetworkInterface.getByInetAddress(target.own());
      return link == null ? List.of() : List.of(link.getName());
    } catch (SocketException unknown) {
      return List.of();
    }
  }

  private void say(String line) {
    host.console().out().println(line);
  }
}
