package dev.shiphub.sim;

import dev.shiphub.ship.Pin;
import dev.shiphub.ship.clock.SteadyClock;
import dev.shiphub.sim.attack.Attack;
import dev.shiphub.sim.attack.AttackFiles;
import dev.shiphub.sim.attack.AttackReport;
import dev.shiphub.sim.attack.AttackRun;
import dev.shiphub.sim.attack.AttackSuite;
import dev.shiphub.sim.attack.Bystanders;
import dev.shiphub.sim.attack.Grounds;
import dev.shiphub.sim.attack.Spares;
import dev.shiphub.sim.bench.AdminControl;
import dev.shiphub.sim.bench.CaseEnded;
import dev.shiphub.sim.bench.CommandControl;
import dev.shiphub.sim.bench.Control;
import dev.shiphub.sim.bench.Declarations;
import dev.shiphub.sim.bench.DeviceStage;
import dev.shiphub.sim.bench.Lab;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sim attack}: the hostile cases against a running daemon. */
@Command(
    name = "attack",
    description =
        "Runs the hostile cases against a running shiphub daemon while two paired devices exchange"
            + " data with it, and reports.",
    footer = {
      "It pairs devices of its own and unpairs them again: use a daemon that is made for it.",
      "The admin API has to be on loopback; pairing can be done by CMD instead, as with conform.",
      "Exit code: 0 every case as expected, the devices missed nothing, and the daemon gave all",
      "back; 1 something else."
    })
final class AttackCommand implements Callable<Integer> {
  private static final int DONE = 0;
  private static final int FAILED = 1;

  private final ProcessHost host;

  @Mixin private Usage usage = new Usage();

  @ArgGroup(exclusive = false)
  private @Nullable TargetOptions target;

  @Option(
      names = "--admin",
      defaultValue = "http://127.0.0.1:4780",
      paramLabel = "URL",
      description = "Its admin API; default ${DEFAULT-VALUE}.")
  private String admin = "";

  @Option(
      names = "--control",
      paramLabel = "CMD",
      description = "How devices are paired; without it, through the admin API.")
  private Optional<String> control = Optional.empty();

  @Option(
      names = "--pin",
      paramLabel = "PIN",
      description = "The PIN that it requires of its devices, if it does.")
  private Optional<Pin> pin = Optional.empty();

  @Option(
      names = "--pid",
      paramLabel = "PID",
      description = "Its process on this machine, so that what it holds can be looked at.")
  private Optional<Long> pid = Optional.empty();

  @Option(
      names = "--spare",
      paramLabel = "CMD",
      description = {
        "Starts another daemon in its own process, on loopback: CMD STATE [PIN], with the line of",
        "--announce-json on stdout. Without it nothing is known of the PIN and the stop."
      })
  private Optional<String> spare = Optional.empty();

  @Option(
      names = "--interface",
      paramLabel = "NAME",
      description = "Where multicast DNS is spoken; default that on the way to the target.")
  private Optional<String> link = Optional.empty();

  @Option(
      names = "--only",
      defaultValue = "",
      paramLabel = "REGEX",
      description = "Only the cases in whose names this is found, such as ^T-.")
  private String only = "";

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "Where attack.md and attack.json are written.")
  private Optional<Path> report = Optional.empty();

  @Option(
      names = "--name",
      defaultValue = "the daemon",
      paramLabel = "TEXT",
      description = "What the report calls it.")
  private String name = "";

  @Option(
      names = "--bound",
      defaultValue = "1000",
      paramLabel = "MILLIS",
      description = "How much later than usual an answer may come; default ${DEFAULT-VALUE}.")
  private int bound;

  @Option(
      names = "--parallel",
      defaultValue = "12",
      paramLabel = "N",
      description = "How many cases at a time, 1 to 40; default ${DEFAULT-VALUE}.")
  private int parallel;

  @Option(names = "--list", description = "Say which cases there are, and do nothing.")
  private boolean isListing;

  AttackCommand(ProcessHost host) {
    this.host = host;
  }

  @Override
  public Integer call() throws InterruptedException {
    List<Attack> wanted =
        Attack.all().stream()
            .filter(attack -> Pattern.compile(only).matcher(attack.name()).find())
            .toList();
    if (wanted.isEmpty()) {
      throw usage.wrong("--only " + only + ": there is no such case");
    }
    if (isListing) {
      wanted.forEach(
          attack ->
              say("%-24s %s -> %s".formatted(attack.name(), attack.deed(), attack.expected())));
      return DONE;
    }
    if (parallel < 1 || parallel > 40) {
      throw usage.wrong("--parallel takes 1 to 40, not " + parallel);
    }
    return run(wanted);
  }

  private int run(List<Attack> wanted) throws InterruptedException {
    Grounds grounds = grounds();
    DeviceStage stage = new NetworkStage(link.stream().toList(), host.random());
    try (Spares _ = grounds.spares();
        Bystanders bystanders = new Bystanders(grounds, Duration.ofMillis(bound))) {
      AttackReport whole =
          new AttackSuite(grounds, bystanders, parallel, this::tell).run(wanted, stage, name);
      whole.kept().ifPresent(this::say);
      say(whole.figure());
      if (report.isPresent()) {
        new AttackFiles(report.get()).write(whole);
      }
      return whole.isClean() ? DONE : FAILED;
    } catch (CaseEnded | IOException notPossible) {
      host.console().complaints().println(notPossible.getMessage());
      return FAILED;
    }
  }

  private Grounds grounds() {
    InstantSource steady = new SteadyClock();
    AdminControl api = new AdminControl(usage.admin(admin), steady);
    Control hands = control.isPresent() ? new CommandControl(control) : api;
    Lab lab =
        new Lab(
            TargetOptions.target(target, "/ship/", usage),
            hands,
            Declarations.usual(),
            steady,
            SteadyClock.wall(),
            host.random());
    return new Grounds(lab, api, link, pin, pid, new Spares(spare, lab));
  }

  private void tell(AttackRun run) {
    say(
        "%-24s %-12s %5.1f s  %s"
            .formatted(
                run.attack().name(),
                run.verdict().kind().words(),
                run.took().toMillis() / 1000.0,
                run.verdict().evidence()));
  }

  private void say(String line) {
    host.console().out().println(line);
  }
}
