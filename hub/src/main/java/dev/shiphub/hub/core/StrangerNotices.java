package dev.shiphub.hub.core;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Bounds what is told of devices that are not paired, for each kind of notice by itself.
 *
 * <p>Anybody on the network can cause such notices as often as he likes; they must not push what
 * happened to paired devices out of the history. Owned by the loop's thread.
 */
final class StrangerNotices {
  private static final Duration SPAN = Duration.ofMinutes(1);

  private final int most;
  private final Map<NoticeType, Span> spans = new EnumMap<>(NoticeType.class);

  /**
   * Nothing told yet.
   *
   * @param most notices of a kind that are told in a minute
   */
  StrangerNotices(int most) {
    this.most = most;
  }

  /** What was told since, and what was not. */
  private record Span(Instant since, int told, long held) {}

  /**
   * The notice, with a count of those that were held back before it; empty if it is held back
   * itself.
   */
  Optional<Notice> pass(Notice notice, Instant now) {
    Span last = spans.getOrDefault(notice.type(), new Span(now, 0, 0));
    boolean isOver = !now.isBefore(last.since().plus(SPAN));
    Span span = isOver ? new Span(now, 0, last.held()) : last;
    if (span.told() >= most) {
      spans.put(notice.type(), new Span(span.since(), span.told(), span.held() + 1));
      return Optional.empty();
    }
    spans.put(notice.type(), new Span(span.since(), span.told() + 1, 0));
    return Optional.of(span.held() == 0 ? notice : counting(notice, span.held()));
  }

  private static Notice counting(Notice notice, long held) {
    String cause = notice.cause() + " (" + held + " more of unpaired devices were not told)";
    return new Notice(notice.type(), notice.ski(), notice.session(), cause);
  }
}
