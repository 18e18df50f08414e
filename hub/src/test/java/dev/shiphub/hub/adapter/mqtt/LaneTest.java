package dev.shiphub.hub.adapter.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class LaneTest {
  private static final int ROOM = 4;
  private final Lane lane = new Lane(ROOM, 1_000, LaneTest::words);

  private static Publication words(Gap gap) {
    return Publication.of("t", gap.toJson("events"));
  }

  private static Publication message(long seq) {
    return Publication.of("t", JsonValue.of(seq));
  }

  private void add(long from, long to) {
    for (long seq = from; seq <= to; seq++) {
      lane.add(seq, message(seq));
    }
  }

  private String name(Lane.Item item) {
    return switch (item) {
      case Lane.Item.Message(long seq, _) -> String.valueOf(seq);
      case Lane.Item.Missing(Gap gap) -> gap.from() + "-" + gap.to();
    };
  }

  /** Takes so many; none is settled. */
  private List<Lane.Item> take(int most) {
    List<Lane.Item> items = new ArrayList<>();
    for (int taken = 0; taken < most; taken++) {
      lane.next().ifPresent(items::add);
    }
    return items;
  }

  private List<String> all() {
    return take(100).stream().map(this::name).toList();
  }

  @Test
  void givesMessagesInTheirOrder() {
    add(1, 3);
    assertEquals(List.of("1", "2", "3"), all());
    assertEquals(Optional.empty(), lane.next());
  }

  @Test
  void theOldestGiveWayAndAGapTakesTheirPlace() {
    add(1, 7);
    assertEquals(List.of("1-3", "4", "5", "6", "7"), all());
    assertEquals(3, lane.dropped());
  }

  @Test
  void bytesCountAsMuchAsMessages() {
    String long400 = "x".repeat(400);
    for (long seq = 1; seq <= 3; seq++) {
      lane.add(seq, Publication.of("t", JsonValue.of(long400)));
    }
    assertEquals(List.of("1-1", "2", "3"), all());
    assertTrue(lane.bytes() <= 1_000, () -> "bytes " + lane.bytes());
  }

  // Whatever its size: it is told as missing and takes nobody's room.
  @Test
  void aMessageThatFitsNeverIsAGapByItself() {
    lane.add(1, Publication.of("t", JsonValue.of("x".repeat(2_000))));
    add(2, 2);
    assertEquals(List.of("1-1", "2"), all());
  }

  @Test
  void numbersThatNeverCameAreAGap() {
    add(1, 1);
    add(4, 4);
    assertEquals(List.of("1", "2-3", "4"), all());
    assertEquals(2, lane.dropped());
  }

  // Events number on over restarts: the first number of a run is no gap.
  @Test
  void theFirstNumberIsNoGapWhateverItIs() {
    add(77, 77);
    assertEquals(List.of("77"), all());
  }

  @Nested
  final class WhenTheConnectionIsLost {
    @Test
    void whatIsUnderWayGoesOutAgainFirstOfAll() {
      add(1, 3);
      assertEquals(2, take(2).size());
      lane.comeBack();
      assertEquals(List.of("1", "2", "3"), all());
    }

    @Test
    void whatTheBrokerHasDoesNotGoOutAgain() {
      add(1, 3);
      take(2).forEach(lane::settled);
      lane.comeBack();
      assertEquals(List.of("3"), all());
    }

    // The answer of the old connection may come after the new one has begun.
    @Test
    void aLateAnswerForWhatWaitsAgainChangesNothing() {
      add(1, 1);
      List<Lane.Item> taken = take(1);
      lane.comeBack();
      taken.forEach(lane::settled);
      assertEquals(List.of("1"), all());
      assertEquals(1, lane.messages());
    }

    @Test
    void whatIsUnderWayKeepsItsRoomAndIsNotDropped() {
      add(1, 4);
      assertEquals(2, take(2).size());
      add(5, 6);
      lane.comeBack();
      assertEquals(List.of("1", "2", "3-4", "5", "6"), all());
    }

    @Test
    void gapsThatMeetAreOneGap() {
      add(1, 6);
      assertEquals(3, take(3).size(), "the gap 1-2, 3 and 4");
      add(7, 8);
      lane.comeBack();
      add(9, 10);
      assertEquals(List.of("1-6", "7", "8", "9", "10"), all());
      assertEquals(6, lane.dropped());
    }
  }

  @Test
  void roomComesBackWithWhatTheBrokerHas() {
    add(1, 4);
    take(4).forEach(lane::settled);
    assertTrue(lane.isIdle());
    assertEquals(0, lane.messages());
    assertEquals(0, lane.bytes());
    add(5, 8);
    assertEquals(List.of("5", "6", "7", "8"), all());
  }

  @Test
  void aGapSaysHowManyAndWhich() {
    assertEquals(
        "{\"type\":\"Gap\",\"of\":\"events\",\"missed\":3,\"from\":4,\"to\":6}",
        words(new Gap(4, 6)).payload());
  }
}
