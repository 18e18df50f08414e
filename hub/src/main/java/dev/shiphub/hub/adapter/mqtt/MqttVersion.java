package dev.shiphub.hub.adapter.mqtt;

import java.util.Optional;
import java.util.stream.Stream;

/** The versions of MQTT that are spoken. */
public enum MqttVersion {
  /** MQTT 5: the broker learns how large a message we take. */
  FIVE("5"),
  /** MQTT 3.1.1. */
  THREE("3.1.1");

  private final String label;

  MqttVersion(String label) {
    this.label = label;
  }

  /** As it is written in the configuration. */
  public String label() {
    return label;
  }

  /** Reads a label; empty if there is no such version. */
  public static Optional<MqttVersion> parse(String label) {
    return Stream.of(values()).filter(version -> version.label.equals(label)).findFirst();
  }
}
