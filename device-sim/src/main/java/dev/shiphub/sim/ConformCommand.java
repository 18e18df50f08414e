package dev.shiphub.sim;

import dev.shiphub.ship.Role;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.clock.SteadyClock;
import dev.shiphub.sim.conform.CaseRun;
import dev.shiphub.sim.conform.Control;
import dev.shiphub.sim.conform.Declarations;
import dev.shiphub.sim.conform.JunitReport;
import dev.shiphub.sim.conform.Lab;
import dev.shiphub.sim.conform.MarkdownReport;
import dev.shiphub.sim.conform.OfficialCase;
import dev.shiphub.sim.conform.Report;
import dev.shiphub.sim.conform.Suite;
import dev.shiphub.sim.conform.Target;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sim conform}: the official test cases against a device. */
@Command(
    name = "conform",
    description = "Runs the 33 official SHIP test cases against a device, and reports.",
    footer = {
      "CMD is run by a shell with more words: trust SKI, untrust SKI, or peer SKI HOST PORT, after"
          + " which the",
      "device shall dial that address when it trusts that SKI. It must return when the device"
          + " knows, and exit with 0.",
      "Exit code: 0 every case that applies passed; 1 one did not."
    })
final class ConformCommand implements Callable<Integer> {
  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int LEAST_PORT = 1;
  private static final int MOST_PORT = 65_535;

  private final ProcessHost host;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--target",
      required = true,
      paramLabel = "HOST:PORT",
      description = "Where it listens.")
  private String target = "";

  @Option(names = "--ski", required = true, paramLabel = "SKI", description = "Who it is.")
  private @Nullable Ski ski;

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
      description = "Where conformance.md and conformance.xml are written.")
  private Optional<Path> report = Optional.empty();

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
      description = "Only these cases, such as TC_SHIP_CMI_001; may be repeated.")
  private List<OfficialCase> only = List.of();

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
    Declarations sheet = sheet();
    InstantSource steady = new SteadyClock();
    InstantSource wall = SteadyClock.wall();
    Lab lab = new Lab(target(), new Control(control), sheet, steady, wall, host.random());
    if (parallel < 1 || parallel > 40) {
      throw wrong("--parallel takes 1 to 40, not " + parallel);
    }
    Instant start = steady.instant();
    List<CaseRun> runs = new Suite(lab, parallel, this::tell).run(wanted());
    Duration took = Duration.between(start, steady.instant());
    String date = wall.instant().toString().substring(0, "2026-01-31".length());
    Report whole = new Report(name, date, sheet, runs, took);
    boolean isWritten = report.isEmpty() || write(whole, report.get());
    host.console().out().println(whole.figure());
    return whole.isClean() && isWritten ? DONE : FAILED;
  }

  private Set<OfficialCase> wanted() {
    return only.isEmpty() ? EnumSet.allOf(OfficialCase.class) : EnumSet.copyOf(only);
  }

  private void tell(CaseRun run) {
    String role = run.device() == Role.SERVER ? "server" : "client";
    host.console()
        .out()
        .println(
            "%-18s %-7s %-14s %5.1f s  %s"
                .formatted(
                    run.official().name(),
                    role,
                    run.verdict().kind().words(),
                    run.took().toMillis() / 1000.0,
                    run.verdict().evidence()));
  }

  private boolean write(Report whole, Path directory) {
    try {
      Files.createDirectories(directory);
      Files.writeString(directory.resolve("conformance.md"), MarkdownReport.of(whole));
      Files.writeString(directory.resolve("conformance.xml"), JunitReport.of(whole));
      return true;
    } catch (IOException notWritten) {
      host.console().complaints().println("the report could not be written: " + notWritten);
      return false;
    }
  }

  private Declarations sheet() {
    try {
      return Declarations.usual().with(declared);
    } catch (IllegalArgumentException wrong) {
      throw wrong("--declare: " + wrong.getMessage());
    }
  }

  private Target target() {
    int colon = target.lastIndexOf(':');
    String port = target.substring(colon + 1);
    if (colon < 1 || !port.matches("[0-9]{1,5}")) {
      throw wrong("--target is of the form host:port");
    }
    int number = Integer.parseInt(port);
    if (number < LEAST_PORT || number > MOST_PORT) {
      throw wrong("--target has no port from 1 to 65535");
    }
    String bare = target.substring(0, colon).replaceAll("^\\[|]$", "");
    InetSocketAddress address = new InetSocketAddress(bare, number);
    if (address.isUnresolved()) {
      throw wrong("--target: there is no host " + bare);
    }
    return new Target(
        address, path, Objects.requireNonNull(ski, "a required option"), own(address));
  }

  /** Our address on the way to the device; a datagram socket finds it without sending. */
  private InetAddress own(InetSocketAddress address) {
    try (DatagramSocket probe = new DatagramSocket()) {
      probe.connect(address);
      return probe.getLocalAddress();
    } catch (IOException noWay) {
      throw wrong("--target: no way to " + address + ": " + noWay.getMessage());
    }
  }

  private ParameterException wrong(String why) {
    return new ParameterException(
        Objects.requireNonNull(spec, "set by picocli").commandLine(), why);
  }
}
