package dev.shiphub.hub;

import dev.shiphub.hub.adapter.file.RejectedEntry;
import dev.shiphub.hub.core.Notice;
import dev.shiphub.hub.core.NoticeType;
import dev.shiphub.hub.port.HubListener;
import dev.shiphub.hub.port.PublishedNotice;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Entries of the trust file that were none, told as events before those of the hub. */
final class RejectedTrust {
  private RejectedTrust() {}

  /**
   * Tells of each.
   *
   * @param lastSeq the last event number in use
   * @return the last one in use afterwards
   */
  static long tell(
      List<RejectedEntry> rejected, List<HubListener> listeners, long lastSeq, Instant now) {
    long seq = lastSeq;
    for (RejectedEntry entry : rejected) {
      seq++;
      String cause = entry.where() + " in trust.json was set aside: " + entry.why();
      PublishedNotice notice =
          new PublishedNotice(
              seq,
              now,
              0,
              new Notice(NoticeType.TRUST_WITHDRAWN, entry.ski(), Optional.empty(), cause));
      listeners.forEach(listener -> listener.onNotice(notice));
    }
    return seq;
  }
}
