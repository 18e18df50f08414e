package dev.shiphub.sim.quirk;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Role;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.port.SendOutcome;
import dev.shiphub.ship.port.Transport;
import dev.shiphub.ship.port.TransportEvents;
import java.util.function.Consumer;

/** A connection over which a device speaks with its quirks. Any thread. */
public final class OddTransport implements Transport, Deafening {
  private final Transport inner;
  private final Wording wording;
  private volatile boolean isDeaf;

  /** Takes over a connection. */
  public OddTransport(Transport inner, Quirks quirks) {
    this.inner = inner;
    wording = new Wording(quirks, inner.role());
  }

  /** Whether such quirks need one. */
  public static boolean isNeededFor(Quirks quirks) {
    return Wording.isChangedBy(quirks) || quirks.has(Quirk.HALF_OPEN);
  }

  @Override
  public void deafen() {
    isDeaf = true;
    if (inner instanceof Deafening deep) {
      deep.deafen();
    }
  }

  @Override
  public Ski peer() {
    return inner.peer();
  }

  @Override
  public Role role() {
    return inner.role();
  }

  @Override
  public String remoteAddress() {
    return inner.remoteAddress();
  }

  @Override
  public void begin(TransportEvents events) {
    inner.begin(new Ear(events));
  }

  @Override
  public void expectData() {
    inner.expectData();
  }

  @Override
  public void send(byte[] message, Consumer<SendOutcome> done) {
    if (isDeaf) {
      done.accept(new SendOutcome.Written());
      return;
    }
    wording
        .outgoing(message)
        .ifPresentOrElse(
            odd -> inner.send(odd, done), () -> done.accept(new SendOutcome.Written()));
  }

  @Override
  public void ping() {
    if (!isDeaf) {
      inner.ping();
    }
  }

  /** The dead say no goodbye. */
  @Override
  public void close(int code, String phrase) {
    if (isDeaf) {
      inner.cut(phrase);
    } else {
      inner.close(code, phrase);
    }
  }

  @Override
  public void cut(String why) {
    inner.cut(why);
  }

  @Override
  public boolean isOpen() {
    return inner.isOpen();
  }

  private final class Ear implements TransportEvents {
    private final TransportEvents events;

    private Ear(TransportEvents events) {
      this.events = events;
    }

    @Override
    public void onMessage(byte[] message) {
      if (!isDeaf) {
        wording.echo(message).ifPresent(same -> inner.send(same, _ -> {}));
        events.onMessage(wording.incoming(message));
      }
    }

    @Override
    public void onSignOfLife() {
      if (!isDeaf) {
        events.onSignOfLife();
      }
    }

    @Override
    public void onClosed(CloseReason reason) {
      events.onClosed(reason);
    }
  }
}
