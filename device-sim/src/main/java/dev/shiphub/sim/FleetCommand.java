package dev.shiphub.sim;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.clock.SteadyClock;
import dev.shiphub.ship.discovery.Endpoint;
import dev.shiphub.ship.identity.LocalIdentity;
import dev.shiphub.sim.bench.AdminControl;
import dev.shiphub.sim.fleet.Fleet;
import dev.shiphub.sim.fleet.FleetKeys;
import dev.shiphub.sim.fleet.FleetPlan;
import dev.shiphub.sim.profile.Catalogue;
import dev.shiphub.sim.profile.DeviceProfile;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sim fleet}: many devices, checked and put together. */
@Command(
    name = "fleet",
    description =
        "Runs many devices in one process, each with a key and a loopback address of its own, and"
            + " lets them come and go.",
    footer = {
      "While it runs it reads commands: flap N [KIND], KIND SKI, status, quit. The kinds are kill,",
      "close, restart, move and double. The hub needs limits.pairedDevices of as many devices, and",
      "memory for them. A fleet of hundreds needs more memory than the launcher gives:",
      "SHIPHUB_JAVA_OPTS=-Xmx256m.",
      "Exit code: 0 every device exchanged data at the end; 1 some did not; 2 wrong usage."
    })
final class FleetCommand implements Callable<Integer> {
  private static final int FAILED = 1;
  private static final int MOST = 5_000;
  private static final String MIXED = "mixed";
  private static final Duration SEARCH = Duration.ofSeconds(30);

  /** Its own type, because who is searched for need not be at a known place. */
  static final class Hub {
    @Option(names = "--ski", paramLabel = "SKI", description = "Who the hub is.")
    private @Nullable Ski ski;

    @Option(
        names = "--trust",
        paramLabel = "SKI",
        description = "Who the hub is; it is looked for by multicast DNS.")
    private @Nullable Ski sought;
  }

  private final ProcessHost host;

  @Mixin private Usage usage = new Usage();

  @ArgGroup(multiplicity = "1")
  private @Nullable Hub hub;

  @Option(
      names = "--count",
      required = true,
      paramLabel = "N",
      description = "How many devices, 1 to 5000.")
  private int count;

  @Option(
      names = "--profile",
      defaultValue = MIXED,
      paramLabel = "NAME",
      description = "What kind of devices they are; mixed, the default, is all kinds in turns.")
  private String profile = MIXED;

  @Option(
      names = "--target",
      paramLabel = "HOST:PORT",
      description = "Where the hub listens for SHIP.")
  private Optional<String> target = Optional.empty();

  @Option(
      names = "--admin",
      paramLabel = "URL",
      description = "The hub's admin API, where each device is paired before it starts.")
  private Optional<String> admin = Optional.empty();

  @Option(
      names = "--tell-peers",
      description = "Tell the admin API where each device is, so that the hub dials, too.")
  private boolean isToldOf;

  @Option(
      names = "--interface",
      paramLabel = "NAME",
      description =
          "Where multicast DNS is spoken; default for --trust: automatic, never loopback.")
  private Optional<String> link = Optional.empty();

  @Option(
      names = "--announce",
      description = "Say by multicast DNS on that interface where each device is.")
  private boolean isAnnounced;

  @Option(names = "--no-dial", description = "The devices only accept.")
  private boolean isPassive;

  @Option(
      names = "--ramp",
      defaultValue = "20/s",
      paramLabel = "RATE",
      description = "How fast they start; default ${DEFAULT-VALUE}.")
  private String ramp = "";

  @Option(
      names = "--flap",
      defaultValue = "0/s",
      paramLabel = "RATE",
      description = {
        "How often something happens to one of them, once all exchange data: 5/s, 30/m, or 10%%,",
        "that share of them in a minute; default ${DEFAULT-VALUE}."
      })
  private String flaps = "";

  @Option(
      names = "--for",
      paramLabel = "TIME",
      description = "How long, such as 90s or 10m, once all exchange data; default until quit.")
  private Optional<String> length = Optional.empty();

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = "Where the keys are kept; without it, each run has new ones.")
  private Optional<Path> state = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Chooses who flaps, how, and the delays of dials; default a new one.")
  private Optional<Long> seed = Optional.empty();

  @Option(names = "--json", description = "Print figures as JSON, one object a line.")
  private boolean isJson;

  @Option(names = "--until-stdin-closes", description = "Stop when standard input ends.")
  private boolean isBoundToInput;

  FleetCommand(ProcessHost host) {
    this.host = host;
  }

  @Override
  public Integer call() throws InterruptedException {
    InstantSource clock = new SteadyClock();
    FleetRun.Course course =
        new FleetRun.Course(
            positive("--ramp", pace("--ramp", ramp).perSecond(checkedCount())),
            pace("--flap", flaps).perSecond(count),
            length.map(this::time),
            isBoundToInput);
    List<DeviceProfile> profiles = profiles();
    Optional<AdminControl> control = admin.map(url -> new AdminControl(usage.admin(url), clock));
    if (isToldOf && control.isEmpty()) {
      throw usage.wrong("--tell-peers makes sense only with --admin");
    }
    if (isAnnounced && link.isEmpty()) {
      throw usage.wrong("--announce makes sense only with --interface");
    }
    FleetScreen screen = new FleetScreen(host.console(), isJson, isTerminal());
    long chosen = seed.orElseGet(host.random()::nextLong);
    screen.say("seed " + chosen);
    try {
      FleetPlan plan =
          new FleetPlan(
              profiles,
              hubSki(),
              place(clock, screen),
              !isPassive,
              isToldOf,
              link.filter(_ -> isAnnounced));
      List<LocalIdentity> keys =
          new FleetKeys(state, SteadyClock.wall(), host.random())
              .first(count, ready -> screen.keys(ready, count));
      Fleet fleet = new Fleet(plan, keys, control, clock, SimMain.seeded(chosen)::split);
      return new FleetRun(host, fleet, course, screen, clock).run();
    } catch (IOException notPossible) {
      screen.complain(notPossible);
      return FAILED;
    }
  }

  private Ski hubSki() {
    Hub which = Objects.requireNonNull(hub, "a required group");
    return Objects.requireNonNull(which.ski == null ? which.sought : which.ski, "one of both");
  }

  private Endpoint place(InstantSource clock, FleetScreen screen)
      throws IOException, InterruptedException {
    if (target.isPresent()) {
      InetSocketAddress address = usage.address("--target", target.get());
      return new Endpoint(
          List.of(address.getAddress().getHostAddress()),
          address.getPort(),
          "/ship/",
          Optional.empty());
    }
    if (Objects.requireNonNull(hub, "a required group").sought == null) {
      throw usage.wrong("--target is missing: where is it? With --trust it is looked for.");
    }
    screen.say("looking for " + hubSki() + " by multicast DNS");
    return HubSearch.find(hubSki(), link.stream().toList(), clock, SEARCH)
        .orElseThrow(() -> new IOException("multicast DNS does not show " + hubSki()));
  }

  private List<DeviceProfile> profiles() {
    if (profile.equals(MIXED)) {
      return Catalogue.ALL;
    }
    return List.of(
        Catalogue.named(profile)
            .orElseThrow(
                () ->
                    usage.wrong(
                        "--profile: there are mixed, " + String.join(", ", Catalogue.names()))));
  }

  private int checkedCount() {
    if (count < 1 || count > MOST) {
      throw usage.wrong("--count takes 1 to " + MOST + ", not " + count);
    }
    return count;
  }

  private Pace pace(String option, String text) {
    return Pace.parse(text)
        .orElseThrow(
            () -> usage.wrong(option + " takes a pace like 20/s, 30/m or 10%, not " + text));
  }

  private double positive(String option, double pace) {
    if (pace <= 0) {
      throw usage.wrong(option + " takes more than 0");
    }
    return pace;
  }

  private Duration time(String text) {
    if (!text.matches("[0-9]{1,6}(ms|s|m|h)")) {
      throw usage.wrong("--for takes a time like 90s or 10m, not " + text);
    }
    return Duration.parse(
        text.endsWith("ms")
            ? "PT" + Integer.parseInt(text.substring(0, text.length() - 2)) / 1000.0 + "S"
            : "PT" + text);
  }

  private static boolean isTerminal() {
    return Optional.ofNullable(System.console()).filter(java.io.Console::isTerminal).isPresent();
  }
}
