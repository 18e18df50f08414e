package dev.shiphub.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The daemon and Avahi on two hosts of one cable, by multicast. Needs root, iproute2 and Avahi. */
@Tag("interop")
@Timeout(110)
final class AvahiIT {
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final Ski PUMP = new Ski("1".repeat(40));
  private static final String HUB_SEEN = "the hub, as Avahi sees it";
  private static final String DEVICE_SEEN = "a device of Avahi, as the hub sees it";
  private static final String RECORD = "record: address, port, TXT";
  private static final String CHANGE = "changed TXT";
  private static final String GOODBYE = "goodbye";
  private static final StepTable TABLE =
      new StepTable("Avahi", List.of(HUB_SEEN, DEVICE_SEEN), List.of(RECORD, CHANGE, GOODBYE));

  @TempDir private Path directory;
  private TwoHosts hosts;
  private AvahiHost avahi;
  private RunningDaemon daemon;

  @BeforeEach
  void start() throws Exception {
    hosts = TwoHosts.make();
    avahi = AvahiHost.start(hosts.deviceHost(), directory.resolve("avahi"));
    daemon = announcing("First");
  }

  @AfterAll
  static void publish() throws IOException {
    InteropPage.publish("avahi", TABLE.text());
  }

  @AfterEach
  void stop() {
    daemon.close();
    avahi.close();
    hosts.close();
  }

  private RunningDaemon announcing(String model) throws IOException {
    return RunningDaemon.announcing(model, hosts.hubHost(), directory.resolve("state"));
  }

  @Test
  void avahiSeesTheRecordOfTheHubItsGoodbyeAndItsNextRecord() throws Exception {
    String txt = "\"ski=" + daemon.ski() + "\"";
    awaitSeen("=", ";10.99.0.1;" + daemon.shipPort() + ";", "\"txtvers=1\"", txt, model("First"));
    TABLE.passed(HUB_SEEN, RECORD);
    daemon.program().terminate();
    assertEquals(0, daemon.program().awaitExit(Duration.ofSeconds(10)));
    awaitSeen("-", daemon.ski().hex().substring(0, 8));
    TABLE.passed(HUB_SEEN, GOODBYE);
    daemon = announcing("Second");
    awaitSeen("=", ";10.99.0.1;" + daemon.shipPort() + ";", txt, model("Second"));
    TABLE.passed(HUB_SEEN, CHANGE);
  }

  private static String model(String name) {
    return "\"model=" + name + "\"";
  }

  @Test
  void theHubFollowsWhatAvahiAnnouncesChangesAndTakesBack() throws Exception {
    avahi.announce(PUMP.hex(), "First");
    awaitRecords(records -> records.size() == 1 && isModel(records, "First"));
    TABLE.passed(DEVICE_SEEN, RECORD);
    avahi.announce(PUMP.hex(), "Second");
    awaitRecords(records -> records.size() == 1 && isModel(records, "Second"));
    TABLE.passed(DEVICE_SEEN, CHANGE);
    avahi.withdraw();
    awaitRecords(List::isEmpty);
    TABLE.passed(DEVICE_SEEN, GOODBYE);
  }

  private void awaitSeen(String kind, String... parts) {
    await(kind + String.join(" ", parts))
        .atMost(PATIENCE)
        .until(
            () ->
                avahi.seen().stream()
                    .filter(line -> line.startsWith(kind))
                    .anyMatch(line -> List.of(parts).stream().allMatch(line::contains)));
  }

  private static boolean isModel(List<JsonObject> records, String model) {
    return records.getFirst().text("model").equals(Optional.of(model));
  }

  private void awaitRecords(Predicate<List<JsonObject>> wanted) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> records().filter(wanted).isPresent());
  }

  /** What the hub shows of the pump, if it could be asked. */
  private Optional<List<JsonObject>> records() throws IOException, InterruptedException {
    String admin = "127.0.0.1:" + daemon.adminPort();
    try (Program shown = Program.startIn(hosts.hubHost(), "devices", "--json", "--admin", admin)) {
      if (shown.awaitExit(PATIENCE) != 0) {
        return Optional.empty();
      }
      List<JsonObject> records = new ArrayList<>();
      objects(Program.json(String.join("\n", shown.lines())), "devices")
          .filter(device -> device.text("ski").equals(Optional.of(PUMP.hex())))
          .flatMap(device -> objects(device, "records"))
          .forEach(records::add);
      return Optional.of(records);
    }
  }

  private static Stream<JsonObject> objects(JsonObject object, String member) {
    return object.items(member).stream()
        .flatMap(List::stream)
        .filter(JsonObject.class::isInstance)
        .map(JsonObject.class::cast);
  }
}
