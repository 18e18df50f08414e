package dev.shiphub.hub.adapter.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class BoardTest {
  private final Board board = new Board();

  private void show(String topic, String text) {
    board.show(topic, text);
  }

  private List<String> taken() {
    return take().stream().map(it -> it.topic() + "=" + it.payload()).toList();
  }

  private List<Publication> take() {
    List<Publication> all = new ArrayList<>();
    for (Optional<Publication> it = board.next(); it.isPresent(); it = board.next()) {
      all.add(it.get());
    }
    return all;
  }

  @Test
  void everythingOnItIsRetained() {
    show("a", "1");
    assertTrue(take().getFirst().isRetained());
  }

  @Test
  void whatChangesOftenIsPublishedOnceAsItIsNow() {
    show("a", "1");
    show("a", "2");
    show("b", "1");
    assertEquals(List.of("a=2", "b=1"), taken());
  }

  @Test
  void whatIsShownAgainUnchangedIsNotPublishedAgain() {
    show("a", "1");
    take().forEach(board::settled);
    show("a", "1");
    assertEquals(List.of(), taken());
    assertTrue(board.isIdle());
  }

  // Two publications of one topic under way could be stored in the wrong order after a resend.
  @Test
  void aTopicHasOnePublicationUnderWayAtATime() {
    show("a", "1");
    List<Publication> first = take();
    show("a", "2");
    assertEquals(List.of(), taken());
    first.forEach(board::settled);
    assertEquals(List.of("a=2"), taken());
  }

  @Test
  void afterAConnectionIsLostEverythingIsPublishedAfresh() {
    show("a", "1");
    show("b", "1");
    take().forEach(board::settled);
    board.comeBack();
    assertEquals(List.of("a=1", "b=1"), taken());
  }

  @Test
  void whatIsClearedIsPublishedEmptyOnce() {
    show("a", "1");
    take().forEach(board::settled);
    board.clear("a");
    List<Publication> emptiness = take();
    assertEquals("", emptiness.getFirst().payload());
    emptiness.forEach(board::settled);
    board.comeBack();
    assertEquals(List.of(), taken());
  }

  // Of an earlier run: the broker still has it, we never had.
  @Test
  void whatWasNeverShownCanBeCleared() {
    board.clear("a");
    assertEquals(List.of("a="), taken());
  }

  @Test
  void anEmptinessThatIsLostIsPublishedAgain() {
    board.clear("a");
    assertEquals(1, take().size());
    board.comeBack();
    assertEquals(List.of("a="), taken());
  }

  @Test
  void onlyWhatIsShownCanBeRepeated() {
    show("a", "1");
    take().forEach(board::settled);
    board.repeat("a");
    board.repeat("b");
    assertEquals(List.of("a=1"), taken());
  }
}
