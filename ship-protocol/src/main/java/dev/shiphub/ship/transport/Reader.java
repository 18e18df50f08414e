package dev.shiphub.ship.transport;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.port.TransportEvents;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads until the connection ends, and then ends it: the one place that closes the socket in good
 * order and says so. Runs in the read thread of its connection.
 */
final class Reader implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Reader.class);

  /** What a record of TLS carries in SHIP (9.2); each connection keeps one such buffer. */
  private static final int CHUNK_BYTES = 1024;

  private static final int MOST_DRAINED_BYTES = 256 * 1024;
  private static final int INTERNAL_ERROR = 1011;

  private enum State {
    GOES_ON,
    ANSWERED,
    REFUSED
  }

  private final Wire wire;
  private final WebSocketEngine engine;
  private final WriteQueue queue;
  private final Writer writer;
  private final Ending ending;
  private final InstantSource clock;
  private final ControlBudget controls;
  private final TransportEvents events;

  Reader(
      EngineTransport.Parts parts,
      TransportLimits limits,
      InstantSource clock,
      TransportEvents events) {
    this.wire = parts.wire();
    this.engine = parts.engine();
    this.queue = parts.queue();
    this.writer = parts.writer();
    this.ending = parts.ending();
    this.clock = clock;
    this.controls = new ControlBudget(limits.frames());
    this.events = events;
  }

  @Override
  public void run() {
    boolean isAnswered = false;
    try {
      isAnswered = readUntilEnd();
    } catch (IOException lost) {
      ending.decide(
          wire.isOverdrawn()
              ? CloseReason.byUs(CloseReason.POLICY, "too much was sent before trust")
              : CloseReason.byNetwork(words(lost)));
    } catch (Throwable bug) {
      LOG.error("{}: bug while reading", wire.remote(), bug);
      refuse(INTERNAL_ERROR, "internal error");
    } finally {
      // Whatever even the refusal throws when memory has run out: the owner waits for the end.
      finish(isAnswered);
    }
  }

  /** Returns whether both ends have closed the WebSocket. */
  private boolean readUntilEnd() throws IOException {
    InputStream input = wire.input();
    byte[] chunk = new byte[CHUNK_BYTES];
    for (int length = input.read(chunk); length >= 0; length = input.read(chunk)) {
      State state = take(chunk, length);
      if (state != State.GOES_ON) {
        return state == State.ANSWERED;
      }
    }
    ending.decide(CloseReason.byNetwork("the peer ended TLS without a close frame"));
    return false;
  }

  /** A method of its own: what it has received is not kept while the next read waits. */
  private State take(byte[] chunk, int length) {
    for (Received received : engine.receive(chunk, length)) {
      State state = handle(received);
      if (state != State.GOES_ON) {
        return state;
      }
    }
    return State.GOES_ON;
  }

  private State handle(Received received) {
    return switch (received) {
      case Received.Message(ByteBuffer payload) -> {
        byte[] message = new byte[payload.remaining()];
        payload.get(message);
        events.onMessage(message);
        yield State.GOES_ON;
      }
      case Received.Ping(ByteBuffer payload) -> {
        queue.pong(payload);
        yield signOfLife();
      }
      case Received.Pong() -> signOfLife();
      case Received.Close(int code, String phrase) -> {
        ending.decide(CloseReason.byPeer(code, printable(phrase)));
        queue.answer(code);
        yield State.ANSWERED;
      }
      case Received.Violation(int code, String why) -> refuse(code, why);
    };
  }

  private State signOfLife() {
    if (!controls.admits(clock.instant())) {
      return refuse(CloseReason.POLICY, "too many pings");
    }
    events.onSignOfLife();
    return State.GOES_ON;
  }

  /** Tells the peer why, and lets it finish talking, so that TCP does not throw our words away. */
  private State refuse(int code, String why) {
    ending.decide(CloseReason.byUs(code, why));
    queue.closeNow(code, why);
    ending.hurry();
    wire.drain(MOST_DRAINED_BYTES);
    return State.REFUSED;
  }

  private void finish(boolean isAnswered) {
    ending.hurry();
    if (!isAnswered) {
      queue.end(ending.reason().map(CloseReason::toString).orElse("the connection ended"));
    }
    awaitWriter();
    if (isAnswered) {
      wire.close();
    } else {
      wire.abort();
    }
    ending.over();
    tell();
  }

  private void awaitWriter() {
    try {
      writer.gone().await();
    } catch (InterruptedException stray) {
      // Nobody but a callback can have done this; the writer ends with the socket.
      wire.abort();
      Thread.currentThread().interrupt();
    }
  }

  private void tell() {
    try {
      ending.reason().ifPresent(events::onClosed);
    } catch (Throwable bug) {
      LOG.error("{}: bug in a close callback", wire.remote(), bug);
    }
  }

  /**
   * At a FIN without goodbye, JSSE closes the socket itself and then complains that it is closed.
   */
  private String words(IOException lost) {
    return wire.isClosed()
        ? "the peer ended TCP without a close frame"
        : String.valueOf(lost.getMessage());
  }

  /** A peer's words end up in log lines and on terminals. */
  private static String printable(String phrase) {
    return phrase.replaceAll("\\p{C}", "?");
  }
}
