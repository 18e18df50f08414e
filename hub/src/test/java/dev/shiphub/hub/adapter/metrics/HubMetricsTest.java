package dev.shiphub.hub.adapter.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.hub.adapter.admin.FakeHub;
import dev.shiphub.hub.adapter.admin.Samples;
import dev.shiphub.hub.core.Connection;
import dev.shiphub.hub.core.ConnectionId;
import dev.shiphub.hub.core.HubEvent;
import dev.shiphub.hub.port.ConnectionWatch;
import dev.shiphub.hub.port.MetricsSource.Exposition;
import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Role;
import dev.shiphub.ship.Stage;
import dev.shiphub.ship.Trouble;
import dev.shiphub.ship.json.JsonValue;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page that Prometheus reads. {@code ObserveIT} has promtool look at a real one. */
final class HubMetricsTest {
  private static final InstantSource CLOCK = InstantSource.fixed(Samples.NOW);

  private final FakeHub hub = new FakeHub(CLOCK);
  private final HubFigures figures = new HubFigures(4, Samples.PUMP::equals, CLOCK);
  private final HubMetrics metrics =
      new HubMetrics(
          figures,
          hub,
          () -> 3,
          () -> JsonValue.object().put("tls", JsonValue.object().put("too-slow", 5)).build(),
          "1.2.3",
          CLOCK);

  private List<String> lines(String accept) throws InterruptedException {
    return UTF_8.decode(metrics.figures(accept).page()).toString().lines().toList();
  }

  private void assertHas(String line) throws InterruptedException {
    List<String> lines = lines("");
    assertTrue(lines.contains(line), () -> String.join("\n", lines));
  }

  /** Everything happens once. */
  private void happens() {
    hub.knows(Samples.connected(Samples.PUMP), Samples.unknown(Samples.STRANGER));
    Connection connection =
        new Connection(new ConnectionId(7), Samples.PUMP, Role.CLIENT, "192.0.2.7:4711");
    ConnectionWatch watch = figures.opened(connection);
    watch.received(new byte[9]);
    watch.pinged();
    watch.signOfLife();
    watch.passed(Stage.HELLO, Duration.ofSeconds(2));
    CloseReason reason = CloseReason.byPeer(4001, "double connection");
    figures.happened(
        new HubEvent.Closed(connection, Stage.DATA, reason, Trouble.CLOSED, "why", false));
    figures.events().add("DeviceConnected");
  }

  @Test
  void everyFigureIsOnThePageOnceEverythingHasHappened() throws Exception {
    happens();
    Set<String> types =
        lines("").stream()
            .filter(line -> line.startsWith("# TYPE "))
            .map(line -> line.replaceAll("# TYPE (\\S+) .*", "$1"))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> figured = new TreeSet<>();
    for (Figure figure : Figure.values()) {
      figured.add(figure.queryName());
    }
    assertEquals(figured, types);
  }

  @Test
  void aDeviceHasItsStateItsCountsAndItsRoundTrip() throws Exception {
    happens();
    String ski = "ski=\"" + Samples.PUMP + "\"";
    assertHas("shiphub_device_state{" + ski + ",state=\"connected\"} 1.0");
    assertHas("shiphub_device_message_bytes_total{direction=\"in\"," + ski + "} 9.0");
    assertHas("shiphub_device_ping_rtt_seconds{" + ski + "} 0.0");
    assertHas(
        "shiphub_device_connection_ends_total{by=\"device\",reached=\"data\","
            + "reason=\"double connection\","
            + ski
            + "} 1.0");
  }

  @Test
  void theHubHasItsMailboxItsRefusalsAndItsDevicesByState() throws Exception {
    happens();
    assertHas("shiphub_up 1.0");
    assertHas("shiphub_mailbox_events 3.0");
    assertHas("shiphub_arrivals_refused_total{reason=\"too-slow\",stage=\"tls\"} 5.0");
    assertHas("shiphub_devices{state=\"connected\"} 1.0");
    assertHas("shiphub_devices{state=\"dialling\"} 0.0");
    assertHas("shiphub_handshake_stage_seconds_bucket{stage=\"hello\",le=\"2.5\"} 1");
    assertHas("shiphub_build_info{version=\"1.2.3\"} 1.0");
  }

  // The SKI of whoever knocks must not become a series.
  @Test
  void aStrangerIsNoSeries() throws Exception {
    happens();
    figures.opened(
        new Connection(new ConnectionId(8), Samples.STRANGER, Role.SERVER, "192.0.2.8:1"));
    assertFalse(String.join("\n", lines("")).contains(Samples.STRANGER.hex()));
    assertHas("shiphub_device_connections_total{direction=\"in\",ski=\"unpaired\"} 1.0");
  }

  @Test
  void aHubThatDoesNotAnswerIsDownAndTheRestIsStillThere() throws Exception {
    hub.fallSilent();
    assertHas("shiphub_up 0.0");
    assertHas("shiphub_mailbox_events 3.0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "text/plain", "text/html, */*"})
  void theUsualFormIsPlainText(String accept) throws Exception {
    Exposition page = metrics.figures(accept);
    assertEquals("text/plain; version=0.0.4; charset=utf-8", page.mediaType());
    assertFalse(UTF_8.decode(page.page()).toString().contains("# EOF"));
  }

  @Test
  void whoAsksForOpenMetricsGetsIt() throws Exception {
    Exposition page = metrics.figures("application/openmetrics-text; version=1.0.0");
    assertEquals("application/openmetrics-text; version=1.0.0; charset=utf-8", page.mediaType());
    assertTrue(UTF_8.decode(page.page()).toString().endsWith("# EOF\n"));
  }
}
