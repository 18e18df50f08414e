package dev.shiphub.hub.adapter.mqtt;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.hub.adapter.admin.DeviceDocuments;
import dev.shiphub.hub.adapter.admin.FakeHub;
import dev.shiphub.hub.adapter.admin.HandClock;
import dev.shiphub.hub.adapter.admin.Samples;
import dev.shiphub.hub.core.ConnectionId;
import dev.shiphub.hub.port.Sent;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.clock.SteadyClock;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class MqttBridgeTest {
  private static final int ROOM = 20;
  private static final Pattern SEQ = Pattern.compile("\\{\"seq\":(\\d+)");

  private final FakeHub hub = new FakeHub(new SteadyClock());
  private final HandClock wall = new HandClock(Samples.TODAY);
  private final FakeBroker broker = new FakeBroker();
  private final List<JsonObject> sent = new ArrayList<>();
  private final Topics topics = new Topics("shiphub", Samples.OWN, "homeassistant");
  private MqttBridge bridge = bridge(false);

  private MqttBridge bridge(boolean isCommanding) {
    MqttSettings settings =
        new MqttSettings(
            BrokerAddress.parse("mqtt://broker.lan"),
            MqttVersion.FIVE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "shiphub",
            true,
            "homeassistant",
            true,
            isCommanding,
            ROOM,
            100_000);
    BridgeParts parts =
        new BridgeParts(
            settings,
            Samples.OWN,
            JsonObject.EMPTY,
            "1.2.3",
            "run 1",
            (_, request) -> {
              sent.add(request);
              return CompletableFuture.completedFuture(new Sent.Written(5));
            },
            new SteadyClock(),
            wall,
            // The shortest waits.
            () -> 0L);
    return new MqttBridge(parts, broker);
  }

  @BeforeEach
  void isFast() {
    hub.knows(Samples.connected(Samples.PUMP));
  }

  @AfterEach
  void end() {
    bridge.close();
  }

  private void start() {
    bridge.start(hub, new DeviceDocuments(hub, Samples.OWN, wall));
  }

  private void happen(long from, long to) {
    LongStream.rangeClosed(from, to).mapToObj(Samples::notice).forEach(bridge::onNotice);
  }

  /** The numbers of the events that have arrived, in the order of their arrival. */
  private List<Long> seqs() {
    return on(topics.events()).stream()
        .map(SEQ::matcher)
        .filter(Matcher::lookingAt)
        .map(found -> Long.valueOf(found.group(1)))
        .toList();
  }

  private List<String> on(String topic) {
    return broker.arrived().stream()
        .filter(it -> it.topic().equals(topic))
        .map(Publication::payload)
        .toList();
  }

  private static List<Long> numbers(long from, long to) {
    return LongStream.rangeClosed(from, to).boxed().toList();
  }

  @Test
  void tellsEventsInTheirOrderAndHowThingsStand() {
    start();
    happen(1, ROOM);
    await().until(() -> seqs().contains((long) ROOM));
    assertEquals(numbers(1, ROOM), seqs());
    assertEquals(Optional.of("online"), broker.retained(topics.status()));
    assertEquals(Optional.of("online"), broker.retained(topics.availability(Samples.PUMP)));
  }

  @Test
  void aDeviceThatConnectsIsShownSoonAfterTheEvent() {
    hub.knows(Samples.retrying(Samples.PUMP));
    start();
    await().until(() -> broker.retained(topics.availability(Samples.PUMP)).isPresent());
    assertEquals(Optional.of("offline"), broker.retained(topics.availability(Samples.PUMP)));
    hub.knows(Samples.connected(Samples.PUMP));
    happen(1, 1);
    await()
        .atMost(Duration.ofSeconds(3))
        .until(
            () -> broker.retained(topics.availability(Samples.PUMP)).equals(Optional.of("online")));
  }

  @Test
  void keepsWhatHappensWhileTheBrokerIsAwayAsFarAsThereIsRoom() {
    broker.goAway();
    start();
    happen(1, ROOM + 5);
    await().until(() -> broker.attempts() >= 1);
    assertEquals(
        Optional.of("disconnected"), bridge.status().text("state"), bridge.status().toString());
    broker.comeBack();
    await().until(() -> seqs().contains((long) ROOM + 5));
    assertEquals(numbers(6, ROOM + 5), seqs());
    assertTrue(on(topics.events()).getFirst().contains("\"missed\":5,\"from\":1,\"to\":5"));
    assertEquals(Optional.of(5L), bridge.status().integer("droppedEvents"));
  }

  @Test
  void whatABrokerHasNotConfirmedIsSentAgainToTheNext() {
    start();
    await().until(broker::isConnected);
    broker.fallSilent();
    happen(1, 5);
    await().until(() -> bridge.status().integer("waitingEvents").equals(Optional.of(5L)));
    broker.lose();
    broker.speak();
    await().until(() -> seqs().contains(5L));
    assertEquals(numbers(1, 5), seqs());
  }

  // The broker may have lost what it retained, and its will has said that we are offline.
  @Test
  void everythingRetainedIsPublishedAfreshAfterAReconnect() {
    start();
    await().until(() -> on(topics.status()).contains("online"));
    broker.lose();
    assertEquals(Optional.of("offline"), broker.retained(topics.status()));
    await().until(() -> on(topics.state(Samples.PUMP)).size() == 2);
    await().until(() -> broker.retained(topics.status()).equals(Optional.of("online")));
  }

  // Promise 9: no listener delays the hub.
  @Test
  void aBrokerThatTakesNothingDelaysNobody() {
    broker.fallSilent();
    start();
    await().until(broker::isConnected);
    happen(1, 100_000);
    assertEquals(Optional.of((long) ROOM), bridge.status().integer("waitingEvents"));
  }

  @Test
  void saysGoodbyeWhenItIsClosed() {
    start();
    await().until(() -> broker.retained(topics.status()).equals(Optional.of("online")));
    happen(1, 1);
    bridge.close();
    assertEquals(List.of(1L), seqs());
    assertEquals(Optional.of("offline"), broker.retained(topics.status()));
    assertEquals(Optional.of("offline"), broker.retained(topics.availability(Samples.PUMP)));
    assertFalse(broker.isConnected());
  }

  @Test
  void aBrokerThatTakesNothingDoesNotHoldTheStopUp() {
    start();
    await().until(broker::isConnected);
    broker.fallSilent();
    happen(1, 10);
    Instant begun = new SteadyClock().instant();
    bridge.close();
    Duration took = Duration.between(begun, new SteadyClock().instant());
    assertTrue(took.compareTo(Duration.ofSeconds(2)) < 0, took.toString());
  }

  @Test
  void whatADeviceSendsIsPublishedWithANumberOfItsOwn() {
    start();
    JsonObject data = JsonValue.object().put("datagram", 1).build();
    bridge.onData(Samples.PUMP, new ConnectionId(7), data);
    bridge.onData(Samples.PUMP, new ConnectionId(7), data);
    await().until(() -> on(topics.spineIn(Samples.PUMP)).size() == 2);
    assertEquals(
        "{\"seq\":2,\"run\":\"run"
            + " 1\",\"time\":\"2026-11-21T10:00:00Z\",\"session\":\"c7\",\"data\":{\"datagram\":1}}",
        on(topics.spineIn(Samples.PUMP)).getLast());
  }

  private void command(Ski ski) {
    broker.sends(
        new Broker.Arrived(topics.anySpineOut().replace("+", ski.hex()), "{\"id\":\"1\"}", false));
  }

  // Whoever may write to the broker would command heating and cars.
  @Test
  void takesNoCommandsUnlessItIsToldTo() {
    start();
    await().until(() -> broker.filters().contains(topics.anyState()));
    assertFalse(broker.filters().contains(topics.anySpineOut()));
    command(Samples.PUMP);
    assertEquals(List.of(), sent);
  }

  @Test
  void aCommandIsSentAndItsResultPublished() {
    bridge.close();
    bridge = bridge(true);
    start();
    await().until(() -> broker.filters().contains(topics.anySpineOut()));
    command(Samples.PUMP);
    await().until(() -> on(topics.spineResult(Samples.PUMP)).size() == 1);
    assertTrue(on(topics.spineResult(Samples.PUMP)).getFirst().contains("\"msgCounter\":5"));
  }

  @Test
  void tellsHomeAssistantEverythingOnceMoreWhenItHasStarted() {
    start();
    String discovery = topics.discovery(Samples.PUMP);
    await().until(() -> on(discovery).size() == 1);
    broker.sends(new Broker.Arrived(topics.homeAssistantStatus(), "online", true));
    broker.sends(new Broker.Arrived(topics.homeAssistantStatus(), "online", false));
    await().until(() -> on(discovery).size() == 2);
  }

  @Test
  void forgetsWhatTheBrokerRetainsOfADeviceThatIsNotPairedAnyMore() {
    start();
    await().until(broker::isConnected);
    broker.sends(new Broker.Arrived(topics.state(Samples.BOX), "{}", true));
    await().until(() -> broker.retained(topics.discovery(Samples.BOX)).isPresent());
    assertEquals(Optional.of(""), broker.retained(topics.state(Samples.BOX)));
  }
}
