package dev.shiphub.hub.spine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.shiphub.hub.spine.SpineCommand.Read;
import dev.shiphub.ship.json.JsonLimits;
import dev.shiphub.ship.json.JsonReader;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.json.Parsed;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user writes to be sent to a device. */
final class SpineCommandTest {
  private static final String GOOD =
      "{'cmdClassifier':'read','destination':{'entity':[1],'feature':2},'cmd':[{'x':{}}]}";

  private static Read read(String text) {
    Parsed.Ok parsed =
        assertInstanceOf(
            Parsed.Ok.class,
            new JsonReader(JsonLimits.ofBytes(1_000)).read(text.replace('\'', '"')));
    return SpineCommand.read(assertInstanceOf(JsonObject.class, parsed.value()));
  }

  private static String why(String text) {
    return assertInstanceOf(Read.Malformed.class, read(text)).why();
  }

  @Test
  void isTakenAsItIsWritten() {
    SpineCommand command = assertInstanceOf(Read.Ok.class, read(GOOD)).command();
    assertEquals("read", command.classifier());
    assertEquals(
        JsonValue.object()
            .put("entity", JsonValue.array(JsonValue.of(1)))
            .put("feature", 2)
            .build(),
        command.destination());
    assertEquals(
        List.of(JsonValue.object().put("x", JsonValue.object()).build()), command.cmd().items());
  }

  @ParameterizedTest
  @ValueSource(strings = {"read", "write", "call", "notify", "reply", "result"})
  void hasAClassifierOfSpine(String classifier) {
    Read read = read(GOOD.replace("'read'", "'" + classifier + "'"));
    assertEquals(classifier, assertInstanceOf(Read.Ok.class, read).command().classifier());
  }

  @ParameterizedTest
  @ValueSource(strings = {"'READ'", "''", "1", "null"})
  void hasNoOtherClassifier(String classifier) {
    String why = why(GOOD.replace("'read'", classifier));
    assertEquals("cmdClassifier is one of ", why.substring(0, "cmdClassifier is one of ".length()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{'entity':[1]}",
        "{'feature':2}",
        "{'entity':1,'feature':2}",
        "{'entity':['1'],'feature':2}",
        "{'entity':[1],'feature':-1}",
        "{'entity':[1],'feature':4294967296}",
        "{'device':7,'entity':[1],'feature':2}"
      })
  void saysWhereToSendIt(String destination) {
    assertEquals(
        "destination has an entity, as a list of numbers, and a feature, each from 0 to 4294967295",
        why(GOOD.replace("{'entity':[1],'feature':2}", destination)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "{'x':{}}", "[1]", "[{'x':{}},1]", "'x'"})
  void hasAtLeastOneCommand(String cmd) {
    assertEquals("cmd is a list of at least one object", why(GOOD.replace("[{'x':{}}]", cmd)));
  }
}
