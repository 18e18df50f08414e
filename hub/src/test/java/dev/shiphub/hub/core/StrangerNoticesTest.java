package dev.shiphub.hub.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shiphub.ship.Ski;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is told of devices that are not paired. */
final class StrangerNoticesTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Ski STRANGER = new Ski("1".repeat(40));

  private final StrangerNotices notices = new StrangerNotices(2);

  private Optional<String> told(NoticeType type, Duration at) {
    return notices
        .pass(Notice.ofDevice(type, STRANGER, "tls: closed"), NOW.plus(at))
        .map(Notice::cause);
  }

  private Optional<String> failed(int seconds) {
    return told(NoticeType.ATTEMPT_FAILED, Duration.ofSeconds(seconds));
  }

  @Test
  void soMuchIsToldInAMinuteAndTheRestIsCountedWithTheNext() {
    assertEquals(Optional.of("tls: closed"), failed(0));
    assertEquals(Optional.of("tls: closed"), failed(1));
    assertEquals(Optional.empty(), failed(2));
    assertEquals(Optional.empty(), failed(59));
    assertEquals(Optional.of("tls: closed (2 more of unpaired devices were not told)"), failed(60));
    assertEquals(Optional.of("tls: closed"), failed(61));
  }

  @Test
  void oneKindDoesNotHoldAnotherBack() {
    failed(0);
    failed(0);
    assertEquals(Optional.empty(), failed(0));
    assertEquals(
        Optional.of("tls: closed"), told(NoticeType.TRUST_REQUESTED, Duration.ofSeconds(1)));
  }
}
