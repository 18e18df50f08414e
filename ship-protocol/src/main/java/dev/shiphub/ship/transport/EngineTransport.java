package dev.shiphub.ship.transport;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Role;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.port.SendOutcome;
import dev.shiphub.ship.port.Transport;
import dev.shiphub.ship.port.TransportEvents;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * An open WebSocket on a {@link Wire}: one virtual thread reads, one writes.
 *
 * <p>The first reason to end it is the reason. The reader outlives the writer, closes the socket,
 * and then tells the owner.
 */
final class EngineTransport implements Transport {
  /** What its two threads work with. */
  record Parts(Wire wire, WebSocketEngine engine, WriteQueue queue, Writer writer, Ending ending) {}

  private final Parts parts;
  private final Role role;
  private final TransportSetup setup;
  private final String remote;
  private final long number;
  private final AtomicBoolean isBegun = new AtomicBoolean();
  private final AtomicBoolean isReading = new AtomicBoolean();

  private EngineTransport(Parts parts, Role role, TransportSetup setup) {
    this.parts = parts;
    this.role = role;
    this.setup = setup;
    this.remote = parts.wire().remote();
    this.number = setup.threads().number();
  }

  /**
   * Takes over a wire whose WebSocket upgrade is done, and can write from now on.
   *
   * @param onOver run once, when the socket is closed
   */
  static EngineTransport open(
      Wire wire, WebSocketEngine engine, Role role, TransportSetup setup, Runnable onOver) {
    TransportLimits limits = setup.limits();
    WriteQueue queue = new WriteQueue(limits.backlog());
    Ending ending = new Ending(wire, setup.deadlines(), limits.times().close(), onOver);
    Writer writer = new Writer(wire, engine, queue, ending);
    var transport =
        new EngineTransport(new Parts(wire, engine, queue, writer, ending), role, setup);
    setup.threads().start("write", transport.number, writer);
    return transport;
  }

  @Override
  public Ski peer() {
    return parts.wire().peer();
  }

  @Override
  public Role role() {
    return role;
  }

  @Override
  public String remoteAddress() {
    return remote;
  }

  @Override
  public void begin(TransportEvents events) {
    if (!isBegun.compareAndSet(false, true)) {
      throw new IllegalStateException("a transport begins once");
    }
    if (!read(events)) {
      setup.threads().start("read", number, () -> tellWhenOver(events));
    }
  }

  /** Starts the reader unless it runs already; returns whether it did. */
  private boolean read(TransportEvents events) {
    boolean isFirst = isReading.compareAndSet(false, true);
    if (isFirst) {
      setup
          .threads()
          .start("read", number, new Reader(parts, setup.limits(), setup.clock(), events));
    }
    return isFirst;
  }

  private void tellWhenOver(TransportEvents events) {
    try {
      parts.ending().whenOver().await();
      parts.ending().reason().ifPresent(events::onClosed);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void send(byte[] message, Consumer<SendOutcome> done) {
    switch (parts.queue().add(message, done)) {
      case QUEUED -> {}
      case OVERFLOW -> cut("the peer does not read: too much waits for it");
      case TOO_LATE -> done.accept(new SendOutcome.Failed("the connection has ended"));
    }
  }

  @Override
  public void expectData() {
    parts.engine().expectData();
    parts.wire().trust();
  }

  @Override
  public void ping() {
    parts.queue().ping();
  }

  @Override
  public void close(int code, String phrase) {
    if (!FrameHeader.isCloseCode(code)) {
      throw new IllegalArgumentException("not a close code to send: " + code);
    }
    CloseReason reason = CloseReason.byUs(code, phrase);
    if (parts.ending().decide(reason)) {
      parts.ending().hurry();
      parts.queue().close(code, reason.phrase());
      read(new Nobody());
    }
  }

  @Override
  public void cut(String why) {
    parts.ending().decide(CloseReason.byUs(CloseReason.NO_CLOSE_FRAME, why));
    parts.queue().end(why);
    parts.wire().abort();
    read(new Nobody());
  }

  @Override
  public boolean isOpen() {
    return parts.ending().reason().isEmpty();
  }

  @Override
  public String toString() {
    return role + " of " + peer().brief() + " at " + remote;
  }

  /** Hears a connection out that ended before its owner began it. */
  private record Nobody() implements TransportEvents {
    @Override
    public void onMessage(byte[] message) {
      // Nobody is there.
    }

    @Override
    public void onSignOfLife() {
      // Nobody is there.
    }

    @Override
    public void onClosed(CloseReason reason) {
      // Nobody is there.
    }
  }
}
