package dev.shiphub.hub.cli;

import java.time.Duration;
import java.util.Optional;

/**
 * How far one simulated device has come. Times are counted from the daemon's listening. Owned by
 * the demo's thread.
 */
final class DemoDevice {
  private final String name;
  private Optional<String> ski = Optional.empty();
  private int port;
  private Optional<Duration> found = Optional.empty();
  private Optional<Duration> exchange = Optional.empty();
  private Optional<String> dialledBy = Optional.empty();
  private boolean isStatic;
  private boolean isConnected;
  private String trouble = "";
  private boolean isDead;

  DemoDevice(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  Optional<String> ski() {
    return ski;
  }

  int port() {
    return port;
  }

  /** When it was found: seen by multicast DNS, or its address was told to the hub. */
  Optional<Duration> found() {
    return found;
  }

  /** When it was in data exchange for the first time. */
  Optional<Duration> exchange() {
    return exchange;
  }

  /**
   * How long it took from being found to data exchange; empty if the device dialled and was
   * connected before it was found.
   */
  Optional<Duration> handshake() {
    return exchange.flatMap(at -> found.map(at::minus)).filter(took -> !took.isNegative());
  }

  /** Who dialled the first connection in data exchange: {@code hub} or {@code device}. */
  Optional<String> dialledBy() {
    return dialledBy;
  }

  boolean isStatic() {
    return isStatic;
  }

  boolean isSeen() {
    return found.isPresent() && !isStatic;
  }

  boolean isConnected() {
    return isConnected;
  }

  /** Whether its process has ended, so that it will not be connected. */
  boolean isDead() {
    return isDead;
  }

  /** What went wrong last, in words; empty if nothing did. */
  String trouble() {
    return trouble;
  }

  /** Its state in a word. */
  String state() {
    if (isDead) {
      return "ended";
    }
    if (isConnected) {
      return "connected";
    }
    if (found.isPresent()) {
      return isStatic ? "address-told" : "seen";
    }
    return ski.isPresent() ? "listening" : "starting";
  }

  /** Its process runs, for the first time or again. */
  void listening(String itsSki, int itsPort) {
    ski = Optional.of(itsSki);
    port = itsPort;
    isDead = false;
  }

  void seen(Duration at) {
    if (found.isEmpty()) {
      found = Optional.of(at);
    }
  }

  void addressTold(Duration at) {
    if (found.isEmpty()) {
      found = Optional.of(at);
      isStatic = true;
    }
  }

  /**
   * A session has started.
   *
   * @param how the cause of the event: which way it was dialled, and the address
   */
  void connected(Duration at, String how) {
    isConnected = true;
    trouble = "";
    exchange = exchange.or(() -> Optional.of(at));
    dialledBy = dialledBy.or(() -> Optional.of(how.startsWith("in ") ? "device" : "hub"));
  }

  void disconnected(String why) {
    isConnected = false;
    trouble = why;
  }

  void failed(String why) {
    trouble = why;
  }

  void died(String why) {
    isDead = true;
    isConnected = false;
    trouble = why;
  }
}
