package dev.shiphub.hub;

import dev.shiphub.hub.adapter.mqtt.BrokerAddress;
import dev.shiphub.hub.adapter.mqtt.MqttSettings;
import dev.shiphub.hub.adapter.mqtt.MqttVersion;
import dev.shiphub.hub.cli.Spans;
import dev.shiphub.hub.core.Limits;
import dev.shiphub.hub.core.StaticPeer;
import dev.shiphub.hub.session.Lifetime;
import dev.shiphub.ship.Pin;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.discovery.Endpoint;
import dev.shiphub.ship.handshake.PinDemand;
import dev.shiphub.ship.word.NearestWord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The text of {@code shiphub.yaml} as a {@link HubConfig}, or as a list of complaints. */
final class ConfigFile {
  private static final String INTERFACES = "ship.interfaces";
  private static final String HOSTS = "admin.hosts";
  private static final String PEERS = "peers";
  private static final List<String> PEER_KEYS = List.of("ski", "host", "port", "path");

  private final String name;
  private final Map<ConfigKey, String> values = new EnumMap<>(ConfigKey.class);
  private final List<String> interfaces = new ArrayList<>();
  private final List<String> hosts = new ArrayList<>();
  private final List<StaticPeer> peers = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();

  private ConfigFile(String name) {
    this.name = name;
    for (ConfigKey key : ConfigKey.values()) {
      values.put(key, key.usual());
    }
  }

  /** What became of a text. */
  sealed interface Read {
    record Ok(HubConfig config) implements Read {}

    /** Each with file and line. */
    record Refused(List<String> complaints) implements Read {}
  }

  /** What holds if there is no file. */
  static HubConfig usual() {
    return new ConfigFile("").config();
  }

  /**
   * Reads a configuration.
   *
   * @param name of the file, for the complaints
   */
  static Read read(String name, String text) {
    ConfigFile file = new ConfigFile(name);
    try {
      new Compose(LoadSettings.builder().setLabel(name).build())
          .composeString(text)
          .ifPresent(root -> file.takeMapping("", root));
    } catch (MarkedYamlEngineException noYaml) {
      int line = noYaml.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      file.complain(line, "this is no YAML: " + noYaml.getProblem());
    } catch (YamlEngineException noYaml) {
      file.complain(1, "this is no YAML: " + noYaml.getMessage());
    }
    if (file.complaints.isEmpty()) {
      file.complainOfMqtt();
    }
    return file.complaints.isEmpty()
        ? new Read.Ok(file.config())
        : new Read.Refused(List.copyOf(file.complaints));
  }

  private void takeMapping(String prefix, Node node) {
    if (!(node instanceof MappingNode mapping)) {
      complain(node, (prefix.isEmpty() ? "the file" : prefix) + " is a list of keys with values");
      return;
    }
    Set<String> taken = new HashSet<>();
    for (NodeTuple tuple : mapping.getValue()) {
      String key = prefix + (tuple.getKeyNode() instanceof ScalarNode it ? it.getValue() : "?");
      if (!taken.add(key)) {
        complain(tuple.getKeyNode(), key + " is given twice; keep one of them");
      }
      take(key, tuple.getKeyNode(), tuple.getValueNode());
    }
  }

  private void take(String key, Node keyNode, Node value) {
    Optional<ConfigKey> known =
        Stream.of(ConfigKey.values()).filter(it -> it.path().equals(key)).findFirst();
    if (known.isPresent()) {
      takeValue(known.get(), value);
    } else if (key.equals(INTERFACES)) {
      items(key, value).forEach(item -> scalar(key, item).ifPresent(interfaces::add));
    } else if (key.equals(HOSTS)) {
      items(key, value).forEach(this::takeHost);
    } else if (key.equals(PEERS)) {
      items(key, value).forEach(this::takePeer);
    } else if (keys().anyMatch(it -> it.startsWith(key + "."))) {
      takeMapping(key + ".", value);
    } else {
      complain(
          keyNode,
          "unknown key \"" + key + "\"; the nearest valid one is \"" + nearest(key) + "\"");
    }
  }

  private static Stream<String> keys() {
    return Stream.concat(
        Stream.of(ConfigKey.values()).map(ConfigKey::path), Stream.of(INTERFACES, HOSTS, PEERS));
  }

  private static String nearest(String key) {
    Stream<String> sections =
        keys().filter(it -> it.contains(".")).map(it -> it.substring(0, it.indexOf('.')));
    return NearestWord.to(key, Stream.concat(keys(), sections).toList());
  }

  private void takeValue(ConfigKey key, Node node) {
    scalar(key.path(), node)
        .ifPresent(
            value ->
                key.complaint(value)
                    .ifPresentOrElse(
                        what -> complain(node, key.path() + ": " + what),
                        () -> values.put(key, value)));
  }

  private Optional<String> scalar(String key, Node node) {
    if (node instanceof ScalarNode scalar) {
      return Optional.of(scalar.getValue());
    }
    complain(node, key + " takes one value");
    return Optional.empty();
  }

  private List<Node> items(String key, Node node) {
    if (node instanceof SequenceNode sequence) {
      return sequence.getValue();
    }
    complain(node, key + " takes a list");
    return List.of();
  }

  private void takeHost(Node node) {
    scalar(HOSTS, node)
        .ifPresent(
            name ->
                ConfigKey.host(name)
                    .ifPresentOrElse(
                        what -> complain(node, HOSTS + ": " + what),
                        () -> hosts.add(name.toLowerCase(Locale.ROOT))));
  }

  private void takePeer(Node node) {
    if (!(node instanceof MappingNode mapping)) {
      complain(node, "a peer has the keys ski, host, port and path");
      return;
    }
    String ski = "";
    String host = "";
    String port = "4712";
    String path = "/ship/";
    Set<String> taken = new HashSet<>();
    for (NodeTuple tuple : mapping.getValue()) {
      String key = scalar("a peer's key", tuple.getKeyNode()).orElse("");
      if (!taken.add(key)) {
        complain(tuple.getKeyNode(), "peers." + key + " is given twice; keep one of them");
      }
      String value = scalar("peers." + key, tuple.getValueNode()).orElse("");
      switch (key) {
        case "ski" -> ski = value;
        case "host" -> host = value;
        case "port" -> port = value;
        case "path" -> path = value;
        default ->
            complain(
                tuple.getKeyNode(),
                "unknown key \"peers."
                    + key
                    + "\"; the nearest valid one is \"peers."
                    + NearestWord.to(key, PEER_KEYS)
                    + "\"");
      }
    }
    addPeer(node, Ski.parse(ski), host, ConfigKey.toNumber(port, 1, 65_535), path);
  }

  private void addPeer(
      Node node, Optional<Ski> ski, String host, Optional<Integer> port, String path) {
    if (ski.isEmpty()) {
      complain(node, "peers.ski: a SKI has 40 hex digits");
    } else if (host.isBlank()) {
      complain(node, "peers.host is missing");
    } else if (port.isEmpty()) {
      complain(node, "peers.port: a port is a number from 1 to 65535");
    } else if (!Endpoint.isPath(path)) {
      complain(node, "peers.path: a path starts with /");
    } else {
      Endpoint endpoint = new Endpoint(List.of(host), port.get(), path, Optional.empty());
      peers.add(new StaticPeer(ski.get(), endpoint));
    }
  }

  private void complain(Node node, String what) {
    complain(node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1), what);
  }

  private void complain(int line, String what) {
    complaints.add(name + ":" + line + ": " + what);
  }

  private HubConfig config() {
    HubConfig.Ship ship =
        new HubConfig.Ship(
            number(ConfigKey.SHIP_PORT),
            interfaces,
            text(ConfigKey.SHIP_PATH),
            given(ConfigKey.SHIP_ID),
            text(ConfigKey.SHIP_BRAND),
            text(ConfigKey.SHIP_MODEL),
            text(ConfigKey.SHIP_TYPE),
            Pin.parse(text(ConfigKey.SHIP_PIN))
                .map(pin -> new PinDemand(pin, flag(ConfigKey.SHIP_PIN_REQUIRED))),
            flag(ConfigKey.ASK_ACCESS_METHODS),
            ConfigKey.toRule(text(ConfigKey.DOUBLE_CONNECTION)).orElseThrow());
    return new HubConfig(
        ship,
        peers,
        new HubConfig.Admin(
            ConfigKey.toAddress(text(ConfigKey.ADMIN_BIND)).orElseThrow(),
            number(ConfigKey.ADMIN_PORT),
            hosts,
            path(ConfigKey.ADMIN_TOKEN_FILE)),
        Spans.parse(text(ConfigKey.PING)).orElseThrow(),
        Spans.parse(text(ConfigKey.PONG)).orElseThrow(),
        new Lifetime(Spans.parse(text(ConfigKey.MAX_IDLE)), Spans.parse(text(ConfigKey.MAX_AGE))),
        Spans.parse(text(ConfigKey.STOP_TIMEOUT)).orElseThrow(),
        text(ConfigKey.LOG_LEVEL),
        Spans.parse(text(ConfigKey.PAIRING_WINDOW)).orElseThrow(),
        Limits.DEFAULT.withDevices(
            number(ConfigKey.PAIRED_DEVICES),
            number(ConfigKey.STRANGERS),
            Math.min(number(ConfigKey.WAITING), number(ConfigKey.STRANGERS))),
        mqtt());
  }

  private MqttSettings mqtt() {
    return new MqttSettings(
        BrokerAddress.parse(text(ConfigKey.MQTT_BROKER)),
        MqttVersion.parse(text(ConfigKey.MQTT_VERSION)).orElseThrow(),
        given(ConfigKey.MQTT_USER),
        path(ConfigKey.MQTT_PASSWORD_FILE),
        path(ConfigKey.MQTT_CA_FILE),
        path(ConfigKey.MQTT_CERTIFICATE_FILE),
        path(ConfigKey.MQTT_KEY_FILE),
        text(ConfigKey.MQTT_PREFIX),
        flag(ConfigKey.MQTT_HOME_ASSISTANT),
        text(ConfigKey.MQTT_DISCOVERY_PREFIX),
        flag(ConfigKey.MQTT_SPINE),
        flag(ConfigKey.MQTT_COMMANDS),
        number(ConfigKey.MQTT_BUFFER_MESSAGES),
        number(ConfigKey.MQTT_BUFFER_BYTES));
  }

  /** What only makes sense together. */
  private void complainOfMqtt() {
    MqttSettings mqtt = mqtt();
    if (mqtt.certificateFile().isPresent() != mqtt.keyFile().isPresent()) {
      complain(1, "mqtt.certificateFile and mqtt.keyFile come together or not at all");
    }
    if (mqtt.passwordFile().isPresent() && mqtt.user().isEmpty()) {
      complain(1, "mqtt.passwordFile has the password of mqtt.user, which is missing");
    }
    boolean isPlain = mqtt.broker().isPresent() && !mqtt.broker().get().isTls();
    if (isPlain && (mqtt.trustFile().isPresent() || mqtt.keyFile().isPresent())) {
      complain(1, "mqtt.broker: certificates are of use with mqtts:// only");
    }
  }

  private String text(ConfigKey key) {
    return values.getOrDefault(key, key.usual());
  }

  private Optional<String> given(ConfigKey key) {
    return Optional.of(text(key)).filter(value -> !value.isEmpty());
  }

  private Optional<Path> path(ConfigKey key) {
    return given(key).map(Path::of);
  }

  private boolean flag(ConfigKey key) {
    return Boolean.parseBoolean(text(key));
  }

  private int number(ConfigKey key) {
    return Integer.parseInt(text(key));
  }
}
