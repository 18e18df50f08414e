package dev.shiphub.ship.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Few members and many are kept in two ways; nobody can tell which. */
class FewMembersTest {
  @ParameterizedTest(name = "of {0}")
  @ValueSource(ints = {0, 1, 2, 4, 5, 8, 9, 40})
  void membersAreWhatAHashMapWouldHold(int count) {
    SequencedMap<String, JsonValue> expected = numbered(count);
    SequencedMap<String, JsonValue> members = built(expected).members();
    assertEquals(expected, members);
    assertEquals(members, expected);
    assertEquals(expected.hashCode(), members.hashCode());
    assertEquals(List.copyOf(expected.entrySet()), List.copyOf(members.entrySet()));
    assertEquals(
        List.copyOf(expected.reversed().keySet()), List.copyOf(members.reversed().keySet()));
    expected.forEach((name, value) -> assertEquals(value, members.get(name)));
    assertFalse(members.containsKey("another"));
    assertNull(members.get("another"));
  }

  @ParameterizedTest(name = "of {0}")
  @ValueSource(ints = {1, 8, 9})
  void membersCannotBeChanged(int count) {
    SequencedMap<String, JsonValue> members = built(numbered(count)).members();
    JsonValue value = JsonValue.of(1);
    assertThrows(UnsupportedOperationException.class, () -> members.put("name 0", value));
    assertThrows(UnsupportedOperationException.class, () -> members.remove("name 0"));
    assertThrows(UnsupportedOperationException.class, members::clear);
    assertThrows(UnsupportedOperationException.class, members::pollFirstEntry);
    Map.Entry<String, JsonValue> first = members.firstEntry();
    assertThrows(UnsupportedOperationException.class, () -> first.setValue(value));
    assertEquals(count, members.size());
  }

  @ParameterizedTest(name = "of {0}")
  @ValueSource(ints = {1, 2, 4, 7, 8, 9, 12})
  void whatIsPutLaterDoesNotReachAnObjectThatIsBuilt(int count) {
    JsonObjectBuilder builder = JsonValue.object();
    SequencedMap<String, JsonValue> expected = numbered(count);
    expected.forEach(builder::put);
    JsonObject built = builder.build();
    builder.put("name 0", 99).put("later", 1);
    assertEquals(expected, built.members());
    assertEquals(count + 1, builder.build().members().size());
    assertEquals(99L, builder.build().integer("name 0").orElseThrow());
  }

  @ParameterizedTest(name = "of {0}")
  @ValueSource(ints = {2, 8, 9})
  void aNameThatComesTwiceKeepsItsPlaceAndTheLastValue(int count) {
    JsonObjectBuilder builder = JsonValue.object();
    numbered(count).forEach(builder::put);
    JsonObject object = builder.put("name 0", 7).build();
    assertEquals(numbered(count).keySet(), object.members().keySet());
    assertEquals("name 0", object.members().firstEntry().getKey());
    assertEquals(7L, object.integer("name 0").orElseThrow());
  }

  @ParameterizedTest(name = "of {0}")
  @ValueSource(ints = {0, 3, 9})
  void eachValueCanBeChangedUnderItsName(int count) {
    JsonObject object = built(numbered(count));
    JsonObject texts = object.withEach(value -> JsonValue.of(JsonWriter.COMPACT.text(value)));
    assertEquals(List.copyOf(object.members().keySet()), List.copyOf(texts.members().keySet()));
    object.members().keySet().forEach(name -> assertTrue(texts.text(name).isPresent()));
    assertEquals(numbered(count), object.members());
  }

  @Test
  void theEndOfTheMembersIsAnEnd() {
    var each = JsonValue.member("a", JsonValue.of(1)).members().entrySet().iterator();
    assertEquals("a", each.next().getKey());
    assertFalse(each.hasNext());
    assertThrows(NoSuchElementException.class, each::next);
  }

  private static SequencedMap<String, JsonValue> numbered(int count) {
    SequencedMap<String, JsonValue> members = new LinkedHashMap<>();
    IntStream.range(0, count).forEach(at -> members.put("name " + at, JsonValue.of(at)));
    return members;
  }

  private static JsonObject built(SequencedMap<String, JsonValue> members) {
    JsonObjectBuilder builder = JsonValue.object();
    members.forEach(builder::put);
    return builder.build();
  }
}
