package dev.shiphub.hub.trace;

import dev.shiphub.hub.core.Connection;
import dev.shiphub.hub.port.ConnectionWatch;
import dev.shiphub.hub.trace.TracedFrame.Form;
import dev.shiphub.ship.CloseReason;
import java.util.concurrent.atomic.AtomicBoolean;

/** Puts what goes over one connection into the trace. Any thread. */
final class TraceTap implements ConnectionWatch {
  private static final byte[] NOTHING = {};

  private final Connection connection;
  private final Traces traces;
  private final AtomicBoolean isPinged = new AtomicBoolean();

  TraceTap(Connection connection, Traces traces) {
    this.connection = connection;
    this.traces = traces;
  }

  @Override
  public void received(byte[] message) {
    traces.add(connection, false, Form.MESSAGE, PinMask.over(message));
  }

  @Override
  public void queued(byte[] message) {
    traces.add(connection, true, Form.MESSAGE, PinMask.over(message));
  }

  @Override
  public void pinged() {
    isPinged.set(true);
    traces.add(connection, true, Form.PING, NOTHING);
  }

  /** The first one after a ping of ours is taken for its answer, any other for a ping. */
  @Override
  public void signOfLife() {
    Form form = isPinged.getAndSet(false) ? Form.PONG : Form.PING;
    traces.add(connection, false, form, NOTHING);
  }

  @Override
  public void closed(CloseReason reason) {
    boolean isOurs = reason.origin() == CloseReason.Origin.US;
    traces.add(connection, isOurs, Form.CLOSE, TracedFrame.payload(reason));
  }
}
