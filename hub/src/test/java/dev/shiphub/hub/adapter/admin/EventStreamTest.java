package dev.shiphub.hub.adapter.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.hub.adapter.admin.EventStream.Page;
import dev.shiphub.hub.port.PublishedNotice;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is kept of the events, and what a follower gets of it. */
final class EventStreamTest {
  private static final Duration LONG = Duration.ofSeconds(10);

  private final EventStream events = new EventStream(3, 10);

  private void happens(long... numbers) {
    for (long seq : numbers) {
      events.onNotice(Samples.notice(seq));
    }
  }

  private static List<Long> numbers(Page page) {
    return page.notices().stream().map(PublishedNotice::seq).toList();
  }

  // 11 to 15 happened, 13 to 15 are kept.
  @ParameterizedTest
  @CsvSource({
    "15, '', 15, false",
    "14, 15, 15, false",
    "12, 13 14 15, 15, false",
    "11, 13 14 15, 15, true",
    "0, 13 14 15, 15, true",
    "16, 13 14 15, 15, true"
  })
  void aFollowerGetsWhatItDoesNotKnowAndIsToldOfAGap(
      long after, String expected, long upTo, boolean isGap) {
    happens(11, 12, 13, 14, 15);
    Page page = events.since(after, 1_000);
    String got = String.join(" ", numbers(page).stream().map(String::valueOf).toList());
    assertEquals(expected, got);
    assertEquals(upTo, page.upTo());
    assertEquals(isGap, page.isGap());
  }

  @Test
  void theLastEventOfAnEarlierRunIsNoGap() {
    assertFalse(events.since(10, 1_000).isGap());
    assertTrue(events.since(9, 1_000).isGap());
    happens(11);
    assertEquals(List.of(11L), numbers(events.since(10, 1_000)));
  }

  // The stream itself can be told by its outlet that it was too slow.
  @Test
  void aGapOnTheWayHereIsAGapForEveryFollower() {
    happens(11, 12);
    events.onGap(3);
    happens(16);
    Page page = events.since(12, 1_000);
    assertTrue(page.isGap());
    assertEquals(List.of(16L), numbers(page));
    assertEquals(List.of(16L), numbers(events.latest(1_000)));
  }

  @Test
  void aPageIsBounded() throws InterruptedException {
    happens(11, 12, 13);
    Page first = events.await(10, 2, LONG);
    assertEquals(List.of(11L, 12L), numbers(first));
    assertEquals(List.of(13L), numbers(events.await(first.upTo(), 2, LONG)));
  }

  @Test
  void aWaitingFollowerIsWokenByAnEvent() throws Exception {
    CompletableFuture<Page> page = new CompletableFuture<>();
    Thread follower = Thread.ofVirtual().start(() -> complete(page, 10));
    happens(11);
    assertEquals(List.of(11L), numbers(page.get(10, TimeUnit.SECONDS)));
    follower.join();
  }

  @Test
  void aQuietTimeGivesAnEmptyPage() throws InterruptedException {
    Page page = events.await(10, 5, Duration.ofMillis(1));
    assertEquals(List.of(), page.notices());
    assertEquals(10, page.upTo());
    assertFalse(page.isOver());
  }

  @Test
  void theEndComesAfterTheLastEvent() throws InterruptedException {
    happens(11, 12);
    events.close();
    Page first = events.await(10, 1, LONG);
    assertFalse(first.isOver());
    Page last = events.await(11, 1, LONG);
    assertEquals(List.of(12L), numbers(last));
    assertTrue(last.isOver());
    assertTrue(events.await(12, 1, LONG).isOver());
  }

  @Test
  void aStreamWithoutRoomCannotBe() {
    assertThrows(IllegalArgumentException.class, () -> new EventStream(0, 0));
  }

  private void complete(CompletableFuture<Page> page, long after) {
    try {
      page.complete(events.await(after, 5, LONG));
    } catch (InterruptedException unexpected) {
      page.completeExceptionally(unexpected);
    }
  }
}
