package dev.shiphub.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.hub.adapter.mqtt.BrokerAddress;
import dev.shiphub.hub.adapter.mqtt.MqttSettings;
import dev.shiphub.hub.adapter.mqtt.MqttVersion;
import dev.shiphub.hub.core.DoubleConnectionRule;
import dev.shiphub.hub.core.Limits;
import dev.shiphub.hub.session.Lifetime;
import dev.shiphub.ship.Pin;
import dev.shiphub.ship.handshake.PinDemand;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfigFileTest {
  private static final String MQTT =
      """
      mqtt: {broker: "mqtts://broker.lan:8884", version: 3.1.1, user: me, passwordFile: /p, caFile: /ca,
        certificateFile: /c, keyFile: /k, prefix: homes/a, homeAssistant: false, discoveryPrefix: ha,
        spine: false, commands: true, bufferMessages: 100, bufferBytes: 20000}
      """;

  private static HubConfig config(String text) {
    return assertInstanceOf(ConfigFile.Read.Ok.class, ConfigFile.read("shiphub.yaml", text))
        .config();
  }

  private static List<String> complaints(String text) {
    return assertInstanceOf(ConfigFile.Read.Refused.class, ConfigFile.read("shiphub.yaml", text))
        .complaints();
  }

  @Test
  void nothingGivesTheDefaults() {
    HubConfig usual = ConfigFile.usual();
    assertEquals(usual, config(""));
    assertEquals(4_712, usual.ship().port());
    assertEquals(4_780, usual.admin().port());
    assertTrue(usual.admin().bind().isLoopbackAddress());
    assertEquals(Optional.empty(), usual.admin().tokenFile());
    assertEquals(Duration.ofSeconds(50), usual.ping());
    assertTrue(usual.ship().isAskingAccessMethods());
    assertEquals(DoubleConnectionRule.EVIDENCE, usual.ship().doubleConnection());
    assertEquals(Limits.DEFAULT, usual.limits());
  }

  @Test
  void aPinIsRequiredUnlessItIsOptional() {
    Pin pin = new Pin("01234567");
    assertEquals(
        Optional.of(new PinDemand(pin, true)), config("ship: {pin: 01234567}").ship().pin());
    assertEquals(
        Optional.of(new PinDemand(pin, false)),
        config("ship: {pin: 0123 4567, pinRequired: false}").ship().pin());
  }

  @Test
  void aPinIsNeitherShownNorQuoted() {
    HubConfig config = config("ship: {pin: 01234567}");
    assertFalse((ConfigText.of(config) + config).contains("01234567"));
    assertEquals(
        List.of("shiphub.yaml:1: ship.pin: a PIN has 8 to 16 hex digits"),
        complaints("ship: {pin: 0123456x}"));
  }

  @Test
  void everyKeyIsTaken() {
    HubConfig config =
        config(
            """
            ship:
              port: 0
              interfaces: [lo, eth0]
              path: /
              id: "my hub"
              brand: b
              model: m
              type: t
              askAccessMethods: false
              doubleConnection: init
            peers:
              - ski: AAAA AAAA AAAA AAAA AAAA AAAA AAAA AAAA AAAA AAAA
                host: fe80::1%eth0
                port: 4711
                path: /
            admin:
              bind: 192.168.1.5
              port: 1
              hosts: [Gateway.lan, "fd00::5"]
              tokenFile: /etc/shiphub/tokens
            liveness: {ping: 500ms, pong: 1m, maxIdle: 30m, maxAge: 24h}
            stop: {timeout: 2s}
            log: {level: debug}
            limits: {pairedDevices: 5, strangers: 1}
            """);
    assertEquals(List.of("lo", "eth0"), config.ship().interfaces());
    assertEquals(Optional.of("my hub"), config.ship().id());
    assertFalse(config.ship().isAskingAccessMethods());
    assertEquals(DoubleConnectionRule.INIT, config.ship().doubleConnection());
    assertEquals("fe80::1%eth0", config.peers().getFirst().endpoint().hosts().getFirst());
    assertEquals(
        new HubConfig.Admin(
            InetAddress.ofLiteral("192.168.1.5"),
            1,
            List.of("gateway.lan", "fd00::5"),
            Optional.of(Path.of("/etc/shiphub/tokens"))),
        config.admin());
    assertEquals(Duration.ofMillis(500), config.ping());
    assertEquals(
        new Lifetime(Optional.of(Duration.ofMinutes(30)), Optional.of(Duration.ofHours(24))),
        config.lifetime());
    assertEquals(Duration.ofMinutes(1), config.pong());
    assertEquals(Duration.ofSeconds(2), config.stopTimeout());
    assertEquals("debug", config.logLevel());
    assertEquals(5, config.limits().pairedDevices());
  }

  @ParameterizedTest
  @CsvSource({
    "'ship:\n  prot: 1',           2, ship.prot,       ship.port",
    "'\n\nadmn:\n  port: 1',       3, admn,            admin",
    "'limits:\n  strangers: 1\n  paired: 3', 3, limits.paired, limits.pairedDevices",
    "'peers:\n- ski: x\n  prot: 1', 3, peers.prot,     peers.port"
  })
  void anUnknownKeyIsRefusedWithItsLineAndTheNearestOne(
      String text, int line, String key, String nearest) {
    String complaint = complaints(text).getFirst();
    assertTrue(complaint.startsWith("shiphub.yaml:" + line + ": "), complaint);
    assertTrue(complaint.contains("\"" + key + "\""), complaint);
    assertTrue(complaint.contains("\"" + nearest), complaint);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ship: {port: 65536}",
        "ship: {port: -1}",
        "ship: {port: a}",
        "ship: {path: ship}",
        "ship: {id: 'a;b'}",
        "ship: {brand: ''}",
        "ship: {doubleConnection: newest}",
        "ship: {askAccessMethods: no}",
        "ship: {interfaces: lo}",
        "ship: 5",
        "admin: {bind: gateway}",
        "admin: {bind: 192.168.1}",
        "admin: {hosts: gateway}",
        "admin: {hosts: ['http://gateway']}",
        "admin: {hosts: ['gateway:4780']}",
        "liveness: {ping: 50}",
        "liveness: {ping: 0s}",
        "liveness: {maxAge: 0s}",
        "liveness: {maxIdle: 999ms}",
        "stop: {timeout: soon}",
        "log: {level: loud}",
        "limits: {pairedDevices: 0}",
        "peers: 5",
        "peers: [5]",
        "peers: [{ski: 12, host: h}]",
        "peers: [{ski: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa}]",
        "peers: [{ski: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, host: h, port: 0}]",
        "- a\n- b",
        "ship: {port: 1",
        "ship: {port: 1, port: 2}",
        "log: {level: info}\nlog: {level: warn}",
        "peers: [{ski: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, host: a, host: b}]",
        "a: &x [*x]",
        "mqtt: {broker: broker.lan}",
        "mqtt: {broker: 'mqtt://user:secret@broker.lan'}",
        "mqtt: {version: 4}",
        "mqtt: {prefix: 'a/#'}",
        "mqtt: {discoveryPrefix: ''}",
        "mqtt: {commands: yes}",
        "mqtt: {bufferMessages: 1}",
        "mqtt: {bufferBytes: 1000}",
        "mqtt: {certificateFile: a.pem}",
        "mqtt: {passwordFile: secret}",
        "mqtt: {broker: 'mqtt://broker.lan', caFile: ca.pem}",
        "mqtt: {password: secret}"
      })
  void aWrongValueIsRefused(String text) {
    assertTrue(complaints(text).getFirst().startsWith("shiphub.yaml:"));
  }

  // A complaint ends in a log.
  @Test
  void aPasswordInTheAddressOfTheBrokerIsNotQuoted() {
    List<String> complaints = complaints("mqtt: {broker: 'mqtt://user:secret@broker.lan'}");
    assertFalse(complaints.toString().contains("secret"), complaints.toString());
    assertTrue(complaints.getFirst().contains("keys of their own"), complaints.toString());
  }

  @Test
  void thereIsNoBrokerUnlessItIsSaidAndItTakesNoCommands() {
    assertEquals(Optional.empty(), config("").mqtt().broker());
    assertFalse(config("mqtt: {broker: 'mqtt://broker.lan'}").mqtt().isCommanding());
  }

  @Test
  void everyKeyOfTheBrokerIsTaken() {
    assertEquals(
        new MqttSettings(
            BrokerAddress.parse("mqtts://broker.lan:8884"),
            MqttVersion.THREE,
            Optional.of("me"),
            Optional.of(Path.of("/p")),
            Optional.of(Path.of("/ca")),
            Optional.of(Path.of("/c")),
            Optional.of(Path.of("/k")),
            "homes/a",
            false,
            "ha",
            false,
            true,
            100,
            20_000),
        config(MQTT).mqtt());
  }

  @Test
  void allComplaintsAreToldAtOnce() {
    assertEquals(2, complaints("ship: {port: x}\nlog: {level: y}").size());
  }

  @Test
  void thePrintedConfigurationIsAConfigurationThatMeansTheSame() {
    HubConfig config =
        config(
            """
            ship: {port: 0, interfaces: [lo], brand: "a: b # c", id: 'x"y'}
            peers: [{ski: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, host: h, port: 7, path: /}]
            liveness: {ping: 700ms, maxAge: 12h}
            admin: {bind: "fd00::5", hosts: [a.lan, "fd00::6"], tokenFile: "a b"}
            """);
    assertEquals(config, config(ConfigText.of(config)));
    assertEquals(config(MQTT), config(ConfigText.of(config(MQTT))));
    assertEquals(ConfigFile.usual(), config(ConfigText.of(ConfigFile.usual())));
  }
}
