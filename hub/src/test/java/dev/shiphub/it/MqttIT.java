package dev.shiphub.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged daemon, a simulated device and a real broker. */
@Tag("mqtt")
@Timeout(120)
final class MqttIT {
  private static final String DISCOVERY_READ =
      """
      {"id":"c1","cmdClassifier":"read","destination":{"device":"","entity":[0],"feature":0},
      "cmd":[{"nodeManagementDetailedDiscoveryData":{}}]}\
      """
          .replace("\n", "");

  @TempDir private Path directory;

  private Path state() {
    return directory.resolve("state");
  }

  private Mosquitto open() throws Exception {
    return Mosquitto.start(
        Files.createDirectory(directory.resolve("broker")), "allow_anonymous true");
  }

  private static String mqtt(Mosquitto broker, String more) {
    return "mqtt: {broker: \"mqtt://127.0.0.1:" + broker.port() + "\"" + more + "}";
  }

  private static JsonObject standing(RunningDaemon daemon) throws Exception {
    return daemon.get("status").object("mqtt").orElse(JsonObject.EMPTY);
  }

  private static String device(Ski ski, String leaf) {
    return "/device/" + ski + "/" + leaf;
  }

  // From the first word to the last: what a home's automation sees of a device.
  @ParameterizedTest
  @ValueSource(strings = {"5", "3.1.1"})
  void aDeviceAppearsComesGoesAndIsForgotten(String version) throws Exception {
    try (Mosquitto broker = open();
        MqttEar ear = broker.listen("ear", "#");
        RunningDaemon daemon = RunningDaemon.start(state(), mqtt(broker, ", version: " + version));
        RunningDevice meter = RunningDevice.start(daemon.ski(), "--profile", "meter")) {
      assertEquals(200, daemon.pair(meter.ski()));
      ear.awaitLatest(device(meter.ski(), "availability"), "online");
      ear.await(it -> it.topic().endsWith("/events") && it.payload().contains("SessionStarted"));
      ear.await(it -> it.topic().endsWith(device(meter.ski(), "spine/in")));
      ear.await(
          it ->
              it.topic().endsWith(device(meter.ski(), "state"))
                  && it.json().text("state").equals(Optional.of("connected")));
      String discovery = "homeassistant/device/" + daemon.ski() + "/" + meter.ski() + "/config";
      ear.await(it -> it.topic().equals(discovery) && !it.payload().isEmpty());

      meter.program().kill();
      ear.awaitLatest(device(meter.ski(), "availability"), "offline");
      assertEquals(200, daemon.post("devices/" + meter.ski() + "/unpair", JsonObject.EMPTY));
      ear.awaitLatest(discovery, "");
      ear.awaitLatest(device(meter.ski(), "state"), "");
      try (MqttEar late = broker.listen("late", "#")) {
        late.awaitLatest(daemon.ski() + "/status", "online");
        assertTrue(
            late.messages().stream().noneMatch(it -> it.topic().contains(meter.ski().hex())));
      }
    }
  }

  @Test
  void aDaemonThatIsKilledIsAnnouncedByTheBroker() throws Exception {
    try (Mosquitto broker = open();
        MqttEar ear = broker.listen("ear", "shiphub/#")) {
      try (RunningDaemon daemon = RunningDaemon.start(state(), mqtt(broker, ""))) {
        ear.awaitLatest("/status", "online");
        daemon.program().kill();
        ear.awaitLatest("/status", "offline");
      }
    }
  }

  @Test
  void aDaemonThatIsStoppedSaysItItselfAndInTime() throws Exception {
    try (Mosquitto broker = open();
        MqttEar ear = broker.listen("ear", "shiphub/#");
        RunningDaemon daemon = RunningDaemon.start(state(), mqtt(broker, ""))) {
      ear.awaitLatest("/status", "online");
      daemon.program().terminate();
      assertEquals(0, daemon.program().awaitExit(Duration.ofSeconds(10)));
      ear.awaitLatest("/status", "offline");
      ear.await(it -> it.payload().contains("\"HubStopped\""));
    }
  }

  // A broker that stands still takes connections and says nothing: the worst that it can do to a
  // stop.
  @Test
  void aBrokerThatStandsStillDoesNotHoldTheStopUp() throws Exception {
    try (Mosquitto broker = open();
        MqttEar ear = broker.listen("ear", "shiphub/#");
        RunningDaemon daemon = RunningDaemon.start(state(), mqtt(broker, ""))) {
      ear.awaitLatest("/status", "online");
      broker.signal("STOP");
      daemon.program().terminate();
      assertEquals(0, daemon.program().awaitExit(Duration.ofSeconds(6)));
    }
  }

  // Kept as far as there is room; then the newest are kept, and a gap says what is missing.
  @Test
  void whatDoesNotFitWhileTheBrokerStandsStillIsAGapThatIsSaid() throws Exception {
    try (Mosquitto broker = open();
        MqttEar ear = broker.listen("ear", "shiphub/+/events");
        RunningDaemon daemon = RunningDaemon.start(state(), mqtt(broker, ", bufferMessages: 40"))) {
      ear.await(it -> it.payload().contains("\"HubStarted\""));
      broker.signal("STOP");
      EventLoad load = new EventLoad(daemon);
      load.make(100);
      await().until(() -> standing(daemon).integer("droppedEvents").orElse(0L) > 0);
      assertTrue(standing(daemon).integer("waitingEvents").orElseThrow() <= 40);
      broker.signal("CONT");
      SeqTally tally = new SeqTally(load.last());
      await().atMost(Duration.ofSeconds(60)).until(() -> tally.of(ear).isComplete());
      assertTrue(tally.of(ear).missed() > 0, tally.of(ear).toString());
      assertEquals(standing(daemon).integer("droppedEvents").orElseThrow(), tally.of(ear).missed());
    }
  }

  @Test
  void anAbsentBrokerIsToldAndDisturbsNobody() throws Exception {
    try (RunningDaemon daemon =
            RunningDaemon.start(state(), "mqtt: {broker: \"mqtt://127.0.0.1:1\"}");
        RunningDevice meter = RunningDevice.start(daemon.ski(), "--profile", "meter")) {
      assertEquals(200, daemon.pair(meter.ski()));
      daemon.awaitConnected(meter.ski());
      await().until(() -> standing(daemon).text("trouble").isPresent());
      assertEquals(Optional.of("disconnected"), standing(daemon).text("state"));
      assertTrue(standing(daemon).integer("waitingEvents").orElseThrow() > 0);
    }
  }

  @Test
  void commandsAreTakenOnlyIfTheConfigurationSaysSo() throws Exception {
    try (Mosquitto broker = open();
        MqttEar ear = broker.listen("ear", "shiphub/+/device/+/spine/result");
        RunningDaemon daemon = RunningDaemon.start(state(), mqtt(broker, ", commands: true"));
        RunningDevice meter = RunningDevice.start(daemon.ski(), "--profile", "meter")) {
      assertEquals(200, daemon.pair(meter.ski()));
      daemon.awaitConnected(meter.ski());
      String out = "shiphub/" + daemon.ski() + device(meter.ski(), "spine/out");
      // A device address that is not known is no fault of the command's form.
      String command = DISCOVERY_READ.replace("\"device\":\"\"", "\"device\":\"d:_n:x\"");
      assertEquals(0, broker.publish(out, command));
      ear.await(it -> it.json().text("result").equals(Optional.of("written")));
      assertEquals(0, broker.publish(out, "{\"id\":\"c2\"}"));
      ear.await(it -> it.json().text("result").equals(Optional.of("malformed")));
    }
    try (Mosquitto broker =
            Mosquitto.start(
                Files.createDirectory(directory.resolve("second")), "allow_anonymous true");
        MqttEar ear = broker.listen("ear", "#");
        RunningDaemon daemon = RunningDaemon.start(state(), mqtt(broker, ""))) {
      ear.awaitLatest("/status", "online");
      String out = "shiphub/" + daemon.ski() + device(new Ski("a".repeat(40)), "spine/out");
      assertEquals(0, broker.publish(out, DISCOVERY_READ));
      assertEquals(0, broker.publish("done", ""));
      ear.awaitLatest("done", "");
      assertTrue(ear.messages().stream().noneMatch(it -> it.topic().endsWith("spine/result")));
      assertFalse(broker.log().contains("spine/out (QoS"), broker.log());
    }
  }
}
