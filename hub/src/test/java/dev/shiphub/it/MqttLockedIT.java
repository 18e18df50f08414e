package dev.shiphub.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The packaged daemon and a broker that lets nobody in whom it does not know. */
@Tag("mqtt")
@Timeout(120)
final class MqttLockedIT {
  private static final String SECRET = "correct-horse-4711";

  @TempDir private Path directory;

  private BrokerKeys keys() throws Exception {
    return BrokerKeys.make(directory);
  }

  private Mosquitto open(BrokerKeys keys, String... more) throws Exception {
    Path home = Files.createDirectory(directory.resolve("broker"));
    List<String> lines =
        List.of(
            "cafile " + keys.file("ca.pem"),
            "certfile " + keys.file("broker.pem"),
            "keyfile " + keys.file("broker.key"),
            "require_certificate true",
            "allow_anonymous false",
            "password_file " + keys.file("passwords"));
    return Mosquitto.start(
        home, Stream.concat(lines.stream(), List.of(more).stream()).toArray(String[]::new));
  }

  private static String[] knownAs(BrokerKeys keys, String user) {
    return new String[] {
      "--cafile",
      keys.file("ca.pem"),
      "--cert",
      keys.file("client.pem"),
      "--key",
      keys.file("client.key"),
      "--insecure",
      "-u",
      user,
      "-P",
      SECRET
    };
  }

  /** The configuration of a hub for that broker. */
  private String mqtt(BrokerKeys keys, String broker, String user, String ca) throws Exception {
    Path password = Files.writeString(directory.resolve("password"), SECRET + "\n");
    return "mqtt: {broker: \"mqtts://%s\", user: \"%s\", passwordFile: %s, caFile: %s, certificateFile: %s, keyFile: %s}"
        .formatted(
            broker,
            user,
            password,
            keys.file(ca),
            keys.file("client.pem"),
            keys.file("client.key"));
  }

  private static String trouble(RunningDaemon daemon) {
    await().until(() -> standing(daemon).text("trouble").isPresent());
    return standing(daemon).text("trouble").orElseThrow();
  }

  private static JsonObject standing(RunningDaemon daemon) {
    try {
      return daemon.get("status").object("mqtt").orElse(JsonObject.EMPTY);
    } catch (Exception unreachable) {
      return JsonObject.EMPTY;
    }
  }

  @ParameterizedTest
  @CsvSource({"5", "3.1.1"})
  void tlsWithPasswordAndClientCertificateWorksAndNoSecretIsShown(String version) throws Exception {
    BrokerKeys keys = keys();
    keys.user("hub", SECRET);
    try (Mosquitto broker = open(keys);
        MqttEar ear = broker.listen("ear", "#", knownAs(keys, "hub"));
        RunningDaemon daemon =
            RunningDaemon.start(
                directory.resolve("state"),
                mqtt(keys, "localhost:" + broker.port(), "hub", "ca.pem")
                    .replace("}", ", version: " + version + "}"),
                "log: {level: debug}")) {
      ear.awaitLatest("/status", "online");
      assertFalse(daemon.program().errors().contains(SECRET));
      assertFalse(daemon.get("status").toString().contains(SECRET));
      daemon.program().kill();
      ear.awaitLatest("/status", "offline");
    }
  }

  // Whoever answers at the broker's address learns neither the password nor what happens.
  @ParameterizedTest
  @CsvSource({"localhost, other-ca.pem", "127.0.0.1, ca.pem"})
  void aBrokerThatCannotProveWhoItIsIsToldNothing(String host, String ca) throws Exception {
    BrokerKeys keys = keys();
    keys.user("hub", SECRET);
    try (Mosquitto broker = open(keys);
        RunningDaemon daemon =
            RunningDaemon.start(
                directory.resolve("state"), mqtt(keys, host + ":" + broker.port(), "hub", ca))) {
      String trouble = trouble(daemon);
      assertEquals(Optional.of("disconnected"), standing(daemon).text("state"));
      assertTrue(trouble.matches("(?i).*(certif|subject|path).*"), trouble);
      assertFalse(broker.log().contains("u'hub'"), broker.log());
    }
  }

  @Test
  void aPasswordThatIsWrongIsSaidAndNotShown() throws Exception {
    BrokerKeys keys = keys();
    keys.user("hub", "another");
    try (Mosquitto broker = open(keys);
        RunningDaemon daemon =
            RunningDaemon.start(
                directory.resolve("state"),
                mqtt(keys, "localhost:" + broker.port(), "hub", "ca.pem"))) {
      String trouble = trouble(daemon);
      assertTrue(trouble.toUpperCase(Locale.ROOT).contains("AUTHORIZED"), trouble);
      assertFalse((trouble + daemon.program().errors()).contains(SECRET), trouble);
    }
  }

  // The pattern that docs/mqtt.md gives for a fleet.
  @Test
  void aBrokerKeepsHubsApartByOnePattern() throws Exception {
    BrokerKeys keys = keys();
    Path acl =
        Files.write(
            directory.resolve("acl"),
            List.of(
                "user reader",
                "topic read #",
                "pattern readwrite shiphub/%u/#",
                "pattern write homeassistant/device/%u/+/config",
                "pattern read homeassistant/status"));
    Path state = directory.resolve("state");
    Ski hub;
    try (RunningDaemon first = RunningDaemon.start(state)) {
      hub = first.ski();
    }
    String other = "9".repeat(40);
    for (String user : List.of(hub.hex(), other, "reader")) {
      keys.user(user, SECRET);
    }
    try (Mosquitto broker = open(keys, "acl_file " + acl);
        MqttEar ear = broker.listen("ear", "#", knownAs(keys, "reader"));
        RunningDaemon daemon =
            RunningDaemon.start(
                state, mqtt(keys, "localhost:" + broker.port(), hub.hex(), "ca.pem"))) {
      ear.awaitLatest(hub + "/status", "online");
      ear.await(it -> it.topic().equals("homeassistant/device/" + hub + "/" + hub + "/config"));
      assertEquals(0, broker.publish("shiphub/" + hub + "/status", "forged", knownAs(keys, other)));
      assertEquals(0, broker.publish("shiphub/" + other + "/status", "own", knownAs(keys, other)));
      ear.awaitLatest(other + "/status", "own");
      assertEquals(Optional.of("online"), ear.latest(hub + "/status"));
      assertEquals(Optional.of(0L), standing(daemon).integer("refused"));
    }
  }
}
