package dev.shiphub.hub.adapter.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shiphub.ship.Ski;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TopicsTest {
  private static final Ski HUB = new Ski("8".repeat(40));
  private static final Ski DEVICE = new Ski("a".repeat(40));
  private final Topics topics = new Topics("homes/shiphub", HUB, "homeassistant");

  // A broker keeps hubs apart by one pattern: shiphub/%u/#.
  @Test
  void allBeginWithThePrefixAndTheSkiOfTheHub() {
    String own = "homes/shiphub/" + HUB + "/";
    assertEquals(own + "status", topics.status());
    assertEquals(own + "events", topics.events());
    assertEquals(own + "device/" + DEVICE + "/state", topics.state(DEVICE));
    assertEquals(own + "device/" + DEVICE + "/availability", topics.availability(DEVICE));
    assertEquals(own + "device/" + DEVICE + "/spine/in", topics.spineIn(DEVICE));
  }

  @Test
  void theDeviceOfACommandIsReadFromItsTopic() {
    String topic = topics.anySpineOut().replace("+", DEVICE.hex());
    assertEquals(Optional.of(DEVICE), topics.ofSpineOut(topic));
    assertEquals(Optional.empty(), topics.ofState(topic));
  }

  @Test
  void aTopicOfAnotherHubOrOfNoDeviceIsNone() {
    String topic = topics.anySpineOut().replace("+", DEVICE.hex());
    assertEquals(Optional.empty(), topics.ofSpineOut(topic.replace("8888", "9999")));
    assertEquals(Optional.empty(), topics.ofSpineOut(topic.replace("aaaa", "AAAA")));
    assertEquals(Optional.empty(), topics.ofSpineOut(topic + "/more"));
    assertEquals(Optional.empty(), topics.ofSpineOut(topics.anySpineOut()));
  }

  @ParameterizedTest
  @CsvSource({
    "shiphub,true",
    "a/b-c/d_e.f,true",
    "'',false",
    "/a,false",
    "a/,false",
    "a//b,false",
    "a/+,false",
    "#,false",
    "a b,false",
    "$SYS,false",
    "1/2/3/4/5/6/7/8/9,false"
  })
  void aPrefixHasNoWildcardsAndNoEmptyLevels(String text, boolean isPrefix) {
    assertEquals(isPrefix, Topics.isPrefix(text));
  }
}
