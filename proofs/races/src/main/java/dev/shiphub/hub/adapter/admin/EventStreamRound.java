package dev.shiphub.hub.adapter.admin;

import dev.shiphub.hub.core.Notice;
import dev.shiphub.hub.core.NoticeType;
import dev.shiphub.hub.port.PublishedNotice;
import dev.shiphub.hub.race.Race;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Publishing and closing while somebody follows, who hears every event once, in order, and is let
 * go.
 */
public final class EventStreamRound implements Race.Round {
  private static final int EVENTS = 2;
  private static final Duration FOR_EVER = Duration.ofDays(1);
  private static final List<PublishedNotice> NOTICES = List.of(notice(1), notice(EVENTS));

  private final EventStream events = new EventStream(EVENTS, 0);
  private final List<Long> heard = new ArrayList<>();

  /** A round. */
  public static Supplier<Race.Round> following() {
    return EventStreamRound::new;
  }

  private static PublishedNotice notice(long seq) {
    Notice what = new Notice(NoticeType.HUB_STARTED, Optional.empty(), Optional.empty(), "");
    return new PublishedNotice(seq, Instant.EPOCH, 0, what);
  }

  @Override
  public List<Runnable> threads() {
    return List.of(this::publish, this::follow);
  }

  private void publish() {
    NOTICES.forEach(events::onNotice);
    events.close();
  }

  private void follow() {
    try {
      long known = 0;
      boolean isOver = false;
      while (!isOver) {
        EventStream.Page page = events.await(known, EVENTS, FOR_EVER);
        if (page.isGap()) {
          heard.add(-1L);
        }
        page.notices().forEach(notice -> heard.add(notice.seq()));
        known = page.upTo();
        isOver = page.isOver();
      }
    } catch (InterruptedException nobodyDoes) {
      throw new IllegalStateException(nobodyDoes);
    }
  }

  @Override
  public Optional<String> fault() {
    List<Long> all = NOTICES.stream().map(PublishedNotice::seq).toList();
    return heard.equals(all)
        ? Optional.empty()
        : Optional.of("heard " + heard + " (-1: a gap) of " + all);
  }
}
