package dev.shiphub.bench;

import dev.shiphub.hub.core.DoubleConnectionRule;
import dev.shiphub.hub.core.HubCore;
import dev.shiphub.hub.core.Limits;
import dev.shiphub.hub.core.StoredState;
import dev.shiphub.hub.core.TrustRecord;
import dev.shiphub.hub.loop.AddressBook;
import dev.shiphub.hub.loop.Hub;
import dev.shiphub.hub.loop.HubParts;
import dev.shiphub.hub.loop.Ledger;
import dev.shiphub.hub.port.HubListener;
import dev.shiphub.hub.session.Lifetime;
import dev.shiphub.hub.session.SessionRules;
import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.clock.SteadyClock;
import dev.shiphub.ship.discovery.Announcement;
import dev.shiphub.ship.discovery.TxtRecord;
import dev.shiphub.ship.handshake.HandshakeTimes;
import dev.shiphub.ship.identity.LocalIdentity;
import dev.shiphub.ship.port.Discovery;
import dev.shiphub.ship.transport.Deadlines;
import dev.shiphub.ship.transport.InboundWatch;
import dev.shiphub.ship.transport.ListenAddress;
import dev.shiphub.ship.transport.ShipTls;
import dev.shiphub.ship.transport.TlsDialer;
import dev.shiphub.ship.transport.TlsListener;
import dev.shiphub.ship.transport.TransportLimits;
import dev.shiphub.ship.transport.TransportSetup;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A hub in this process, wired as the daemon's but for its discovery; its random delays are zero,
 * and it keeps nothing on a disk.
 */
final class OwnHub {
  private static final ShipId ID = new ShipId("bench-hub");
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

  /** An end is announced at once: nobody waits for a successor of the session. */
  private static final Limits LIMITS = withoutHandover(Limits.DEFAULT);

  private OwnHub() {}

  /** Starts one that trusts these. */
  static Hub start(
      LocalIdentity identity,
      List<Ski> trusted,
      Discovery discovery,
      HubListener listener,
      Deadlines deadlines)
      throws IOException {
    StoredState stored = trusting(trusted);
    AddressBook addressBook = new AddressBook(stored);
    TransportSetup transport =
        new TransportSetup(
            new ShipTls(identity),
            TransportLimits.DEFAULTS,
            deadlines,
            new SteadyClock(),
            addressBook);
    return Hub.start(
        new HubParts(
            new HubCore(
                identity.ski(),
                DoubleConnectionRule.EVIDENCE,
                LIMITS,
                STOP_TIMEOUT,
                stored,
                () -> 0L),
            rules(),
            LIMITS,
            STOP_TIMEOUT,
            List.of(),
            (_, _) -> {},
            new Ledger(),
            new TlsDialer(transport),
            new TlsListener(transport, ListenAddress.of(List.of("lo"), 0), InboundWatch.NONE),
            addressBook,
            discovery,
            port -> new Announcement("bench-hub", port, txt(identity.ski(), ID)),
            List.of(listener),
            List.of(),
            0,
            new SteadyClock(),
            SteadyClock.wall()));
  }

  private static Limits withoutHandover(Limits usual) {
    return new Limits(
        usual.pairedDevices(),
        usual.strangers(),
        usual.waitingStrangers(),
        usual.strangerWait(),
        usual.knownDevices(),
        usual.recordsPerDevice(),
        usual.attemptsPerDevice(),
        Duration.ZERO,
        usual.mailbox(),
        usual.sessionMailbox(),
        usual.heldOctets(),
        usual.notices(),
        usual.eventHistory(),
        usual.strangerNotices());
  }

  private static StoredState trusting(List<Ski> trusted) {
    List<TrustRecord> records =
        trusted.stream()
            .map(
                ski ->
                    new TrustRecord(
                        ski, Optional.empty(), TrustRecord.Origin.USER_INPUT, 64, Instant.EPOCH))
            .toList();
    return new StoredState(records, List.of());
  }

  private static SessionRules rules() {
    return new SessionRules(
        ID,
        HandshakeTimes.DEFAULT,
        Duration.ofSeconds(50),
        Duration.ofSeconds(10),
        Optional.empty(),
        true,
        Lifetime.UNLIMITED,
        64 * 1_024);
  }

  /** What a node says of itself by multicast DNS. */
  static TxtRecord txt(Ski ski, ShipId id) {
    return new TxtRecord(
        ski,
        id,
        "/ship/",
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(2));
  }
}
