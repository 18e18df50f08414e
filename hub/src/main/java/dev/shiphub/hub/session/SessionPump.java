package dev.shiphub.hub.session;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.port.SendOutcome;
import dev.shiphub.ship.port.Transport;
import dev.shiphub.ship.port.TransportEvents;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Steps one session from a mailbox with a deadline, in a virtual thread of its own.
 *
 * <p>The transport's reader may wait for room in the mailbox, which slows the peer down; the hub
 * never waits: a session that cannot take an order is cut. The socket is written by the transport's
 * own thread, so a blocked write does not freeze a deadline.
 */
public final class SessionPump implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(SessionPump.class);
  private static final int RESERVED_FOR_ORDERS = 64;

  /**
   * So much of the peer's talk may wait, and one message of any length: decoded, it takes up to
   * fifty times the room.
   */
  private static final int MOST_WAITING_OCTETS = 16 * 1024;

  private final Transport transport;
  private final Session session;
  private final InstantSource clock;
  private final Mailbox<SessionInput> mailbox;
  private final Semaphore octets = new Semaphore(MOST_WAITING_OCTETS);

  /** A pump for a session; the caller starts a thread that runs it. */
  public SessionPump(Transport transport, Session session, InstantSource clock, int mailboxRoom) {
    this.transport = transport;
    this.session = session;
    this.clock = clock;
    mailbox = new Mailbox<>(mailboxRoom, RESERVED_FOR_ORDERS);
  }

  /** Runs the session to its end. */
  @Override
  public void run() {
    transport.begin(new Inlet());
    try {
      while (!session.isOver()) {
        step();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      transport.cut("interrupted");
    } catch (RuntimeException | Error bug) {
      LOG.error("{}  the session broke, its connection is cut", transport.peer().brief(), bug);
      transport.cut("internal error");
      drainToTheEnd();
    } finally {
      mailbox.close().forEach(left -> session.on(left, clock.instant()));
      octets.release(MOST_WAITING_OCTETS);
    }
  }

  private void step() throws InterruptedException {
    Instant now = clock.instant();
    Duration patience = Duration.between(now, session.deadline());
    Optional<SessionInput> input = take(Optional.of(patience));
    Instant then = clock.instant();
    if (input.isPresent()) {
      session.on(input.get(), then);
    }
    if (!session.deadline().isAfter(then)) {
      session.onDeadline(then);
    }
  }

  private Optional<SessionInput> take(Optional<Duration> patience) throws InterruptedException {
    Optional<SessionInput> input = mailbox.take(patience);
    if (input.isPresent() && input.get() instanceof SessionInput.Message(_, int length)) {
      octets.release(room(length));
    }
    return input;
  }

  private static int room(int length) {
    return Math.min(length, MOST_WAITING_OCTETS);
  }

  /** The end of the connection must still be reported, whatever broke. */
  private void drainToTheEnd() {
    try {
      while (!session.isOver()) {
        switch (take(Optional.empty()).orElseThrow()) {
          case SessionInput.Gone gone -> session.on(gone, clock.instant());
          case SessionInput left -> Session.refuse(left);
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Hands an order of the hub to the session, without waiting. If it has no room for it, the
   * connection is cut.
   */
  public void order(SessionInput order) {
    if (!mailbox.offerUrgent(order)) {
      transport.cut("overloaded");
    }
  }

  /**
   * Hands data of the application to the session, without waiting; what became of it is told by
   * {@code done}.
   */
  public void send(SessionInput.Send send) {
    if (!mailbox.offer(send)) {
      send.done().accept(new SendOutcome.Failed("the connection is closed or overloaded"));
    }
  }

  /** Cuts the connection at once; its end is reported as ever. */
  public void cut(String why) {
    transport.cut(why);
  }

  /** How the connection has been used. Any thread. */
  public SessionFigures figures() {
    return session.figures();
  }

  /** What comes from the transport's reader. */
  private final class Inlet implements TransportEvents {
    @Override
    public void onMessage(byte[] message) {
      // Decoded here, by the connection's own reader.
      put(
          message.length,
          () -> new SessionInput.Message(Session.CODEC.decode(message), message.length));
    }

    @Override
    public void onSignOfLife() {
      put(0, SessionInput.SignOfLife::new);
    }

    @Override
    public void onClosed(CloseReason reason) {
      // Refused only when the session has broken and is gone: then nobody waits for the end.
      if (!mailbox.putOutcome(new SessionInput.Gone(reason))) {
        LOG.debug("{}  closed after its session: {}", transport.peer().brief(), reason);
      }
    }

    private void put(int length, Supplier<SessionInput> input) {
      try {
        octets.acquire(room(length));
        if (!mailbox.put(input.get())) {
          octets.release(room(length));
          transport.cut("its session is over");
        }
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        transport.cut("interrupted");
      }
    }
  }
}
