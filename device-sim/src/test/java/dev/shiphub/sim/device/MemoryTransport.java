package dev.shiphub.sim.device;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Role;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.port.SendOutcome;
import dev.shiphub.ship.port.Transport;
import dev.shiphub.ship.port.TransportEvents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One end of a connection in a {@link World}. */
final class MemoryTransport implements Transport {
  /** What was sent, for tests that look at it. */
  final List<byte[]> sent = new ArrayList<>();

  /** A silent end swallows what arrives and says nothing, as a device without power does. */
  boolean isSilent;

  boolean answersPings = true;

  private final World world;
  private final Role role;
  private final Ski peer;
  private final List<Runnable> early = new ArrayList<>();
  private @Nullable MemoryTransport other;
  private @Nullable TransportEvents events;
  private boolean isClosed;

  MemoryTransport(World world, Role role, Ski peer) {
    this.world = world;
    this.role = role;
    this.peer = peer;
  }

  void join(MemoryTransport end) {
    other = end;
    end.other = this;
  }

  @Override
  public Ski peer() {
    return peer;
  }

  @Override
  public Role role() {
    return role;
  }

  @Override
  public String remoteAddress() {
    return "192.0.2.1:4712";
  }

  @Override
  public void begin(TransportEvents listener) {
    if (events != null) {
      throw new IllegalStateException("begun twice");
    }
    events = listener;
    early.forEach(task -> world.after(World.LATENCY, task));
    early.clear();
  }

  @Override
  public void send(byte[] message, Consumer<SendOutcome> done) {
    if (isClosed) {
      done.accept(new SendOutcome.Failed("closed"));
      return;
    }
    sent.add(message);
    done.accept(new SendOutcome.Written());
    toOther(end -> end.tell(it -> it.onMessage(message)));
  }

  @Override
  public void expectData() {
    // Takes messages of any length.
  }

  @Override
  public void ping() {
    toOther(MemoryTransport::answerPing);
  }

  private void answerPing() {
    if (answersPings && !isSilent && !isClosed) {
      toOther(end -> end.tell(TransportEvents::onSignOfLife));
    }
  }

  @Override
  public void close(int code, String phrase) {
    end(CloseReason.byUs(code, phrase), CloseReason.byPeer(code, phrase));
  }

  @Override
  public void cut(String why) {
    end(
        CloseReason.byUs(CloseReason.NO_CLOSE_FRAME, why),
        CloseReason.byNetwork("connection reset"));
  }

  @Override
  public boolean isOpen() {
    return !isClosed;
  }

  private void end(CloseReason ours, CloseReason theirs) {
    if (!isClosed) {
      toOther(end -> end.closed(theirs));
      closed(ours);
    }
  }

  private void closed(CloseReason reason) {
    if (!isClosed && !(isSilent && reason.origin() == CloseReason.Origin.NETWORK)) {
      isClosed = true;
      deliver(() -> eventsOrFail().onClosed(reason));
    }
  }

  private void tell(Consumer<TransportEvents> news) {
    if (!isClosed && !isSilent) {
      deliver(() -> news.accept(eventsOrFail()));
    }
  }

  private TransportEvents eventsOrFail() {
    if (events == null) {
      throw new IllegalStateException("nothing may be told before the beginning");
    }
    return events;
  }

  /** Later, so that no call of ours ends in a call back. */
  private void deliver(Runnable task) {
    if (events == null) {
      early.add(task);
    } else {
      world.after(Duration.ZERO, task);
    }
  }

  private void toOther(Consumer<MemoryTransport> task) {
    MemoryTransport end = other;
    if (end != null && !isSilent) {
      world.after(World.LATENCY, () -> task.accept(end));
    }
  }
}
