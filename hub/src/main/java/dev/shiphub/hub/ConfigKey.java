package dev.shiphub.hub;

import dev.shiphub.hub.adapter.mqtt.BrokerAddress;
import dev.shiphub.hub.adapter.mqtt.MqttSettings;
import dev.shiphub.hub.adapter.mqtt.MqttVersion;
import dev.shiphub.hub.cli.Spans;
import dev.shiphub.hub.core.DoubleConnectionRule;
import dev.shiphub.hub.core.Limits;
import dev.shiphub.hub.core.Request;
import dev.shiphub.ship.Pin;
import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.discovery.Endpoint;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every key of the configuration with one value, what it takes, and what it is if nobody says. */
enum ConfigKey {
  SHIP_PORT("ship.port", "4712", "port to listen on, 0 takes a free one", ConfigKey::port),
  SHIP_PATH("ship.path", "/ship/", "announced WebSocket path", ConfigKey::path),
  SHIP_ID("ship.id", "", "SHIP ID, empty derives it from the SKI", ConfigKey::shipId),
  SHIP_BRAND("ship.brand", "shiphub", "announced brand, at most 32 bytes", ConfigKey::label),
  SHIP_MODEL("ship.model", "Hub", "announced model, at most 32 bytes", ConfigKey::label),
  SHIP_TYPE(
      "ship.type", "EnergyManagementSystem", "announced type, at most 32 bytes", ConfigKey::label),
  SHIP_PIN("ship.pin", "", "PIN that devices have to enter, empty for none", ConfigKey::pin),
  SHIP_PIN_REQUIRED(
      "ship.pinRequired", "true", "false: a device may do without the PIN", ConfigKey::flag),
  ASK_ACCESS_METHODS(
      "ship.askAccessMethods",
      "true",
      "false: no device is asked, and a changed SHIP ID is not noticed",
      ConfigKey::flag),
  DOUBLE_CONNECTION("ship.doubleConnection", "evidence", "evidence, spec or init", ConfigKey::rule),
  ADMIN_BIND(
      "admin.bind",
      "127.0.0.1",
      "address of the admin API; any but a loopback one needs tokens and speaks HTTPS",
      ConfigKey::bind),
  ADMIN_PORT("admin.port", "4780", "port of the admin API, 0 takes a free one", ConfigKey::port),
  ADMIN_TOKEN_FILE(
      "admin.tokenFile",
      "",
      "who may use the admin API; empty: admin-tokens in the state directory, but on loopback all",
      ConfigKey::file),
  PING(
      "liveness.ping", "50s", "a device that is silent for so long is pinged", ConfigKey::duration),
  PONG("liveness.pong", "10s", "and given up if it does not answer within", ConfigKey::duration),
  MAX_IDLE(
      "liveness.maxIdle",
      "",
      "a connection without data for so long is replaced by a new one, empty for never",
      ConfigKey::lifetime),
  MAX_AGE(
      "liveness.maxAge",
      "",
      "a connection as old as this is replaced by a new one, empty for never",
      ConfigKey::lifetime),
  STOP_TIMEOUT("stop.timeout", "5s", "after this a stop cuts what is left", ConfigKey::duration),
  LOG_LEVEL("log.level", "info", "error, warn, info or debug", ConfigKey::level),
  PAIRED_DEVICES(
      "limits.pairedDevices",
      String.valueOf(Limits.DEFAULT.pairedDevices()),
      "most paired devices, 1 to 1000",
      ConfigKey::count),
  STRANGERS(
      "limits.strangers",
      String.valueOf(Limits.DEFAULT.strangers()),
      "most connections of devices that are not paired, 1 to 1000",
      ConfigKey::count),
  WAITING(
      "limits.waitingStrangers",
      String.valueOf(Limits.DEFAULT.waitingStrangers()),
      "of those, most that wait for a decision while the pairing window is closed, 1 to 1000",
      ConfigKey::count),
  PAIRING_WINDOW(
      "pairing.window",
      "2m",
      "how long the pairing window is open unless it is said, up to 1h",
      ConfigKey::window),
  MQTT_BROKER(
      "mqtt.broker", "", "mqtt:// or mqtts://HOST[:PORT], empty for no MQTT", ConfigKey::broker),
  MQTT_VERSION("mqtt.version", "5", "5 or 3.1.1", ConfigKey::mqttVersion),
  MQTT_USER("mqtt.user", "", "who we are to the broker", ConfigKey::user),
  MQTT_PASSWORD_FILE(
      "mqtt.passwordFile", "", "a file with the password of the user", ConfigKey::file),
  MQTT_CA_FILE(
      "mqtt.caFile",
      "",
      "PEM, who may sign the broker's certificate; empty: those of Java",
      ConfigKey::file),
  MQTT_CERTIFICATE_FILE(
      "mqtt.certificateFile", "", "PEM, our certificate for the broker", ConfigKey::file),
  MQTT_KEY_FILE("mqtt.keyFile", "", "PEM, PKCS #8, its key", ConfigKey::file),
  MQTT_PREFIX("mqtt.prefix", "shiphub", "the first levels of every topic", ConfigKey::topics),
  MQTT_HOME_ASSISTANT(
      "mqtt.homeAssistant", "true", "whether Home Assistant is told of devices", ConfigKey::flag),
  MQTT_DISCOVERY_PREFIX(
      "mqtt.discoveryPrefix",
      "homeassistant",
      "where Home Assistant looks for devices",
      ConfigKey::topics),
  MQTT_SPINE("mqtt.spine", "true", "whether what devices send is published", ConfigKey::flag),
  MQTT_COMMANDS(
      "mqtt.commands",
      "false",
      "true: whoever may write to the broker commands devices",
      ConfigKey::flag),
  MQTT_BUFFER_MESSAGES(
      "mqtt.bufferMessages",
      "4096",
      "events, and SPINE messages, kept for a broker that is away, 16 to 100000",
      ConfigKey::messages),
  MQTT_BUFFER_BYTES(
      "mqtt.bufferBytes", "1048576", "bytes of each of them, 16384 to 16777216", ConfigKey::bytes);

  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]{1,253}");
  private static final int LONGEST_LABEL = 32;
  private static final int LONGEST_USER = 256;
  private static final Duration SHORTEST_LIFETIME = Duration.ofSeconds(1);

  private final String path;
  private final String usual;
  private final String help;
  private final Function<String, Optional<String>> complaint;

  /**
   * A key.
   *
   * @param complaint what is wrong with a value, if something is
   */
  ConfigKey(String path, String usual, String help, Function<String, Optional<String>> complaint) {
    this.path = path;
    this.usual = usual;
    this.help = help;
    this.complaint = complaint;
  }

  String path() {
    return path;
  }

  String usual() {
    return usual;
  }

  String help() {
    return help;
  }

  Optional<String> complaint(String value) {
    return complaint.apply(value);
  }

  /** Reads a whole number in a range. */
  static Optional<Integer> toNumber(String text, int least, int most) {
    if (!text.matches("\\d{1,9}")) {
      return Optional.empty();
    }
    int number = Integer.parseInt(text);
    return number >= least && number <= most ? Optional.of(number) : Optional.empty();
  }

  private static Optional<String> port(String text) {
    return unless(toNumber(text, 0, 65_535).isPresent(), "a port is a number from 0 to 65535");
  }

  private static Optional<String> count(String text) {
    return unless(toNumber(text, 1, 1_000).isPresent(), "it is a number from 1 to 1000");
  }

  private static Optional<String> messages(String text) {
    return range(text, 16, 100_000);
  }

  private static Optional<String> bytes(String text) {
    return range(text, 16_384, 16_777_216);
  }

  private static Optional<String> range(String text, int least, int most) {
    return unless(
        toNumber(text, least, most).isPresent(), "it is a number from " + least + " to " + most);
  }

  private static Optional<String> broker(String text) {
    return unless(text.isEmpty() || BrokerAddress.parse(text).isPresent(), BrokerAddress.FORM);
  }

  private static Optional<String> mqttVersion(String text) {
    return unless(MqttVersion.parse(text).isPresent(), "it is 5 or 3.1.1");
  }

  private static Optional<String> user(String text) {
    return unless(
        text.length() <= LONGEST_USER && text.chars().noneMatch(Character::isISOControl),
        "it has at most 256 characters, and none that control");
  }

  private static Optional<String> topics(String text) {
    return unless(
        MqttSettings.isPrefix(text),
        "it is one level or several with / between them, of letters, digits, dots, _ and -");
  }

  private static Optional<String> path(String text) {
    return unless(
        Endpoint.isPath(text) && text.length() <= LONGEST_LABEL,
        "a path starts with / and has at most 32 letters, digits, dots and dashes");
  }

  private static Optional<String> shipId(String text) {
    boolean isFine = text.isEmpty() || (ShipId.parse(text).isPresent() && !text.contains("="));
    return unless(isFine, "a SHIP ID has 1 to 63 bytes without ; = and control characters");
  }

  /** The complaint does not quote what may be a PIN with a slip in it. */
  private static Optional<String> pin(String text) {
    return unless(text.isEmpty() || Pin.parse(text).isPresent(), Pin.FORM);
  }

  private static Optional<String> file(String text) {
    return unless(text.indexOf('\0') < 0, "it is the name of a file");
  }

  private static Optional<String> flag(String text) {
    return unless(text.matches("true|false"), "it is true or false");
  }

  private static Optional<String> label(String text) {
    return unless(
        !text.isBlank() && text.length() <= LONGEST_LABEL && !text.contains("="),
        "it has 1 to 32 characters and no =");
  }

  private static Optional<String> rule(String text) {
    String names =
        Stream.of(DoubleConnectionRule.values())
            .map(rule -> rule.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    return unless(toRule(text).isPresent(), "it is one of " + names);
  }

  static Optional<DoubleConnectionRule> toRule(String text) {
    return Arrays.stream(DoubleConnectionRule.values())
        .filter(rule -> rule.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst();
  }

  private static Optional<String> bind(String text) {
    return unless(
        toAddress(text).isPresent(),
        "it is an address of this machine, such as 192.168.1.5; without tokens and certificates"
            + " it is reached from elsewhere with ssh -L 4780:127.0.0.1:4780");
  }

  /** Reads an address, without asking any name server; an IPv4 one has all of its four parts. */
  static Optional<InetAddress> toAddress(String text) {
    try {
      return Optional.of(InetAddress.ofLiteral(text))
          .filter(it -> it instanceof Inet6Address || it.getHostAddress().equals(text));
    } catch (IllegalArgumentException aName) {
      return Optional.empty();
    }
  }

  /** What is wrong with one of {@code admin.hosts}. */
  static Optional<String> host(String text) {
    return unless(
        HOST.matcher(text).matches() || toAddress(text).isPresent(),
        "it is a name such as gateway.local, or an address, without port");
  }

  private static Optional<String> duration(String text) {
    boolean isFine = Spans.parse(text).filter(Duration::isPositive).isPresent();
    return unless(isFine, "a duration is a number with a unit, such as 500ms, 50s or 2m");
  }

  private static Optional<String> window(String text) {
    boolean isFine = Spans.parse(text).filter(Request.OpenWindow::isLength).isPresent();
    return unless(isFine, "it is over zero and up to 1h, such as 90s or 2m");
  }

  private static Optional<String> lifetime(String text) {
    boolean isFine =
        text.isEmpty()
            || Spans.parse(text).filter(it -> it.compareTo(SHORTEST_LIFETIME) >= 0).isPresent();
    return unless(isFine, "it is empty or at least 1s, such as 30m or 24h");
  }

  private static Optional<String> level(String text) {
    return unless(text.matches("error|warn|info|debug"), "it is error, warn, info or debug");
  }

  private static Optional<String> unless(boolean isFine, String complaint) {
    return isFine ? Optional.empty() : Optional.of(complaint);
  }
}
