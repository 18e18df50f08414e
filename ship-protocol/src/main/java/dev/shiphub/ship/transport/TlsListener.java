package dev.shiphub.ship.transport;

import dev.shiphub.ship.port.Arrivals;
import dev.shiphub.ship.port.Listener;
import dev.shiphub.ship.transport.InboundRefusal.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts on one address, and brings each connection through TLS and upgrade on a virtual thread of
 * its own.
 */
public final class TlsListener implements Listener {
  private static final Logger LOG = LoggerFactory.getLogger(TlsListener.class);
  private static final int BACKLOG = 128;

  private final TransportSetup setup;
  private final ListenAddress address;
  private final InboundWatch watch;
  private final AtomicBoolean isOpened = new AtomicBoolean();
  private final CountDownLatch closed = new CountDownLatch(1);

  /** Counted down while nobody accepts. */
  private volatile CountDownLatch accepting = new CountDownLatch(0);

  /** Bound while open; unbound before, so that closing needs no special case. */
  private final ServerSocket server;

  /**
   * Does not bind yet.
   *
   * @param address where to listen; port 0 takes any free one
   * @throws IOException if the system has no socket left
   */
  public TlsListener(TransportSetup setup, ListenAddress address, InboundWatch watch)
      throws IOException {
    this.setup = setup;
    this.address = address;
    this.watch = watch;
    this.server = MeteredSocket.server(setup.limits().frames().untrustedBytes());
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException on a second call
   */
  @Override
  public int open(Arrivals arrivals) throws IOException {
    if (!isOpened.compareAndSet(false, true)) {
      throw new IllegalStateException("a listener opens once");
    }
    try {
      // A restart must not wait for the connections of the last run to leave TIME_WAIT.
      server.setReuseAddress(true);
      server.bind(address.socket(), BACKLOG);
    } catch (IOException taken) {
      server.close();
      throw taken;
    }
    int port = server.getLocalPort();
    Reception reception = new Reception(setup, watch, arrivals);
    accepting = new CountDownLatch(1);
    setup.threads().start("accept", port, () -> accept(reception));
    return port;
  }

  private void accept(Reception reception) {
    try {
      while (!server.isClosed()) {
        acceptOne(reception);
      }
    } finally {
      accepting.countDown();
    }
  }

  private void acceptOne(Reception reception) {
    try {
      receive(server.accept(), reception);
    } catch (IOException _) {
      // Closed, or out of descriptors: then waiting a little is all that helps.
      await(closed, Duration.ofMillis(100));
    } catch (Throwable bug) {
      LOG.error("bug while accepting on {}", address.socket(), bug);
    }
  }

  private void receive(Socket plain, Reception reception) {
    InetAddress peer = plain.getInetAddress();
    Instant now = setup.clock().instant();
    if (!address.isChosen(plain.getLocalAddress())) {
      turnAway(plain, Reason.OTHER_INTERFACE, "came to an interface that is not used");
    } else if (!setup.rate().admits(peer, now)) {
      turnAway(plain, Reason.TOO_OFTEN, "too many connections in a short time");
    } else {
      letIn(
          new Arrival(plain, peer, setup.acquaintances().isKnown(peer), this, now), reception, now);
    }
  }

  private void letIn(Arrival arrival, Reception reception, Instant now) {
    switch (setup.vestibule().enter(arrival, now)) {
      case Vestibule.Admission.Admitted(Optional<Arrival> displaced) -> {
        displaced.ifPresent(setup::drop);
        if (server.isClosed()) {
          // It came in behind the back of close().
          setup.vestibule().leave(arrival);
          arrival.drop();
          return;
        }
        setup
            .threads()
            .start("inbound", setup.threads().number(), () -> reception.receive(arrival));
      }
      case Vestibule.Admission.Full() ->
          turnAway(arrival.plain(), Reason.NO_ROOM, "too many connections arrive");
    }
  }

  /** Without a state of TCP that stays behind: there may be very many. */
  private void turnAway(Socket plain, Reason reason, String why) {
    String remote = Wire.remote(plain);
    PlainSockets.reset(plain);
    watch.onRefused(new InboundRefusal(remote, InboundRefusal.Stage.ARRIVAL, reason, why));
  }

  private static void await(CountDownLatch latch, Duration limit) {
    try {
      boolean _ = latch.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException _) {
      // The descriptor is gone either way.
    }
    closed.countDown();
    setup.vestibule().close(this).forEach(Arrival::drop);
    setup.lookAtGates();
    // The port is free only when the thread has left the socket, which takes it no time.
    await(accepting, Duration.ofSeconds(1));
  }
}
