package dev.shiphub.hub.core;

import static dev.shiphub.hub.core.Fixtures.START;
import static dev.shiphub.hub.core.Fixtures.out;
import static dev.shiphub.hub.core.Fixtures.smaller;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.Ski;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * What the application hears of sessions and devices.
 *
 * <p>Proof of promise 3.
 */
final class SessionBookTest {
  private static final Ski DEVICE = smaller(1);
  private static final Connection A = out(1, DEVICE);
  private static final Connection B = out(2, DEVICE);

  private final SessionBook book = new SessionBook(Duration.ofSeconds(2));
  private final List<Notice> heard = new ArrayList<>();

  private void begin(Connection connection, int atMillis) {
    heard.addAll(book.begin(connection, at(atMillis)));
  }

  private void due(int atMillis) {
    heard.addAll(book.due(at(atMillis)));
  }

  private static Instant at(int millis) {
    return START.plusMillis(millis);
  }

  private List<String> words() {
    return heard.stream()
        .map(notice -> notice.type().label() + notice.session().map(id -> " " + id).orElse(""))
        .toList();
  }

  @Test
  void theFirstSessionConnectsTheDevice() {
    begin(A, 0);
    assertEquals(List.of("DeviceConnected", "SessionStarted c1"), words());
  }

  @Test
  void aSessionBeginsOnce() {
    begin(A, 0);
    begin(A, 10);
    assertEquals(List.of("DeviceConnected", "SessionStarted c1"), words());
  }

  @Test
  void anEndWithoutASuccessorDisconnectsTheDeviceAfterTheHandover() {
    begin(A, 0);
    heard.clear();
    book.end(A, "reset", at(100));
    due(2_099);
    assertEquals(List.of(), words());
    assertEquals(Optional.of(at(2_100)), book.deadline());
    due(2_100);
    assertEquals(List.of("SessionEnded c1", "DeviceDisconnected"), words());
    assertEquals("reset", heard.getFirst().cause());
  }

  @Test
  void aSuccessorWithinTheHandoverReplacesTheSession() {
    begin(A, 0);
    heard.clear();
    book.end(A, "reset", at(100));
    begin(B, 2_099);
    assertEquals(List.of("SessionReplaced c1", "SessionStarted c2"), words());
    assertEquals("c2", heard.getFirst().cause());
    due(10_000);
    assertEquals(2, heard.size());
  }

  @Test
  void aTakeoverReplacesTheRunningSession() {
    begin(A, 0);
    heard.clear();
    begin(B, 50);
    assertEquals(List.of("SessionReplaced c1", "SessionStarted c2"), words());
    book.end(A, "its end is nobody's news", at(60));
    due(10_000);
    assertEquals(2, heard.size());
  }

  // The clock may have passed the end of the hand-over before anybody looked.
  @Test
  void aSuccessorThatComesTooLateConnectsTheDeviceAnew() {
    begin(A, 0);
    book.end(A, "reset", at(100));
    heard.clear();
    begin(B, 2_100);
    assertEquals(
        List.of("SessionEnded c1", "DeviceDisconnected", "DeviceConnected", "SessionStarted c2"),
        words());
  }

  @Test
  void anEndByDecisionDoesNotWaitForASuccessor() {
    begin(A, 0);
    heard.clear();
    heard.addAll(book.endNow(DEVICE, "trust was withdrawn"));
    heard.addAll(book.endNow(DEVICE, "again"));
    assertEquals(List.of("SessionEnded c1", "DeviceDisconnected"), words());
  }

  @Test
  void closingEndsWhatRunsAndWhatWaitsForASuccessor() {
    Connection other = out(3, smaller(2));
    begin(A, 0);
    begin(other, 0);
    book.end(A, "reset", at(1));
    heard.clear();
    heard.addAll(book.close("stopping"));
    assertEquals(
        List.of("SessionEnded c1", "DeviceDisconnected", "SessionEnded c3", "DeviceDisconnected"),
        words());
    assertEquals("reset", heard.getFirst().cause());
    assertEquals("stopping", heard.get(2).cause());
    assertEquals(Optional.empty(), book.deadline());
  }

  // Whatever the order of calls: connected and disconnected alternate, every session ends once.
  @Test
  void noOrderOfCallsBreaksTheAlternation() {
    for (long seed = 0; seed < 500; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      SessionBook any = new SessionBook(Duration.ofSeconds(2));
      NoticeGrammar grammar = new NoticeGrammar();
      Instant now = START;
      for (int step = 0; step < 60; step++) {
        now = now.plusMillis(random.nextInt(1_500));
        Connection connection = out(random.nextInt(1, 5), DEVICE);
        switch (random.nextInt(5)) {
          case 0, 1 -> grammar.hear(any.begin(connection, now));
          case 2 -> any.end(connection, "lost", now);
          case 3 -> grammar.hear(any.due(now));
          default -> grammar.hear(any.endNow(DEVICE, "decided"));
        }
      }
      grammar.hear(any.close("stop"));
      assertTrue(grammar.faults().isEmpty(), "seed " + seed + ": " + grammar.faults());
      assertTrue(grammar.isQuiet(), "seed " + seed + ": something never ended");
    }
  }
}
