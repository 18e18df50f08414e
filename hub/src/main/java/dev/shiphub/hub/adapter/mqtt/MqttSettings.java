package dev.shiphub.hub.adapter.mqtt;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What can be configured of the bridge. Secrets are in files, and only their names are here.
 *
 * @param broker where the broker is; empty: there is no bridge
 * @param version which MQTT is spoken
 * @param user who we are to the broker
 * @param passwordFile a file with the password of the user
 * @param trustFile certificates in PEM that may sign the broker's; empty: those of the JDK
 * @param certificateFile our certificate for the broker, with its chain, in PEM
 * @param keyFile its key, PKCS #8 in PEM, not encrypted
 * @param prefix the first levels of every topic
 * @param isHomeAssistant whether devices are told to Home Assistant
 * @param discoveryPrefix where Home Assistant looks for them
 * @param isSpine whether what devices send is published
 * @param isCommanding whether whoever may write to the broker commands devices
 * @param bufferMessages how many events, and how many SPINE messages, are kept for a broker that is
 *     away or slow; at least 1
 * @param bufferBytes how many bytes of each are kept
 */
public record MqttSettings(
    Optional<BrokerAddress> broker,
    MqttVersion version,
    Optional<String> user,
    Optional<Path> passwordFile,
    Optional<Path> trustFile,
    Optional<Path> certificateFile,
    Optional<Path> keyFile,
    String prefix,
    boolean isHomeAssistant,
    String discoveryPrefix,
    boolean isSpine,
    boolean isCommanding,
    int bufferMessages,
    int bufferBytes) {
  /** Whether that can be the first levels of a topic: no wildcards, no empty levels. */
  public static boolean isPrefix(String text) {
    return Topics.isPrefix(text);
  }
}
