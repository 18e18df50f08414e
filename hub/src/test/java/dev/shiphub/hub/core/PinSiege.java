package dev.shiphub.hub.core;

import static dev.shiphub.hub.core.Fixtures.START;
import static dev.shiphub.hub.core.Fixtures.closed;
import static dev.shiphub.hub.core.Fixtures.in;

import dev.shiphub.ship.Pin;
import dev.shiphub.ship.Role;
import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.Stage;
import dev.shiphub.ship.Trouble;
import dev.shiphub.ship.handshake.Handshake;
import dev.shiphub.ship.handshake.HandshakeTimes;
import dev.shiphub.ship.handshake.Input;
import dev.shiphub.ship.handshake.Output;
import dev.shiphub.ship.handshake.Party;
import dev.shiphub.ship.handshake.PinDemand;
import dev.shiphub.ship.wire.ConnectionHello;
import dev.shiphub.ship.wire.ConnectionInit;
import dev.shiphub.ship.wire.PinInput;
import dev.shiphub.ship.wire.PinState;
import dev.shiphub.ship.wire.ProtocolHandshake;
import dev.shiphub.ship.wire.ShipMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Devices that try PINs on a hub: the real core and handshakes, in virtual time, with connections
 * that take none, and starts of the hub that take none either.
 */
final class PinSiege {
  private static final int VOLLEY = 4;
  private static final ShipMessage WRONG = new PinInput("00BADBAD");
  private static final Optional<PinDemand> DEMAND =
      Optional.of(new PinDemand(new Pin("55AAAAFF"), true));

  private final List<Ski> devices;
  private final SequencedMap<Connection, Handshake> lines = new LinkedHashMap<>();
  private final Map<Ski, Long> tries = new HashMap<>();
  private CoreDriver hub;
  private StoredState disk;
  private Duration before = Duration.ZERO;
  private long connections;

  /** A siege by devices that are paired. */
  static PinSiege by(Ski... devices) {
    List<TrustRecord> trusted = Arrays.stream(devices).map(Fixtures::trust).toList();
    return new PinSiege(List.of(devices), new StoredState(trusted, List.of()));
  }

  /** A siege by a device that is not. */
  static PinSiege byStranger(Ski device) {
    return new PinSiege(List.of(device), new StoredState(List.of(), List.of()));
  }

  private PinSiege(List<Ski> devices, StoredState disk) {
    this.devices = devices;
    this.disk = disk;
    hub = CoreDriver.stored(disk);
    settle();
  }

  /** How many wrong PINs were compared with the right one. */
  long tries() {
    return tries.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Where each connection stands, in words. */
  List<String> phases() {
    return lines.values().stream().map(handshake -> handshake.phase().label()).toList();
  }

  /** How many wrong ones of this device the hub knows of. */
  int counted(Ski device) {
    return hub.device(device).standing().wrong();
  }

  Duration elapsed() {
    return before.plus(Duration.between(START, hub.now));
  }

  /** Each device dials, and comes as far as it is let. */
  void connect() {
    for (Ski device : devices) {
      connections++;
      Connection connection = in(connections, device);
      Party party = new Party(Role.SERVER, new ShipId("hub"), HandshakeTimes.DEFAULT);
      lines.put(connection, new Handshake(party.demanding(DEMAND)));
      hub.on(new HubEvent.Opened(connection));
      settle();
    }
  }

  /**
   * Sends wrong PINs on every connection, in the same moment, more than any of them looks at: no
   * connection has heard yet of what was tried on another.
   */
  void tryAll() {
    List<HubEvent> said = new ArrayList<>();
    for (int i = 0; i < VOLLEY; i++) {
      lines.forEach(
          (connection, handshake) ->
              said.addAll(hear(connection, handshake, new Input.Received(WRONG))));
    }
    said.forEach(hub::on);
    settle();
  }

  /** Every connection ends. */
  void disconnect() {
    List.copyOf(lines.sequencedKeySet()).forEach(this::end);
    settle();
  }

  /** Lets time pass until PINs are looked at again; a moment, if they are. */
  void outlast() {
    pass(left().isZero() ? Duration.ofMillis(1) : left());
  }

  /** The longest penalty that runs. */
  Duration left() {
    return hub.snapshot().devices().stream()
        .map(device -> device.standing().penaltyLeft(hub.now))
        .reduce(Duration.ZERO, (one, other) -> one.compareTo(other) > 0 ? one : other);
  }

  void pass(Duration time) {
    Instant until = hub.now.plus(time);
    Optional<Instant> due = due();
    while (due.isPresent() && !due.get().isAfter(until)) {
      hub.waits(Duration.between(hub.now, due.get()));
      List<HubEvent> said = new ArrayList<>();
      lines.forEach(
          (connection, handshake) ->
              said.addAll(hear(connection, handshake, new Input.DeadlineReached())));
      said.forEach(hub::on);
      settle();
      due = due();
    }
    hub.waits(Duration.between(hub.now, until));
    settle();
  }

  private Optional<Instant> due() {
    return lines.values().stream()
        .flatMap(handshake -> handshake.deadline().stream())
        .min(Instant::compareTo);
  }

  /** The hub stops in an orderly way, and is started again. */
  void restart() {
    hub.on(new HubEvent.StopRequested());
    disconnect();
    start();
  }

  /** The hub dies, and is started again with what is on its disk. */
  void kill() {
    lines.clear();
    start();
  }

  /** From now on nothing that is written is on disk yet when the hub dies. */
  void slowDisk() {
    hub.isDiskSlow = true;
  }

  private void start() {
    before = elapsed();
    hub = CoreDriver.stored(disk);
    settle();
  }

  private void hear(Connection connection, Handshake handshake, ShipMessage message) {
    hear(connection, handshake, new Input.Received(message)).forEach(hub::on);
  }

  /** What the connection's session tells the hub of it. */
  private List<HubEvent> hear(Connection connection, Handshake handshake, Input input) {
    return events(connection, handshake.on(input, hub.now));
  }

  private List<HubEvent> events(Connection connection, List<Output> outputs) {
    List<HubEvent> events = new ArrayList<>();
    for (Output output : outputs) {
      switch (output) {
        case Output.PinEntered(boolean isRight) -> {
          tries.merge(connection.peer(), 1L, Long::sum);
          events.add(new HubEvent.PinEntered(connection, isRight));
        }
        case Output.AskTrust() -> events.add(new HubEvent.TrustAsked(connection));
        case Output.Close(var reason, var why) ->
            events.add(
                new HubEvent.Closed(connection, Stage.PIN, reason, Trouble.CLOSED, why, false));
        case Output _ -> {}
      }
    }
    return events;
  }

  /** Does what the hub wants done, until it wants nothing more. */
  private void settle() {
    while (!hub.effects.isEmpty()) {
      List<HubEffect> effects = List.copyOf(hub.effects);
      hub.forget();
      effects.forEach(this::act);
    }
  }

  private void act(HubEffect effect) {
    switch (effect) {
      case HubEffect.StartSession(var connection, boolean isTrusted) ->
          begin(connection, isTrusted);
      case HubEffect.TellPin(var connection, var standing) ->
          Optional.ofNullable(lines.get(connection))
              .map(line -> hear(connection, line, new Input.PinTold(standing)))
              .ifPresent(said -> said.forEach(hub::on));
      case HubEffect.Probe(var connection, _) ->
          hub.on(new HubEvent.ProbeResult(connection, lines.containsKey(connection)));
      case HubEffect.Close close -> end(close.connection());
      case HubEffect.Cut cut -> end(cut.connection());
      case HubEffect.Save save when !hub.isDiskSlow -> disk = save.state();
      case HubEffect _ -> {}
    }
  }

  private void end(Connection connection) {
    if (lines.remove(connection) != null) {
      hub.on(closed(connection, Stage.PIN, "the end"));
    }
  }

  /** As fast as it goes to where PINs are entered; a stranger stays in hello. */
  private void begin(Connection connection, boolean isTrusted) {
    Handshake handshake = lines.get(connection);
    if (handshake == null) {
      return;
    }
    events(connection, handshake.begin(isTrusted, hub.now)).forEach(hub::on);
    hub.on(new HubEvent.FirstMessage(connection));
    hear(connection, handshake, ConnectionInit.VALID);
    hear(connection, handshake, ConnectionHello.ready(Duration.ofSeconds(60)));
    if (isTrusted) {
      hear(connection, handshake, ProtocolHandshake.announceMax(ProtocolHandshake.Version.V1_0));
      hear(connection, handshake, ProtocolHandshake.select(ProtocolHandshake.Version.V1_0));
      hear(connection, handshake, PinState.NONE);
    }
  }
}
