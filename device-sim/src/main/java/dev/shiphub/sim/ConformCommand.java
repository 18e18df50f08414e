package dev.shiphub.sim;

import dev.shiphub.ship.Role;
import dev.shiphub.ship.clock.SteadyClock;
import dev.shiphub.sim.bench.CommandControl;
import dev.shiphub.sim.bench.Control;
import dev.shiphub.sim.bench.Declarations;
import dev.shiphub.sim.bench.Lab;
import dev.shiphub.sim.conform.CaseRun;
import dev.shiphub.sim.conform.Report;
import dev.shiphub.sim.conform.ReportFiles;
import dev.shiphub.sim.conform.Suite;
import dev.shiphub.sim.conform.TestCase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code sim conform}: the official test cases against a device. */
@Command(
    name = "conform",
    description =
        "Runs the 33 official SHIP test cases and those of shiphub against a device, and reports.",
    footer = {
      "CMD is run by a shell with more words: trust SKI, untrust SKI, or peer SKI HOST PORT, after"
          + " which the",
      "device shall dial that address when it trusts that SKI. It must return when the device"
          + " knows, and exit with 0.",
      "A case that the declarations switch off can be run with the device in another configuration"
          + " (or another one",
      "of its kind) and the result joined to the first report, for example:",
      "  sim conform --target ... --report DIR",
      "  sim conform --target ... --report DIR --continue --only TC_SHIP_AMDATA_004 \\",
      "      --declare PAR_queryAccessMethods=no",
      "Exit code: 0 every case that applies passed; 1 one did not."
    })
final class ConformCommand implements Callable<Integer> {
  private static final int DONE = 0;
  private static final int FAILED = 1;

  private final ProcessHost host;

  @Mixin private Usage usage = new Usage();

  @ArgGroup(exclusive = false, multiplicity = "1")
  private @Nullable TargetOptions target;

  @Option(
      names = "--path",
      defaultValue = "/ship/",
      paramLabel = "PATH",
      description = "The path of its WebSocket; default ${DEFAULT-VALUE}.")
  private String path = "";

  @Option(
      names = "--control",
      paramLabel = "CMD",
      description = "How it is told things; without it, it must trust everybody and dials nobody.")
  private Optional<String> control = Optional.empty();

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "Where conformance.md, conformance.xml and conformance.json are written.")
  private Optional<Path> report = Optional.empty();

  @Option(
      names = "--continue",
      description = "Keep the runs of the report in DIR, but those that are repeated.")
  private boolean isContinuing;

  @Option(
      names = "--name",
      defaultValue = "the device",
      paramLabel = "TEXT",
      description = "What the reports call it.")
  private String name = "";

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "CASE",
      converter = CaseName.class,
      description = "Only these cases, such as TC_SHIP_CMI_001; may be repeated.")
  private List<TestCase> only = List.of();

  @Option(
      names = "--declare",
      paramLabel = "PAR=VALUE",
      description = "A value of the vendor's parameter sheet, such as PAR_queryAccessMethods=no.")
  private Map<String, String> declared = Map.of();

  @Option(
      names = "--parallel",
      defaultValue = "12",
      paramLabel = "N",
      description = "How many runs at a time, 1 to 40; default ${DEFAULT-VALUE}.")
  private int parallel;

  ConformCommand(ProcessHost host) {
    this.host = host;
  }

  @Override
  public Integer call() throws InterruptedException {
    Declarations sheet = usage.made("--declare", () -> Declarations.usual().with(declared));
    InstantSource steady = new SteadyClock();
    InstantSource wall = SteadyClock.wall();
    Control hands = new CommandControl(control);
    Lab lab =
        new Lab(
            TargetOptions.target(target, path, usage), hands, sheet, steady, wall, host.random());
    if (parallel < 1 || parallel > 40) {
      throw usage.wrong("--parallel takes 1 to 40, not " + parallel);
    }
    Instant start = steady.instant();
    List<CaseRun> runs = new Suite(lab, parallel, this::tell).run(wanted());
    Duration took = Duration.between(start, steady.instant());
    String date = wall.instant().toString().substring(0, "2026-01-31".length());
    Report whole = new Report(name, date, runs, took);
    host.console().out().println(whole.figure());
    boolean isWritten = report.isEmpty() || write(whole, report.get());
    return whole.isClean() && isWritten ? DONE : FAILED;
  }

  private Set<TestCase> wanted() {
    return new LinkedHashSet<>(only.isEmpty() ? TestCase.all() : only);
  }

  private void tell(CaseRun run) {
    String role = run.device() == Role.SERVER ? "server" : "client";
    host.console()
        .out()
        .println(
            "%-18s %-7s %-14s %5.1f s  %s"
                .formatted(
                    run.test().name(),
                    role,
                    run.verdict().kind().words(),
                    run.took().toMillis() / 1000.0,
                    run.verdict().evidence()));
  }

  private boolean write(Report whole, Path directory) {
    try {
      Report written = new ReportFiles(directory).write(whole, isContinuing);
      if (isContinuing) {
        host.console().out().println("with what was there, " + written.figure());
      }
      return true;
    } catch (IOException notWritten) {
      host.console().complaints().println("the report could not be written: " + notWritten);
      return false;
    }
  }

  /** Finds a case by its name. */
  private static final class CaseName implements ITypeConverter<TestCase> {
    @Override
    public TestCase convert(String name) {
      return TestCase.named(name)
          .orElseThrow(() -> new TypeConversionException("there is no case " + name));
    }
  }
}
