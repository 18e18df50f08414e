package dev.shiphub.sim.quirk;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.Trouble;
import dev.shiphub.ship.discovery.Endpoint;
import dev.shiphub.ship.port.Arrivals;
import dev.shiphub.ship.port.DialOutcome;
import dev.shiphub.ship.port.Dialer;
import dev.shiphub.ship.port.Listener;
import dev.shiphub.sim.raw.Opened;
import dev.shiphub.sim.raw.RawDial;
import dev.shiphub.sim.raw.RawDoor;
import dev.shiphub.sim.raw.RawIdentity;
import dev.shiphub.sim.raw.RawLink;
import dev.shiphub.sim.raw.RawThreads;
import dev.shiphub.sim.raw.RawTls;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The listener and the dialer of a device whose WebSocket or TLS is odd. */
public final class OddPorts implements Listener, Dialer {
  private static final Set<Quirk> QUIRKS =
      Set.of(
          Quirk.NO_PONG,
          Quirk.FRAGMENTS,
          Quirk.TEXT_FRAMES,
          Quirk.HALF_OPEN,
          Quirk.CBC_ONLY,
          Quirk.WRONG_SKI_CERTIFICATE);

  private static final List<String> CBC = List.of("TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256");
  private static final Duration STEP = Duration.ofSeconds(10);
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final Quirks quirks;
  private final RawDial dial;
  private final InetSocketAddress where;
  private volatile @Nullable RawDoor door;

  /**
   * Does not bind yet.
   *
   * @param where port 0 takes any free one
   * @param identity what is shown
   */
  public OddPorts(
      InetSocketAddress where, RawIdentity identity, Quirks quirks, InstantSource clock) {
    this.where = where;
    this.quirks = quirks;
    RawDial plain = new RawDial(identity, STEP, clock);
    dial = quirks.has(Quirk.CBC_ONLY) ? plain.over(() -> RawTls.of(identity, CBC)) : plain;
  }

  /** Whether such quirks need these ports. */
  public static boolean areNeededFor(Quirks quirks) {
    return !quirks.hasNoneOf(QUIRKS);
  }

  @Override
  public int open(Arrivals arrivals) throws IOException {
    RawDoor opened = RawDoor.open(where, dial, () -> {});
    door = opened;
    RawThreads.start("odd-accept", () -> accept(opened, arrivals));
    return opened.port();
  }

  private void accept(RawDoor open, Arrivals arrivals) {
    try {
      while (open.equals(door)) {
        open.next(LOOK).ifPresent(news -> opened(news).ifPresent(arrivals::opened));
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private Optional<OddWire> opened(Opened news) {
    if (!(news instanceof Opened.Up(RawLink link))) {
      return Optional.empty();
    }
    Optional<Ski> peer = link.peer();
    if (peer.isEmpty()) {
      link.close();
    }
    return peer.map(ski -> new OddWire(link, ski, "by hand", quirks));
  }

  @Override
  public void close() {
    RawDoor open = door;
    door = null;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public DialOutcome dial(Ski expected, Endpoint endpoint, BooleanSupplier mayUpgrade) {
    List<DialOutcome.Try> tries = new ArrayList<>();
    for (String host : endpoint.hosts()) {
      InetSocketAddress target = new InetSocketAddress(host, endpoint.port());
      Opened answer = dial.open(target, endpoint.path());
      if (answer instanceof Opened.Up(RawLink link)) {
        if (link.peer().equals(Optional.of(expected))) {
          return new DialOutcome.Opened(new OddWire(link, expected, target.toString(), quirks));
        }
        link.close();
      }
      tries.add(vain(host, answer));
    }
    return new DialOutcome.Failed(tries);
  }

  private static DialOutcome.Try vain(String host, Opened answer) {
    return switch (answer) {
      case Opened.Up _ ->
          new DialOutcome.Try(
              host, DialOutcome.Phase.TLS, Trouble.OTHER_DEVICE, "answered as somebody else");
      case Opened.TlsEnded(_, String why, _) ->
          new DialOutcome.Try(host, DialOutcome.Phase.TLS, Trouble.TLS_FAILED, why);
      case Opened.NotUpgraded(_, String why) ->
          new DialOutcome.Try(host, DialOutcome.Phase.UPGRADE, Trouble.NO_SHIP, why);
      case Opened.NoAnswer(String why) ->
          new DialOutcome.Try(host, DialOutcome.Phase.CONNECT, Trouble.NO_ANSWER, why);
    };
  }
}
