package dev.shiphub.hub.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the demo knows of its devices, and what follows from it. Knows no process and no clock.
 * Owned by the demo's thread.
 */
final class DemoBoard {
  private static final List<String> PROFILES =
      List.of("heat-pump", "wallbox", "inverter", "control-box");

  private static final int MOST_EARLY = 256;

  private final List<DemoDevice> devices = new ArrayList<>();

  /** Events of devices that have not said yet who they are. */
  private final List<Doc> early = new ArrayList<>();

  private final Duration patience;
  private Optional<Duration> allListening = Optional.empty();
  private long hubMillis;
  private boolean isStatic;

  /**
   * Devices of all profiles in turns.
   *
   * @param patience how long no device may be seen while all listen, before multicast DNS is given
   *     up
   */
  DemoBoard(int count, Duration patience) {
    this.patience = patience;
    Map<String, Integer> numbers = new HashMap<>();
    for (int at = 0; at < count; at++) {
      String profile = profile(at);
      int number = numbers.merge(profile, 1, Integer::sum);
      devices.add(new DemoDevice(number == 1 ? profile : profile + "-" + number));
    }
  }

  /** The profile of the device at that place. */
  static String profile(int at) {
    return PROFILES.get(at % PROFILES.size());
  }

  List<DemoDevice> devices() {
    return List.copyOf(devices);
  }

  /**
   * The daemon listens.
   *
   * @param millis what its events said at that moment for their steady time
   */
  void daemonListening(long millis) {
    hubMillis = millis;
  }

  void deviceListening(int at, String ski, int port, Duration now) {
    devices.get(at).listening(ski, port);
    noteListening(now);
    List<Doc> missed = List.copyOf(early);
    early.clear();
    missed.forEach(this::happened);
  }

  void died(int at, String why, Duration now) {
    devices.get(at).died(why);
    noteListening(now);
  }

  private void noteListening(Duration now) {
    if (allListening.isEmpty()
        && devices.stream().allMatch(device -> device.ski().isPresent() || device.isDead())) {
      allListening = Optional.of(now);
    }
  }

  /** Takes an event of the daemon; returns the device that it has moved on, if it has. */
  Optional<DemoDevice> happened(Doc event) {
    Optional<DemoDevice> device = bySki(event.text("ski"));
    if (device.isEmpty() && !event.text("ski").isEmpty() && early.size() < MOST_EARLY) {
      early.add(event);
    }
    return device.filter(it -> hasMoved(it, event));
  }

  private boolean hasMoved(DemoDevice device, Doc event) {
    String before = device.state() + device.trouble();
    take(device, event);
    return !before.equals(device.state() + device.trouble());
  }

  private void take(DemoDevice device, Doc event) {
    Duration at = Duration.ofMillis(event.number("steadyMs") - hubMillis);
    String cause = event.text("cause");
    switch (event.text("type")) {
      case "DeviceSeen" -> device.seen(at);
      case "SessionStarted" -> device.connected(at, cause);
      case "DeviceDisconnected" -> device.disconnected("disconnected: " + cause);
      case "AttemptFailed" -> device.failed(cause);
      default -> {}
    }
  }

  private Optional<DemoDevice> bySki(String ski) {
    return devices.stream().filter(it -> it.ski().equals(Optional.of(ski))).findFirst();
  }

  /** Whether every device is in data exchange. */
  boolean isComplete() {
    return devices.stream().allMatch(DemoDevice::isConnected);
  }

  /** Whether every device is in data exchange, except those whose process has ended. */
  boolean isSettled() {
    return devices.stream().allMatch(it -> it.isConnected() || it.isDead());
  }

  /** Whether it is time to tell the hub the addresses, because it sees nobody; true once. */
  boolean giveMulticastUp(Duration now) {
    boolean isHopeless =
        !isStatic
            && allListening.filter(at -> now.compareTo(at.plus(patience)) >= 0).isPresent()
            && devices.stream().noneMatch(it -> it.isSeen() || it.isConnected());
    isStatic |= isHopeless;
    return isHopeless;
  }
}
