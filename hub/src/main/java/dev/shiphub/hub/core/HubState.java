package dev.shiphub.hub.core;

import dev.shiphub.ship.Ski;
import java.time.Instant;
import java.util.Optional;

/**
 * All that the hub knows: the books and tables, each with one owner of its rules. Owned by the
 * loop's thread.
 *
 * @param own our SKI
 * @param limits the bounds
 * @param peers what is known of devices besides trust
 * @param records what survives a restart
 * @param slots the connections
 * @param sessions what the application was told of them
 * @param dials the dials planned and under way
 * @param desk who waits for a decision about trust
 * @param window whether users hear of them
 * @param pins what is known of PINs
 * @param stopping how far the stop has come
 * @param strangers what is told of devices that are not paired
 * @param out what is to be done
 */
record HubState(
    Ski own,
    Limits limits,
    PeerBook peers,
    RecordBook records,
    Slots slots,
    SessionBook sessions,
    DialScheduler dials,
    PairingDesk desk,
    PairingWindow window,
    PinBook pins,
    Stopping stopping,
    StrangerNotices strangers,
    Outbox out) {
  /** The device of this SKI; a new one may push out one that nobody needs. */
  Peer peer(Ski ski) {
    return peers.of(ski, this::isNeeded);
  }

  private boolean isNeeded(Peer peer) {
    Ski ski = peer.ski();
    return records.isTrusted(ski)
        || peer.where().fixed().isPresent()
        || dials.isUnderWay(ski)
        || !slots.lives(ski).isEmpty();
  }

  boolean isTrusted(Connection connection) {
    return records.isTrusted(connection.peer());
  }

  /** Tells what happened on a connection; of devices that are not paired, only so much. */
  void tell(NoticeType type, Connection connection, String cause, Instant now) {
    Notice notice = Notice.ofConnection(type, connection, cause);
    Optional<Notice> told =
        isTrusted(connection) ? Optional.of(notice) : strangers.pass(notice, now);
    told.ifPresent(out::notice);
  }

  /** Whether nothing of the hub's is under way. */
  boolean isDrained() {
    return slots.lives().isEmpty() && dials.underWay().isEmpty() && records.isIdle();
  }
}
