package dev.shiphub.hub.adapter.metrics;

import dev.shiphub.hub.core.Connection;
import dev.shiphub.hub.core.HubEffect;
import dev.shiphub.hub.core.HubEvent;
import dev.shiphub.hub.core.Notice;
import dev.shiphub.hub.port.ConnectionWatch;
import dev.shiphub.hub.port.HubWatch;
import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.Stage;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Counts what happens in the hub.
 *
 * <p>Bounded: paired devices have figures of their own, all others share one set. Any thread.
 */
public final class HubFigures implements HubWatch {
  private final int mostDevices;
  private final Predicate<Ski> isPaired;
  private final InstantSource clock;
  private final ConcurrentMap<Ski, DeviceFigures> devices = new ConcurrentHashMap<>();
  private final ConcurrentMap<Connection, ConnectionMeter> open = new ConcurrentHashMap<>();
  private final Instant startedAt;
  private final DeviceFigures strangers;
  private final Tally events = new Tally();
  private final Map<Stage, Spread> stages = new EnumMap<>(Stage.class);

  /**
   * Nothing has happened.
   *
   * @param mostDevices with figures of their own
   * @param isPaired who has them
   * @param clock a steady one
   */
  public HubFigures(int mostDevices, Predicate<Ski> isPaired, InstantSource clock) {
    this.mostDevices = mostDevices;
    this.isPaired = isPaired;
    this.clock = clock;
    startedAt = clock.instant();
    strangers = new DeviceFigures(startedAt);
    for (Stage stage : Stage.values()) {
      stages.put(stage, new Spread());
    }
  }

  @Override
  public ConnectionWatch opened(Connection connection) {
    DeviceFigures device = device(connection.peer());
    device.connections.add(connection.direction());
    if (connection.isOutgoing()) {
      device.dials.add("opened");
    }
    ConnectionMeter meter = new ConnectionMeter(connection, this, clock);
    open.put(connection, meter);
    return meter;
  }

  @Override
  public void happened(HubEvent event) {
    switch (event) {
      case HubEvent.DialFailed failed -> device(failed.ski()).dials.add(failed.phase());
      case HubEvent.DialYielded yielded -> device(yielded.ski()).dials.add("gave way");
      case HubEvent.Closed closed -> ended(closed);
      default -> {}
    }
  }

  @Override
  public void decided(HubEffect effect) {
    switch (effect) {
      case HubEffect.Notify(Notice notice) -> told(notice);
      case HubEffect.Close close when close.reason().isDoubleConnection() ->
          resolved(close.connection());
      default -> {}
    }
  }

  private void told(Notice notice) {
    events.add(notice.type().label());
    notice.ski().ifPresent(ski -> linked(ski, notice));
  }

  private void linked(Ski ski, Notice notice) {
    switch (notice.type()) {
      case DEVICE_CONNECTED -> device(ski).linked(true, clock.instant());
      case DEVICE_DISCONNECTED -> device(ski).linked(false, clock.instant());
      case TRUST_GRANTED -> device(ski).begin(clock.instant());
      default -> {}
    }
  }

  /** We have resolved a double connection, and this one goes. */
  private void resolved(Connection loser) {
    boolean isNewerKept =
        open.keySet().stream()
            .filter(other -> other.peer().equals(loser.peer()))
            .anyMatch(other -> other.id().number() > loser.id().number());
    device(loser.peer()).doubles.add(isNewerKept ? "newer kept" : "older kept");
  }

  private void ended(HubEvent.Closed closed) {
    Connection connection = closed.connection();
    DeviceFigures device = device(connection.peer());
    CloseReason reason = closed.reason();
    boolean isByPeer = reason.origin() == CloseReason.Origin.PEER;
    if (isByPeer && reason.isDoubleConnection()) {
      device.doubles.add("closed by the device");
    }
    device.ends.add(
        closed.reached() == Stage.DATA ? "data" : "handshake",
        EndReason.by(reason),
        EndReason.word(reason, closed.isRemoval()));
  }

  /** What is counted of a device; without its own, that of all strangers. */
  DeviceFigures device(Ski ski) {
    if (!isPaired.test(ski)) {
      return strangers;
    }
    if (devices.size() >= mostDevices) {
      devices.keySet().removeIf(isPaired.negate());
    }
    return devices.computeIfAbsent(ski, _ -> new DeviceFigures(startedAt));
  }

  void forget(Connection connection) {
    open.remove(connection);
  }

  /** How many messages wait to be written to whom. */
  Map<Ski, Long> queued() {
    return open.entrySet().stream()
        .collect(
            Collectors.groupingBy(
                entry -> entry.getKey().peer(),
                Collectors.summingLong(entry -> entry.getValue().queued())));
  }

  Spread stage(Stage stage) {
    return stages.getOrDefault(stage, new Spread());
  }

  Map<Stage, Spread> stages() {
    return stages;
  }

  /** Those of the devices that are paired now. */
  Map<Ski, DeviceFigures> paired() {
    Map<Ski, DeviceFigures> paired = new TreeMap<>(devices);
    paired.keySet().removeIf(isPaired.negate());
    return paired;
  }

  DeviceFigures strangers() {
    return strangers;
  }

  Tally events() {
    return events;
  }
}
