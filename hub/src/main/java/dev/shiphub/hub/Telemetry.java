package dev.shiphub.hub;

import dev.shiphub.hub.adapter.mqtt.BridgeParts;
import dev.shiphub.hub.adapter.mqtt.MqttBridge;
import dev.shiphub.hub.adapter.mqtt.MqttSettings;
import dev.shiphub.hub.port.MessageSender;
import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.clock.SteadyClock;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.io.IOException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The bridge to an MQTT broker, if one is configured; without one its library is not loaded. */
final class Telemetry {
  private Telemetry() {}

  /**
   * A bridge that has not started.
   *
   * @param sender takes SPINE commands
   * @throws StartFailure if the configuration names files that cannot be used
   */
  static Optional<MqttBridge> of(
      MqttSettings settings,
      Ski ski,
      ShipId shipId,
      String version,
      MessageSender sender,
      InstantSource wall,
      RandomGenerator random)
      throws StartFailure {
    if (settings.broker().isEmpty()) {
      return Optional.empty();
    }
    String run = wall.instant().truncatedTo(ChronoUnit.MILLIS).toString();
    JsonObject about =
        JsonValue.object()
            .put("ski", ski.hex())
            .put("shipId", shipId.value())
            .put("version", version)
            .put("startedAt", run)
            .build();
    try {
      return Optional.of(
          MqttBridge.of(
              new BridgeParts(
                  settings, ski, about, version, run, sender, new SteadyClock(), wall, random)));
    } catch (IOException unfit) {
      throw StartFailure.ofConfiguration(String.valueOf(unfit.getMessage()));
    }
  }
}
