package dev.shiphub.hub.loop;

import dev.shiphub.hub.core.DoubleConnectionRule;
import dev.shiphub.hub.core.HubCore;
import dev.shiphub.hub.core.Limits;
import dev.shiphub.hub.core.StaticPeer;
import dev.shiphub.hub.core.StoredState;
import dev.shiphub.hub.core.TrustRecord;
import dev.shiphub.hub.port.HubListener;
import dev.shiphub.hub.port.HubWatch;
import dev.shiphub.hub.port.RecordStore;
import dev.shiphub.hub.session.SessionRules;
import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.clock.SteadyClock;
import dev.shiphub.ship.discovery.Announcement;
import dev.shiphub.ship.discovery.Endpoint;
import dev.shiphub.ship.discovery.TxtRecord;
import dev.shiphub.ship.handshake.HandshakeTimes;
import dev.shiphub.ship.port.Arrivals;
import dev.shiphub.ship.port.DialOutcome;
import dev.shiphub.ship.port.Dialer;
import dev.shiphub.ship.port.Discovery;
import dev.shiphub.ship.port.Listener;
import dev.shiphub.ship.port.Sighting;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A hub in memory: real threads and clock, no network. Our SKI is the bigger one, so it dials soon.
 */
public final class HubFixture {
  static final Ski OWN = new Ski("f".repeat(40));
  static final Ski DEVICE = new Ski("1".repeat(40));

  final List<HubListener> listeners = new ArrayList<>();
  final List<HubWatch> watches = new ArrayList<>();
  final List<StoredState> saved = new ArrayList<>();
  RecordStore store = (state, _) -> saved.add(state);
  final Port port = new Port();
  final Air air = new Air();
  Dialer dialer = (_, _, _) -> new DialOutcome.Failed(List.of());
  Duration stopTimeout = Duration.ofSeconds(5);

  /** The clock of the loop. */
  public InstantSource steady = new SteadyClock();

  /** Starts a hub of these parts. */
  public Hub start() throws IOException {
    StoredState stored =
        new StoredState(
            List.of(
                new TrustRecord(
                    DEVICE, Optional.empty(), TrustRecord.Origin.USER_INPUT, 64, Instant.EPOCH)),
            List.of());
    Endpoint somewhere = new Endpoint(List.of("memory"), 1, "/", Optional.empty());
    HubCore core =
        new HubCore(
            OWN,
            DoubleConnectionRule.EVIDENCE,
            Limits.DEFAULT,
            stopTimeout,
            stored,
            new SplittableRandom(1));
    SessionRules rules =
        new SessionRules(
            new ShipId("hub"),
            HandshakeTimes.DEFAULT,
            Duration.ofSeconds(50),
            Duration.ofSeconds(10),
            64 * 1_024);
    return Hub.start(
        new HubParts(
            core,
            rules,
            Limits.DEFAULT,
            stopTimeout,
            List.of(new StaticPeer(DEVICE, somewhere)),
            (state, audit) -> store.save(state, audit),
            new Ledger(),
            (ski, endpoint, mayUpgrade) -> dialer.dial(ski, endpoint, mayUpgrade),
            port,
            new AddressBook(stored),
            air,
            HubFixture::announcement,
            listeners,
            watches,
            0,
            () -> steady.instant(),
            SteadyClock.wall()));
  }

  private static Announcement announcement(int shipPort) {
    TxtRecord txt =
        new TxtRecord(
            OWN,
            new ShipId("hub"),
            "/ship/",
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(2));
    return new Announcement("hub", shipPort, txt);
  }

  /** A listening port that a test can knock on. */
  static final class Port implements Listener {
    final AtomicInteger closes = new AtomicInteger();
    volatile boolean isTaken;
    volatile Arrivals arrivals = _ -> {};

    @Override
    public int open(Arrivals hears) throws IOException {
      if (isTaken) {
        throw new IOException("Address already in use");
      }
      arrivals = hears;
      return 4_712;
    }

    @Override
    public void close() {
      closes.incrementAndGet();
    }
  }

  /** Multicast DNS that a test can speak through. */
  static final class Air implements Discovery {
    final AtomicInteger closes = new AtomicInteger();
    volatile boolean isBroken;
    volatile Consumer<Sighting> sightings = _ -> {};

    @Override
    public void browse(Consumer<Sighting> sees) {
      if (isBroken) {
        throw new IllegalStateException("no multicast");
      }
      sightings = sees;
    }

    @Override
    public void announce(Announcement own) {}

    @Override
    public void withdraw() {}

    @Override
    public List<String> report() {
      return List.of();
    }

    @Override
    public void close() {
      closes.incrementAndGet();
    }
  }
}
