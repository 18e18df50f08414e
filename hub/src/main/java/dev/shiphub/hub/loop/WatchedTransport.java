package dev.shiphub.hub.loop;

import dev.shiphub.hub.port.ConnectionWatch;
import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Role;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.port.SendOutcome;
import dev.shiphub.ship.port.Transport;
import dev.shiphub.ship.port.TransportEvents;
import java.util.function.Consumer;

/**
 * A transport at which somebody looks: passes everything on as it is, and tells the watch.
 *
 * @param real the transport
 * @param watch who looks
 */
record WatchedTransport(Transport real, ConnectionWatch watch) implements Transport {
  @Override
  public Ski peer() {
    return real.peer();
  }

  @Override
  public Role role() {
    return real.role();
  }

  @Override
  public String remoteAddress() {
    return real.remoteAddress();
  }

  @Override
  public void begin(TransportEvents events) {
    real.begin(new WatchedEvents(events, watch));
  }

  @Override
  public void expectData() {
    real.expectData();
  }

  /** Told before it is sent, so that no answer is seen before what it answers. */
  @Override
  public void send(byte[] message, Consumer<SendOutcome> done) {
    watch.queued(message);
    real.send(
        message,
        outcome -> {
          watch.settled(message.length, outcome instanceof SendOutcome.Written);
          done.accept(outcome);
        });
  }

  @Override
  public void ping() {
    watch.pinged();
    real.ping();
  }

  @Override
  public void close(int code, String phrase) {
    real.close(code, phrase);
  }

  @Override
  public void cut(String why) {
    real.cut(why);
  }

  @Override
  public boolean isOpen() {
    return real.isOpen();
  }

  @Override
  public String toString() {
    return real.toString();
  }

  /** The way back. */
  private record WatchedEvents(TransportEvents real, ConnectionWatch watch)
      implements TransportEvents {
    @Override
    public void onMessage(byte[] message) {
      watch.received(message);
      real.onMessage(message);
    }

    @Override
    public void onSignOfLife() {
      watch.signOfLife();
      real.onSignOfLife();
    }

    @Override
    public void onClosed(CloseReason reason) {
      watch.closed(reason);
      real.onClosed(reason);
    }
  }
}
