package dev.shiphub.it;

import dev.shiphub.hub.adapter.file.EventLog;
import dev.shiphub.hub.adapter.file.TrustFile;
import dev.shiphub.hub.core.DoubleConnectionRule;
import dev.shiphub.hub.core.HubCore;
import dev.shiphub.hub.core.Limits;
import dev.shiphub.hub.core.StaticPeer;
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
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A hub in this process, wired as the daemon's but for its discovery, on the loopback interface.
 */
final class LoopbackHub {
  private static final ShipId ID = new ShipId("hub");
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

  private final Hub hub;
  private final Deadlines deadlines;

  private LoopbackHub(Hub hub, Deadlines deadlines) {
    this.hub = hub;
    this.deadlines = deadlines;
  }

  /**
   * Starts it.
   *
   * @param port 0 for a free one
   * @param state where trust and events are written
   * @param stored what it remembers
   * @param peers whom it dials, if it trusts them
   */
  static LoopbackHub start(
      LocalIdentity identity,
      int port,
      Path state,
      StoredState stored,
      List<StaticPeer> peers,
      Discovery discovery,
      List<HubListener> others)
      throws IOException {
    return start(identity, port, state, stored, peers, discovery, others, Lifetime.UNLIMITED);
  }

  /** Starts one that renews its connections. */
  static LoopbackHub start(
      LocalIdentity identity,
      int port,
      Path state,
      StoredState stored,
      List<StaticPeer> peers,
      Discovery discovery,
      List<HubListener> others,
      Lifetime lifetime)
      throws IOException {
    Ledger ledger = new Ledger();
    TrustFile trustFile = new TrustFile(state.resolve("trust.json"));
    EventLog log = new EventLog(state, ledger::write);
    List<HubListener> listeners = new ArrayList<>(others);
    listeners.add(log);
    Deadlines deadlines = new Deadlines();
    AddressBook addressBook = new AddressBook(stored);
    TransportSetup transport =
        new TransportSetup(
            new ShipTls(identity),
            // All its devices are at one address.
            TransportLimits.DEFAULTS.with(TransportLimits.Rates.UNLIMITED),
            deadlines,
            new SteadyClock(),
            addressBook);
    HubParts parts =
        new HubParts(
            core(identity.ski(), stored),
            rules(lifetime),
            Limits.DEFAULT,
            STOP_TIMEOUT,
            peers,
            (records, _) -> trustFile.save(records),
            ledger,
            new TlsDialer(transport),
            new TlsListener(transport, ListenAddress.of(List.of("lo"), port), InboundWatch.NONE),
            addressBook,
            discovery,
            open -> new Announcement("hub", open, txt(identity.ski())),
            listeners,
            List.of(),
            log.lastSeq(),
            new SteadyClock(),
            SteadyClock.wall());
    return new LoopbackHub(Hub.start(parts), deadlines);
  }

  /** What a hub remembers that trusts these. */
  static StoredState trusting(List<Ski> trusted) {
    List<TrustRecord> records =
        trusted.stream()
            .map(
                ski ->
                    new TrustRecord(
                        ski, Optional.empty(), TrustRecord.Origin.USER_INPUT, 64, Instant.EPOCH))
            .toList();
    return new StoredState(records, List.of());
  }

  /** It dials at once: its random delays are the shortest. */
  private static HubCore core(Ski own, StoredState stored) {
    return new HubCore(
        own, DoubleConnectionRule.EVIDENCE, Limits.DEFAULT, STOP_TIMEOUT, stored, () -> 0L);
  }

  private static SessionRules rules(Lifetime lifetime) {
    return new SessionRules(
        ID,
        HandshakeTimes.DEFAULT,
        Duration.ofSeconds(50),
        Duration.ofSeconds(10),
        Optional.empty(),
        true,
        lifetime,
        64 * 1_024);
  }

  private static TxtRecord txt(Ski ski) {
    return new TxtRecord(
        ski,
        ID,
        "/ship/",
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(2));
  }

  Hub hub() {
    return hub;
  }

  /** Stops it as the daemon does; returns whether nothing was left behind. */
  boolean stop() {
    boolean isClean = hub.stop();
    deadlines.close();
    return isClean;
  }
}
