package dev.shiphub.hub;

import dev.shiphub.hub.adapter.admin.AdminServer;
import dev.shiphub.hub.adapter.file.StateDirectory;
import dev.shiphub.hub.adapter.mqtt.MqttBridge;
import dev.shiphub.hub.loop.Hub;
import dev.shiphub.hub.port.DebugSwitch;
import dev.shiphub.hub.port.HubControl;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.transport.Deadlines;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A running daemon. */
final class Gateway {
  private final Hub hub;
  private final AdminServer admin;
  private final Deadlines deadlines;
  private final Optional<MqttBridge> mqtt;
  private final Ski ski;

  Gateway(Hub hub, AdminServer admin, Deadlines deadlines, Optional<MqttBridge> mqtt, Ski ski) {
    this.hub = hub;
    this.admin = admin;
    this.deadlines = deadlines;
    this.mqtt = mqtt;
    this.ski = ski;
  }

  /**
   * Starts the daemon on a locked state directory.
   *
   * @throws StartFailure if identity or trust cannot be used, or a port is taken; nothing is left
   *     open
   */
  static Gateway start(
      HubConfig config, StateDirectory directory, SecureRandom random, DebugSwitch debug)
      throws StartFailure, IOException {
    return new Assembly(config, directory, random, debug).start();
  }

  int shipPort() {
    return hub.shipPort();
  }

  int adminPort() {
    return admin.port();
  }

  /** The address for commands as clients write it. */
  String adminAddress() {
    return admin.address();
  }

  /** What clients have to know of the certificate for commands, if there is one. */
  Optional<String> adminFingerprint() {
    return admin.fingerprint();
  }

  HubControl control() {
    return hub;
  }

  Ski ski() {
    return ski;
  }

  /** Completes when the hub has ended, by {@link #stop} or because it broke. */
  CompletableFuture<Boolean> ended() {
    return hub.ended();
  }

  /** Stops all in the reverse order of the start; returns whether nothing had to be cut. */
  boolean stop() {
    boolean isClean = hub.stop();
    mqtt.ifPresent(MqttBridge::close);
    admin.close();
    deadlines.close();
    return isClean;
  }
}
