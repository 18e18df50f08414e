package dev.shiphub.hub.adapter.admin;

import dev.shiphub.hub.core.Notice;
import dev.shiphub.hub.core.NoticeType;
import dev.shiphub.hub.port.PublishedNotice;
import java.time.Instant;
import java.util.Optional;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** Two events are told while somebody reads from the begin: none, the first, or both. */
@JCStressTest
@Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "before both")
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "between them")
@Outcome(id = "12", expect = Expect.ACCEPTABLE, desc = "after both")
@Outcome(expect = Expect.FORBIDDEN, desc = "one is missed, or a gap told")
@State
public class EventStreamStress {
  private static final int GAP = 1_000;
  private static final PublishedNotice FIRST = notice(1);
  private static final PublishedNotice SECOND = notice(2);

  private final EventStream events = new EventStream(4, 0);

  private static PublishedNotice notice(long seq) {
    Notice what = new Notice(NoticeType.HUB_STARTED, Optional.empty(), Optional.empty(), "");
    return new PublishedNotice(seq, Instant.EPOCH, 0, what);
  }

  /** The hub. */
  @Actor
  public void publish() {
    events.onNotice(FIRST);
    events.onNotice(SECOND);
  }

  /** The follower; the result has a digit for each event. */
  @Actor
  public void read(I_Result result) {
    EventStream.Page page = events.since(0, Integer.MAX_VALUE);
    int heard = page.isGap() ? GAP : 0;
    for (PublishedNotice notice : page.notices()) {
      heard = 10 * heard + (int) notice.seq();
    }
    result.r1 = heard;
  }
}
