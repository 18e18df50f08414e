package dev.shiphub.sim;

import dev.shiphub.ship.Pin;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.clock.SteadyClock;
import dev.shiphub.ship.discovery.Endpoint;
import dev.shiphub.ship.handshake.PinDemand;
import dev.shiphub.sim.device.DevicePins;
import dev.shiphub.sim.device.DeviceSettings;
import dev.shiphub.sim.profile.DeviceProfile;
import dev.shiphub.sim.quirk.Quirks;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sim device}: what was asked for, checked and put together. */
@Command(
    name = "device",
    description = "Runs one device until it is told to stop.",
    footer =
        "While it runs it reads commands: trust SKI, untrust SKI, pin SKI PIN, dial SKI, quit.")
final class DeviceCommand implements Callable<Integer> {
  private static final int FAILED = 1;
  private static final int LONGEST_LABEL_BYTES = 63;

  /** Its own type, because the two options make sense only together. */
  static final class Order {
    @Option(
        names = "--ski-order",
        required = true,
        paramLabel = "bigger|smaller",
        description = "Take a key whose SKI is the bigger or the smaller one")
    private Size size = Size.BIGGER;

    @Option(names = "--than", required = true, paramLabel = "SKI", description = "than this one.")
    private @Nullable Ski than;

    private enum Size {
      BIGGER,
      SMALLER
    }

    Optional<SkiOrder> wish() {
      return Optional.ofNullable(than).map(ski -> new SkiOrder(size == Size.BIGGER, ski));
    }
  }

  private final ProcessHost host;

  @Mixin private Usage usage = new Usage();

  @Option(
      names = "--profile",
      required = true,
      paramLabel = "NAME",
      description = "What kind of device it is; see the command list.")
  private @Nullable DeviceProfile profile;

  @Option(
      names = "--port",
      defaultValue = "0",
      paramLabel = "N",
      description = "Where it listens; 0, the default, is any free port.")
  private int port;

  @Option(
      names = "--interface",
      paramLabel = "NAME",
      description = "Where it is found and looks for others; may be repeated. Default: automatic.")
  private List<String> interfaces = List.of();

  @ArgGroup(exclusive = false)
  private @Nullable Order order;

  @Option(names = "--trust", paramLabel = "SKI", description = "Whom it trusts; may be repeated.")
  private List<Ski> trusted = List.of();

  @Option(
      names = "--pin",
      paramLabel = "PIN",
      description = "Its PIN, 8 to 16 hex digits, which peers have to enter.")
  private Optional<Pin> pin = Optional.empty();

  @Option(names = "--pin-optional", description = "Peers may do without its PIN.")
  private boolean isPinOptional;

  @Option(
      names = "--send-pin",
      paramLabel = "PIN",
      description = "What it enters where a peer asks for its PIN.")
  private Optional<Pin> sentPin = Optional.empty();

  @Option(names = "--no-dial", description = "It only accepts, and does not look for others.")
  private boolean isPassive;

  @Option(names = "--no-mdns", description = "It is not announced by multicast DNS.")
  private boolean isSilent;

  @Option(
      names = "--peer",
      paramLabel = "SKI@host:port",
      description = "Where a peer is, which it dials if it trusts it; may be repeated.")
  private List<PeerPlace> places = List.of();

  @Mixin private QuirkOptions oddities = new QuirkOptions();

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = "Where its key is kept; without it, each run has a new one.")
  private Optional<Path> state = Optional.empty();

  @Option(
      names = "--instance",
      paramLabel = "NAME",
      description = "How it is called in multicast DNS.")
  private Optional<String> instance = Optional.empty();

  @Option(names = "--json", description = "Print events as JSON, one object a line.")
  private boolean isJson;

  @Option(names = "--until-stdin-closes", description = "Stop when standard input ends.")
  private boolean isBoundToInput;

  DeviceCommand(ProcessHost host) {
    this.host = host;
  }

  @Override
  public Integer call() throws InterruptedException {
    NetworkSettings network = network();
    Quirks _ = quirks();
    return switch (identity()) {
      case IdentityChoice.Outcome.Chosen(var identity) ->
          new DeviceRun(host, isJson, isBoundToInput)
              .run(settings(identity.ski()), identity, network);
      case IdentityChoice.Outcome.Refused(String why) -> {
        host.console().complaints().println(why);
        yield FAILED;
      }
    };
  }

  NetworkSettings network() {
    return new NetworkSettings(checkedPort(), interfaces, !isSilent);
  }

  DeviceSettings settings(Ski own) {
    DeviceSettings plain = DeviceSettings.of(profile(), own);
    DeviceSettings named = checkedLabel().map(plain::named).orElse(plain);
    Map<Ski, Endpoint> known = new HashMap<>();
    places.forEach(place -> known.put(place.ski(), place.endpoint()));
    DeviceSettings settings =
        named.trusting(Set.copyOf(trusted)).knowing(known).with(checkedPins()).with(quirks());
    return isPassive ? settings.onlyAccepting() : settings;
  }

  private Quirks quirks() {
    return switch (oddities.read()) {
      case Quirks.Parsed.Ok(Quirks quirks) -> quirks;
      case Quirks.Parsed.Refused(String why) -> throw usage.wrong(why);
    };
  }

  private IdentityChoice.Outcome identity() {
    Optional<SkiOrder> wish = Optional.ofNullable(order).flatMap(Order::wish);
    IdentityChoice choice = new IdentityChoice(wish, SteadyClock.wall(), host.random());
    String commonName = profile().name();
    return state.isPresent() ? choice.kept(state.get(), commonName) : choice.fresh(commonName);
  }

  private DeviceProfile profile() {
    return Objects.requireNonNull(profile, "a required option");
  }

  private DevicePins checkedPins() {
    if (isPinOptional && pin.isEmpty()) {
      throw usage.wrong("--pin-optional makes sense only with --pin");
    }
    return new DevicePins(pin.map(own -> new PinDemand(own, !isPinOptional)), sentPin);
  }

  private int checkedPort() {
    if (port < 0 || port > 65_535) {
      throw usage.wrong("--port takes 0 to 65535, not " + port);
    }
    return port;
  }

  private Optional<String> checkedLabel() {
    int length = instance.orElse("-").getBytes(StandardCharsets.UTF_8).length;
    if (length < 1 || length > LONGEST_LABEL_BYTES) {
      throw usage.wrong("--instance takes 1 to " + LONGEST_LABEL_BYTES + " bytes, not " + length);
    }
    return instance;
  }
}
