package dev.shiphub.ship.transport;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.discovery.Endpoint;
import dev.shiphub.ship.identity.LocalIdentity;
import dev.shiphub.ship.port.Acquaintances;
import dev.shiphub.ship.port.Arrivals;
import dev.shiphub.ship.port.DialOutcome;
import dev.shiphub.ship.port.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** One SHIP node of ours on the loopback interface: listener, dialer, and what came of them. */
final class Node implements AutoCloseable {
  /** Without limits of rate: all that a test dials comes from one address. */
  static final TransportLimits LIMITS =
      TransportLimits.DEFAULTS.with(TransportLimits.Rates.UNLIMITED);

  final LocalIdentity identity;
  final TransportLimits limits;
  final Deadlines deadlines = new Deadlines();
  final TransportSetup setup;
  final List<Transport> accepted = new CopyOnWriteArrayList<>();
  final List<InboundRefusal> refusals = new CopyOnWriteArrayList<>();
  final List<Ski> authenticated = new CopyOnWriteArrayList<>();
  private final List<TlsListener> listeners = new CopyOnWriteArrayList<>();
  private final List<Transport> dialled = new CopyOnWriteArrayList<>();

  Node() {
    this(LIMITS);
  }

  Node(TransportLimits limits) {
    this(newIdentity(), limits, InstantSource.system(), false);
  }

  /** One that keeps places for others. */
  Node(TransportLimits limits, Acquaintances acquaintances) {
    identity = newIdentity();
    this.limits = limits;
    setup =
        new TransportSetup(
            new ShipTls(identity), limits, deadlines, InstantSource.system(), acquaintances);
  }

  Node(LocalIdentity identity, TransportLimits limits, InstantSource clock, boolean isTls13) {
    this.identity = identity;
    this.limits = limits;
    this.setup = new TransportSetup(new ShipTls(identity, isTls13), limits, deadlines, clock);
  }

  static LocalIdentity newIdentity() {
    return LocalIdentity.generate(
        "test", Instant.parse("2026-11-21T00:00:00Z"), new SecureRandom());
  }

  /** Default limits with one short phase. */
  static TransportLimits hasty(Duration tls, Duration upgrade) {
    return LIMITS.with(
        new TransportLimits.Times(
            Duration.ofSeconds(1), Duration.ofSeconds(1), tls, upgrade, Duration.ofSeconds(2)));
  }

  Ski ski() {
    return identity.ski();
  }

  /** Listens on a free port of 127.0.0.1. */
  int listen() throws IOException {
    return listener().open(arrivals());
  }

  TlsListener listener() throws IOException {
    TlsListener listener =
        new TlsListener(
            setup,
            ListenAddress.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
            refusals::add);
    listeners.add(listener);
    return listener;
  }

  Arrivals arrivals() {
    return new Arrivals() {
      @Override
      public void opened(Transport transport) {
        accepted.add(transport);
      }

      @Override
      public void authenticated(Ski peer) {
        authenticated.add(peer);
      }
    };
  }

  static Endpoint at(int port) {
    return new Endpoint(List.of("127.0.0.1"), port, "/ship/", Optional.empty());
  }

  /** Dials on a virtual thread, as the port wants it. */
  DialOutcome dial(Ski expected, Endpoint endpoint) {
    return dial(expected, endpoint, () -> true);
  }

  DialOutcome dial(Ski expected, Endpoint endpoint, BooleanSupplier mayUpgrade) {
    return dial(new TlsDialer(setup), expected, endpoint, mayUpgrade);
  }

  /** Dials from an address of its own. */
  DialOutcome dialFrom(InetAddress source, Ski expected, int port) {
    return dialFrom(source, expected, port, () -> true);
  }

  DialOutcome dialFrom(InetAddress source, Ski expected, int port, BooleanSupplier mayUpgrade) {
    return dial(new TlsDialer(setup, source), expected, at(port), mayUpgrade);
  }

  private static DialOutcome dial(
      TlsDialer dialer, Ski expected, Endpoint endpoint, BooleanSupplier mayUpgrade) {
    CompletableFuture<DialOutcome> outcome = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                outcome.complete(dialer.dial(expected, endpoint, mayUpgrade));
              } catch (InterruptedException | RuntimeException failed) {
                outcome.completeExceptionally(failed);
              }
            });
    try {
      return outcome.get(30, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException failed) {
      throw new AssertionError(failed);
    }
  }

  Transport open(Ski expected, int port) {
    return switch (dial(expected, at(port))) {
      case DialOutcome.Opened(Transport transport) -> {
        dialled.add(transport);
        yield transport;
      }
      case DialOutcome.Failed failed -> throw new AssertionError(failed.words());
    };
  }

  DialOutcome.Failed fail(Ski expected, int port) {
    return (DialOutcome.Failed) dial(expected, at(port));
  }

  Transport awaitAccepted() {
    Eventually.isTrue(() -> !accepted.isEmpty());
    return accepted.getFirst();
  }

  InboundRefusal awaitRefusal() {
    Eventually.isTrue(() -> !refusals.isEmpty());
    return refusals.getFirst();
  }

  @Override
  public void close() {
    listeners.forEach(TlsListener::close);
    accepted.forEach(transport -> transport.cut("test is over"));
    dialled.forEach(transport -> transport.cut("test is over"));
    deadlines.close();
  }
}
