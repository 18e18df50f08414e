package dev.shiphub.it;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.clock.SteadyClock;
import dev.shiphub.ship.discovery.Endpoint;
import dev.shiphub.ship.identity.LocalIdentity;
import dev.shiphub.ship.port.DialOutcome;
import dev.shiphub.ship.port.Transport;
import dev.shiphub.ship.port.TransportEvents;
import dev.shiphub.ship.transport.Deadlines;
import dev.shiphub.ship.transport.ShipTls;
import dev.shiphub.ship.transport.TlsDialer;
import dev.shiphub.ship.transport.TransportLimits;
import dev.shiphub.ship.transport.TransportSetup;
import dev.shiphub.sim.raw.RawThreads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Somebody with a key and an address of his own who wastes the hub's time in one way, and comes
 * again as soon as he is thrown out.
 */
final class Stranger {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final long PAUSE_MILLIS = 100;
  private static final byte[] HALF_HELLO = HexFormat.of().parseHex("160301020001");
  private static final byte[] WHOLE_HELLO =
      HexFormat.of()
          .parseHex(
              "160303004a010000460303"
                  + "07".repeat(32)
                  + "000002c02b0100001b"
                  + "000a000400020017"
                  + "000d000400020403"
                  + "000b00020100"
                  + "ff01000100");

  /** What he does. */
  enum Way {
    /** Connects, and says nothing. */
    SILENT,
    /** Begins a ClientHello. */
    HALF_A_WORD,
    /** Says hello, and leaves TLS at that. */
    STALLED,
    /** Opens a WebSocket, and says nothing there. */
    MUTE,
    /** Opens a WebSocket, and is gone. */
    GONE_AT_ONCE
  }

  private final Way way;
  private final InetAddress home;
  private final InetSocketAddress door;
  private final Ski hub;
  private final TlsDialer dialer;
  private final AtomicLong knocks;
  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread thread;

  /** Starts; every knock is counted. */
  Stranger(int number, Ski hub, int shipPort, Deadlines deadlines, AtomicLong knocks) {
    this.way = Way.values()[number % Way.values().length];
    this.home = InetAddress.ofLiteral("127.1." + number / 250 + "." + (1 + number % 250));
    this.door = new InetSocketAddress(InetAddress.getLoopbackAddress(), shipPort);
    this.hub = hub;
    this.knocks = knocks;
    LocalIdentity identity =
        LocalIdentity.generate("stranger", SteadyClock.wall().instant(), RANDOM);
    TransportSetup setup =
        new TransportSetup(
            new ShipTls(identity), TransportLimits.DEFAULTS, deadlines, new SteadyClock());
    dialer = new TlsDialer(setup, home);
    thread = RawThreads.start("stranger-" + number, this::hammer);
  }

  private void hammer() {
    try {
      while (!over.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
        knocks.incrementAndGet();
        knock();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void knock() throws InterruptedException {
    switch (way) {
      case SILENT -> says();
      case HALF_A_WORD -> says(HALF_HELLO);
      case STALLED -> says(WHOLE_HELLO);
      case MUTE, GONE_AT_ONCE -> upgrades();
    }
  }

  /** Says this, and hears the other side out. */
  private void says(byte... words) {
    try (Socket socket = new Socket()) {
      socket.bind(new InetSocketAddress(home, 0));
      socket.connect(door);
      socket.getOutputStream().write(words);
      socket.getInputStream().readAllBytes();
    } catch (IOException _) {
      // Thrown out, or over.
    }
  }

  private void upgrades() throws InterruptedException {
    Endpoint place = new Endpoint(List.of("127.0.0.1"), door.getPort(), "/ship/", Optional.empty());
    if (dialer.dial(hub, place) instanceof DialOutcome.Opened(Transport transport)) {
      Visit visit = new Visit(new CountDownLatch(1));
      transport.begin(visit);
      try {
        if (way == Way.MUTE) {
          visit.ended().await();
        }
      } finally {
        transport.cut("gone");
      }
    }
  }

  /** Until the hub ends it. */
  private record Visit(CountDownLatch ended) implements TransportEvents {
    @Override
    public void onMessage(byte[] message) {
      // He is not interested.
    }

    @Override
    public void onSignOfLife() {
      // He is not interested.
    }

    @Override
    public void onClosed(CloseReason reason) {
      ended.countDown();
    }
  }

  /** Goes, whatever he is doing. */
  void leave() {
    over.countDown();
    thread.interrupt();
  }

  /** Waits until he is gone. */
  void awaitGone() throws InterruptedException {
    thread.join();
  }
}
