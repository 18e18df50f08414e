package dev.shiphub.hub;

import dev.shiphub.hub.adapter.admin.EventStream;
import dev.shiphub.hub.adapter.file.EventLog;
import dev.shiphub.hub.adapter.file.RejectedEntry;
import dev.shiphub.hub.loop.Ledger;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * Where events are kept: on disk and for who follows them. Their numbers go on over a restart.
 *
 * @param ledger what writes everything that is durable
 * @param log the file
 * @param stream for followers
 * @param lastSeq the last number that was given before the hub starts
 */
record Chronicle(Ledger ledger, EventLog log, EventStream stream, long lastSeq) {
  /**
   * Opens it, and tells of what was rejected of the trust store.
   *
   * @param most how many events are kept for followers
   */
  static Chronicle open(Path state, int most, List<RejectedEntry> rejected, Instant now)
      throws IOException {
    Ledger ledger = new Ledger();
    EventLog log = new EventLog(state, ledger::write);
    long before = log.lastSeq();
    EventStream stream = new EventStream(most, before);
    long lastSeq = RejectedTrust.tell(rejected, List.of(log, stream), before, now);
    return new Chronicle(ledger, log, stream, lastSeq);
  }
}
