package dev.shiphub.hub.world;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Role;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.port.SendOutcome;
import dev.shiphub.ship.port.Transport;
import dev.shiphub.ship.port.TransportEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;

/** One end of a cable, as its owner sees it. */
final class End implements Transport {
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);
  private static final Duration STUCK_LIMIT = Duration.ofSeconds(10);

  private final Network network;
  private final Cable cable;
  private final Ski own;
  private final Ski peer;
  private final boolean isClient;
  private final Queue<Write> writes = new ArrayDeque<>();
  private final List<Consumer<TransportEvents>> early = new ArrayList<>();
  private Optional<TransportEvents> owner = Optional.empty();
  private State state = State.OPEN;
  private long written;
  private boolean isForgotten;
  private Instant heardAt;
  private Instant endedAt = Instant.MAX;
  private Optional<CloseReason> closing = Optional.empty();

  private enum State {
    OPEN,
    CLOSING,
    ENDED
  }

  private record Write(long number, Parcel.Message message, Consumer<SendOutcome> done) {}

  End(Network network, Cable cable, Ski own, Ski peer, boolean isClient) {
    this.network = network;
    this.cable = cable;
    this.own = own;
    this.peer = peer;
    this.isClient = isClient;
    heardAt = network.calendar().now();
  }

  // ---- for its owner

  @Override
  public Ski peer() {
    return peer;
  }

  @Override
  public Role role() {
    return isClient ? Role.CLIENT : Role.SERVER;
  }

  @Override
  public String remoteAddress() {
    return "cable of " + peer.brief();
  }

  @Override
  public void begin(TransportEvents events) {
    if (owner.isPresent()) {
      throw new IllegalStateException("begun twice");
    }
    owner = Optional.of(events);
    early.forEach(call -> call.accept(events));
    early.clear();
  }

  @Override
  public void expectData() {
    // Messages of any length are taken.
  }

  @Override
  public void send(byte[] message, Consumer<SendOutcome> done) {
    if (state != State.OPEN) {
      done.accept(new SendOutcome.Failed("the connection is closed"));
      return;
    }
    writes.add(new Write(written++, new Parcel.Message(to -> to.onMessage(message)), done));
    network.calendar().in(network.aMoment(), this::flush);
    if (writes.size() == 1) {
      Write first = writes.element();
      network.calendar().in(STUCK_LIMIT, () -> giveUp(first));
    }
  }

  private void giveUp(Write write) {
    if (!writes.isEmpty() && writes.element().number() == write.number()) {
      cut("a write is stuck");
    }
  }

  /** Hands to TCP what it takes. */
  void flush() {
    while (!writes.isEmpty() && !isForgotten && !cable.isStalledAwayFrom(this)) {
      Write write = writes.remove();
      cable.carry(this, write.message());
      write.done().accept(new SendOutcome.Written());
    }
    if (!writes.isEmpty()) {
      Write first = writes.element();
      network.calendar().in(STUCK_LIMIT, () -> giveUp(first));
    }
  }

  @Override
  public void ping() {
    if (state == State.OPEN) {
      cable.carry(this, new Parcel.Ping());
    }
  }

  @Override
  public void close(int code, String phrase) {
    if (state != State.OPEN) {
      return;
    }
    state = State.CLOSING;
    flush();
    CloseReason reason = CloseReason.byUs(code, phrase);
    closing = Optional.of(reason);
    cable.carry(this, new Parcel.Close(code, phrase));
    network.calendar().in(CLOSE_LIMIT, () -> hangUp(reason, new Parcel.Fin()));
  }

  @Override
  public void cut(String why) {
    hangUp(CloseReason.byUs(CloseReason.NO_CLOSE_FRAME, why), new Parcel.Reset());
  }

  @Override
  public boolean isOpen() {
    return state == State.OPEN;
  }

  // ---- for the world

  Ski own() {
    return own;
  }

  Cable cable() {
    return cable;
  }

  boolean hasEnded() {
    return state == State.ENDED;
  }

  private void over() {
    state = State.ENDED;
    endedAt = endedAt.equals(Instant.MAX) ? network.calendar().now() : endedAt;
  }

  /** Whether nothing has come for so long, though this end is open. */
  boolean isSilent(Duration time) {
    return state == State.OPEN && !network.calendar().now().isBefore(heardAt.plus(time));
  }

  /** Whether the other end has been gone for so long, though this one is open. */
  boolean isDead(Duration time) {
    Instant gone = cable.other(this).endedAt;
    return state != State.ENDED
        && !gone.equals(Instant.MAX)
        && !network.calendar().now().isBefore(gone.plus(time));
  }

  /** Its process is gone; the kernel knows it no more. */
  void forget() {
    isForgotten = true;
    over();
    writes.clear();
  }

  boolean isForgotten() {
    return isForgotten;
  }

  /** The network breaks this connection. */
  void breaks() {
    if (!isForgotten) {
      end(CloseReason.byNetwork("reset"));
    }
  }

  void receive(Parcel parcel) {
    heardAt = network.calendar().now();
    if (state == State.ENDED) {
      if (!(parcel instanceof Parcel.Reset || parcel instanceof Parcel.Fin)) {
        cable.carry(this, new Parcel.Reset());
      }
      return;
    }
    switch (parcel) {
      case Parcel.Message(var delivery) -> tell(delivery);
      case Parcel.Ping() -> {
        tell(TransportEvents::onSignOfLife);
        cable.carry(this, new Parcel.Pong());
      }
      case Parcel.Pong() -> tell(TransportEvents::onSignOfLife);
      case Parcel.Close(int code, String phrase) ->
          hangUp(closing.orElse(CloseReason.byPeer(code, phrase)), new Parcel.CloseAnswer());
      case Parcel.CloseAnswer() -> end(closing.orElse(CloseReason.byNetwork("end of stream")));
      case Parcel.Fin() -> end(closing.orElse(CloseReason.byNetwork("end of stream")));
      case Parcel.Reset() -> end(closing.orElse(CloseReason.byNetwork("reset")));
    }
  }

  private void hangUp(CloseReason reason, Parcel last) {
    if (state != State.ENDED) {
      cable.carry(this, last);
      end(reason);
    }
  }

  private void end(CloseReason reason) {
    if (state == State.ENDED) {
      return;
    }
    over();
    List<Write> lost = List.copyOf(writes);
    writes.clear();
    lost.forEach(write -> write.done().accept(new SendOutcome.Failed(reason.toString())));
    tell(events -> events.onClosed(reason));
  }

  private void tell(Consumer<TransportEvents> call) {
    owner.ifPresentOrElse(call, () -> early.add(call));
  }
}
