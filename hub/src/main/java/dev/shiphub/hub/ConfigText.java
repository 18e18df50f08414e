package dev.shiphub.hub;

import dev.shiphub.hub.adapter.mqtt.BrokerAddress;
import dev.shiphub.hub.core.StaticPeer;
import dev.shiphub.ship.discovery.Endpoint;
import dev.shiphub.ship.handshake.PinDemand;
import dev.shiphub.ship.json.JsonWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A configuration as the text of {@code shiphub.yaml}, with every key and what it is for. */
final class ConfigText {
  private final StringBuilder text = new StringBuilder();
  private String section = "";

  private ConfigText() {}

  static String of(HubConfig config) {
    ConfigText text = new ConfigText();
    for (ConfigKey key : ConfigKey.values()) {
      text.line(key, value(config, key));
      if (key == ConfigKey.SHIP_PORT) {
        text.list(
            "interfaces",
            config.ship().interfaces(),
            "where to announce; empty takes all that are fit");
      } else if (key == ConfigKey.ADMIN_PORT) {
        text.list("hosts", config.admin().hosts(), "names besides its address for the admin API");
      }
    }
    text.peers(config);
    text.bounds(config);
    return text.text.toString();
  }

  private void line(ConfigKey key, String value) {
    int dot = key.path().indexOf('.');
    String named = key.path().substring(0, dot);
    if (!named.equals(section)) {
      section = named;
      text.append(section).append(":\n");
    }
    String leaf = key.path().substring(dot + 1) + ": " + quoted(value);
    text.append("  %-32s # %s%n".formatted(leaf, key.help()));
  }

  /** Quoted, unless nobody could mistake it. */
  private static String quoted(String value) {
    return value.matches("[A-Za-z0-9./_-]+")
        ? value
        : "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  private void list(String leaf, List<String> values, String help) {
    String list =
        values.stream()
            .map(ConfigText::quoted)
            .collect(Collectors.joining(", ", leaf + ": [", "]"));
    text.append("  %-32s # %s%n".formatted(list, help));
  }

  private void peers(HubConfig config) {
    if (config.peers().isEmpty()) {
      text.append("%-34s # %s%n".formatted("peers: []", "static peers: ski, host, port, path"));
      return;
    }
    text.append("peers:\n");
    for (StaticPeer peer : config.peers()) {
      Endpoint endpoint = peer.endpoint();
      text.append("  - ski: ").append(peer.ski()).append('\n');
      text.append("    host: ").append(endpoint.hosts().getFirst()).append('\n');
      text.append("    port: ").append(endpoint.port()).append('\n');
      text.append("    path: ").append(endpoint.path()).append('\n');
    }
  }

  /** Bounds that cannot be configured are shown all the same. */
  private void bounds(HubConfig config) {
    text.append("# every bound, those that cannot be configured included:\n");
    Bounds.of(config)
        .members()
        .forEach(
            (name, bound) ->
                text.append("# %-22s %s%n".formatted(name, JsonWriter.COMPACT.text(bound))));
  }

  private static String millis(Optional<Duration> limit) {
    return limit.map(it -> it.toMillis() + "ms").orElse("");
  }

  private static String text(Optional<Path> file) {
    return file.map(Path::toString).orElse("");
  }

  private static String value(HubConfig config, ConfigKey key) {
    return switch (key) {
      case SHIP_PORT -> String.valueOf(config.ship().port());
      case SHIP_PATH -> config.ship().path();
      case SHIP_ID -> config.ship().id().orElse("");
      case SHIP_BRAND -> config.ship().brand();
      case SHIP_MODEL -> config.ship().model();
      case SHIP_TYPE -> config.ship().type();
      // A secret is not shown.
      case SHIP_PIN -> config.ship().pin().map(demand -> demand.pin().toString()).orElse("");
      case SHIP_PIN_REQUIRED ->
          config.ship().pin().map(PinDemand::isRequired).map(String::valueOf).orElse(key.usual());
      case ASK_ACCESS_METHODS -> String.valueOf(config.ship().isAskingAccessMethods());
      case DOUBLE_CONNECTION -> config.ship().doubleConnection().name().toLowerCase(Locale.ROOT);
      case ADMIN_BIND -> config.admin().bind().getHostAddress();
      case ADMIN_PORT -> String.valueOf(config.admin().port());
      case ADMIN_TOKEN_FILE -> text(config.admin().tokenFile());
      case PING -> config.ping().toMillis() + "ms";
      case PONG -> config.pong().toMillis() + "ms";
      case MAX_IDLE -> millis(config.lifetime().maxIdle());
      case MAX_AGE -> millis(config.lifetime().maxAge());
      case STOP_TIMEOUT -> config.stopTimeout().toMillis() + "ms";
      case LOG_LEVEL -> config.logLevel();
      case PAIRED_DEVICES -> String.valueOf(config.limits().pairedDevices());
      case STRANGERS -> String.valueOf(config.limits().strangers());
      case WAITING -> String.valueOf(config.limits().waitingStrangers());
      case PAIRING_WINDOW -> config.pairingWindow().toMillis() + "ms";
      case MQTT_BROKER -> config.mqtt().broker().map(BrokerAddress::toString).orElse("");
      case MQTT_VERSION -> config.mqtt().version().label();
      case MQTT_USER -> config.mqtt().user().orElse("");
      case MQTT_PASSWORD_FILE -> text(config.mqtt().passwordFile());
      case MQTT_CA_FILE -> text(config.mqtt().trustFile());
      case MQTT_CERTIFICATE_FILE -> text(config.mqtt().certificateFile());
      case MQTT_KEY_FILE -> text(config.mqtt().keyFile());
      case MQTT_PREFIX -> config.mqtt().prefix();
      case MQTT_HOME_ASSISTANT -> String.valueOf(config.mqtt().isHomeAssistant());
      case MQTT_DISCOVERY_PREFIX -> config.mqtt().discoveryPrefix();
      case MQTT_SPINE -> String.valueOf(config.mqtt().isSpine());
      case MQTT_COMMANDS -> String.valueOf(config.mqtt().isCommanding());
      case MQTT_BUFFER_MESSAGES -> String.valueOf(config.mqtt().bufferMessages());
      case MQTT_BUFFER_BYTES -> String.valueOf(config.mqtt().bufferBytes());
    };
  }
}
