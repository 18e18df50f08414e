package dev.shiphub.hub.adapter.mqtt;

import dev.shiphub.hub.port.MessageSender;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * What a bridge is made of.
 *
 * @param settings with a broker
 * @param ski of the hub
 * @param about what the hub says of itself, as a document that is retained
 * @param version of this program
 * @param run what tells this run of the daemon from others
 * @param sender takes SPINE commands
 * @param steady the clock that never steps
 * @param wall the clock of stamps
 * @param random draws the waits between attempts
 */
public record BridgeParts(
    MqttSettings settings,
    Ski ski,
    JsonObject about,
    String version,
    String run,
    MessageSender sender,
    InstantSource steady,
    InstantSource wall,
    RandomGenerator random) {
  /** Where the broker is. */
  public BrokerAddress address() {
    return settings.broker().orElseThrow();
  }

  Topics topics() {
    return new Topics(settings.prefix(), ski, settings.discoveryPrefix());
  }
}
