package dev.shiphub.hub.adapter.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.hub.adapter.admin.DeviceDocuments;
import dev.shiphub.hub.adapter.admin.FakeHub;
import dev.shiphub.hub.adapter.admin.HandClock;
import dev.shiphub.hub.adapter.admin.Samples;
import dev.shiphub.hub.core.HubSnapshot;
import dev.shiphub.ship.json.JsonLimits;
import dev.shiphub.ship.json.JsonReader;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.json.Parsed;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class HouseholdTest {
  private static final JsonReader READER = new JsonReader(JsonLimits.ofBytes(1 << 16));
  private final HandClock steady = new HandClock(Samples.BOOT);
  private final HandClock wall = new HandClock(Samples.TODAY);
  private final Topics topics = new Topics("shiphub", Samples.OWN, "homeassistant");
  private final DeviceDocuments pictures =
      new DeviceDocuments(new FakeHub(steady), Samples.OWN, wall);
  private final Household household =
      new Household(
          topics,
          JsonValue.object().put("ski", Samples.OWN.hex()).build(),
          pictures,
          Optional.of(new HomeAssistant(topics, "1.2.3", pictures.states())));
  private final Board board = new Board();

  /** What is published when these devices are known, by topic. */
  private Map<String, String> published(HubSnapshot.Device... devices) {
    HubSnapshot snapshot =
        new HubSnapshot(steady.instant(), false, List.of(devices), 0, Optional.empty());
    household.show(snapshot, wall.instant(), board);
    return taken();
  }

  private Map<String, String> taken() {
    Map<String, String> taken = new LinkedHashMap<>();
    for (Optional<Publication> it = board.next(); it.isPresent(); it = board.next()) {
      taken.put(it.get().topic(), it.get().payload());
      board.settled(it.get());
    }
    return taken;
  }

  private static JsonObject json(String text) {
    return READER.read(text) instanceof Parsed.Ok(JsonObject object) ? object : JsonObject.EMPTY;
  }

  @Test
  void aPairedDeviceHasAStateAndWhetherItIsThere() {
    Map<String, String> published = published(Samples.connected(Samples.PUMP));
    JsonObject state = json(published.getOrDefault(topics.state(Samples.PUMP), ""));
    assertEquals(Optional.of("connected"), state.text("state"));
    assertEquals(Optional.of("Acme"), state.text("brand"));
    assertEquals(Optional.of("2026-11-21T10:00:00Z"), state.text("at"));
    assertEquals("online", published.get(topics.availability(Samples.PUMP)));
    published = published(Samples.retrying(Samples.PUMP));
    assertEquals("offline", published.get(topics.availability(Samples.PUMP)));
    assertTrue(published.getOrDefault(topics.state(Samples.PUMP), "").contains("waiting-to-dial"));
  }

  // Anybody in the network can announce any number of them.
  @Test
  void aStrangerIsNotShown() {
    Map<String, String> published = published(Samples.waiting(Samples.STRANGER));
    assertFalse(published.keySet().toString().contains(Samples.STRANGER.hex()));
    assertTrue(published.getOrDefault(topics.about(), "").contains("\"waitingForTrust\":1"));
  }

  // Otherwise a broker would have news of every device with every look.
  @Test
  void timeAloneIsNoNews() {
    published(Samples.retrying(Samples.PUMP));
    steady.forward(Duration.ofSeconds(3));
    wall.forward(Duration.ofSeconds(4));
    assertEquals(Map.of(), published(Samples.retrying(Samples.PUMP)));
  }

  @Test
  void aDeviceThatIsUnpairedIsForgottenByTheBroker() {
    published(Samples.connected(Samples.PUMP));
    Map<String, String> published = published();
    assertEquals("", published.get(topics.state(Samples.PUMP)));
    assertEquals("", published.get(topics.availability(Samples.PUMP)));
    assertEquals("", published.get(topics.discovery(Samples.PUMP)));
  }

  // Unpaired while the broker was away, or the daemon was not running.
  @Test
  void whatTheBrokerRetainsOfAnUnpairedDeviceIsForgotten() {
    published(Samples.connected(Samples.PUMP));
    household.retained(Samples.PUMP, board);
    household.retained(Samples.BOX, board);
    assertEquals(
        Map.of(
            topics.state(Samples.BOX), "",
            topics.availability(Samples.BOX), "",
            topics.discovery(Samples.BOX), ""),
        taken());
  }

  @Test
  void allAreAwayWhenTheHubStops() {
    published(Samples.connected(Samples.PUMP));
    household.leave(board);
    assertEquals(
        Map.of(topics.availability(Samples.PUMP), "offline", topics.status(), "offline"), taken());
  }

  @Test
  void homeAssistantIsToldEverythingOnceMoreWhenItHasStarted() {
    Map<String, String> first = published(Samples.connected(Samples.PUMP));
    household.introduce(board);
    Map<String, String> again = taken();
    assertEquals(2, again.size());
    again.forEach((topic, payload) -> assertEquals(first.get(topic), payload));
  }
}
