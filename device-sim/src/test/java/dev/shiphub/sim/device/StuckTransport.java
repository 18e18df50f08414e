package dev.shiphub.sim.device;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Role;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.port.SendOutcome;
import dev.shiphub.ship.port.Transport;
import dev.shiphub.ship.port.TransportEvents;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A connection to a peer that never says or answers anything; it ends only by a cut. */
final class StuckTransport implements Transport {
  /** The codes of the closes that were asked for. */
  final List<Integer> closes = new CopyOnWriteArrayList<>();

  volatile boolean isCut;

  /** Whether the cut is reported. */
  volatile boolean tellsItsEnd = true;

  private final Ski peer;
  private volatile @Nullable TransportEvents events;

  StuckTransport(Ski peer) {
    this.peer = peer;
  }

  @Override
  public Ski peer() {
    return peer;
  }

  @Override
  public Role role() {
    return Role.SERVER;
  }

  @Override
  public String remoteAddress() {
    return "192.0.2.2:40000";
  }

  @Override
  public void begin(TransportEvents listener) {
    events = listener;
  }

  @Override
  public void send(byte[] message, Consumer<SendOutcome> done) {
    // Written, and never read.
    done.accept(new SendOutcome.Written());
  }

  @Override
  public void expectData() {
    // Takes messages of any length.
  }

  @Override
  public void ping() {
    // Never answered.
  }

  @Override
  public void close(int code, String phrase) {
    closes.add(code);
  }

  @Override
  public void cut(String why) {
    isCut = true;
    TransportEvents listener = events;
    if (listener != null && tellsItsEnd) {
      listener.onClosed(CloseReason.byUs(CloseReason.NO_CLOSE_FRAME, why));
    }
  }

  @Override
  public boolean isOpen() {
    return closes.isEmpty() && !isCut;
  }
}
