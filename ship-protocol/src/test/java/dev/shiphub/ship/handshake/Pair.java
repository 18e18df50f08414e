package dev.shiphub.ship.handshake;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Role;
import dev.shiphub.ship.ShipId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Two handshakes joined by a wire with latency; time goes from event to event. */
final class Pair {
  final End client;
  final End server;
  private final Duration latency;
  private Instant now = Driven.START;

  Pair(Duration latency) {
    this(latency, Optional.empty(), Optional.empty());
  }

  /** Each end may want its PIN of the other. */
  Pair(Duration latency, Optional<PinDemand> client, Optional<PinDemand> server) {
    this.latency = latency;
    this.client = new End(Role.CLIENT, new ShipId("client"), client);
    this.server = new End(Role.SERVER, new ShipId("server"), server);
  }

  void begin(boolean clientTrusts, boolean serverTrusts) {
    client.act(client.handshake.begin(clientTrusts, now));
    server.act(server.handshake.begin(serverTrusts, now));
  }

  void runFor(Duration time) {
    Instant until = now.plus(time);
    Optional<Instant> next = next();
    while (next.isPresent() && !next.get().isAfter(until)) {
      now = next.get();
      client.catchUp();
      server.catchUp();
      next = next();
    }
    now = until;
  }

  private Optional<Instant> next() {
    return Stream.of(client.next(), server.next())
        .flatMap(Optional::stream)
        .min(Instant::compareTo);
  }

  boolean areBothInDataExchange() {
    return client.handshake.isInDataExchange() && server.handshake.isInDataExchange();
  }

  boolean areBothClosed() {
    return client.handshake.phase() instanceof Phase.Closed
        && server.handshake.phase() instanceof Phase.Closed;
  }

  @Override
  public String toString() {
    return client.handshake.phase() + " / " + server.handshake.phase();
  }

  private record Arrival(Instant at, Input input) {}

  /** One end with what is on its way to it. */
  final class End {
    final Handshake handshake;
    private final Role role;
    private final Deque<Arrival> arrivals = new ArrayDeque<>();
    private Optional<ShipId> peerName = Optional.empty();
    private final List<Output> pins = new ArrayList<>();
    private @Nullable CloseReason closed;

    End(Role role, ShipId id, Optional<PinDemand> demand) {
      this.role = role;
      handshake = new Handshake(new Party(role, id, HandshakeTimes.DEFAULT).demanding(demand));
    }

    /** What it was asked, told and saw of PINs, in this order. */
    List<Output> pins() {
      return pins;
    }

    End other() {
      return role == Role.CLIENT ? server : client;
    }

    void on(Input input) {
      act(handshake.on(input, now));
    }

    Optional<ShipId> peerName() {
      return peerName;
    }

    boolean hasClosedItself() {
      return closed != null;
    }

    int closeCode() {
      return closed == null ? 0 : closed.code();
    }

    private Optional<Instant> next() {
      Optional<Instant> arrival = Optional.ofNullable(arrivals.peek()).map(Arrival::at);
      return Stream.of(arrival, handshake.deadline())
          .flatMap(Optional::stream)
          .min(Instant::compareTo);
    }

    private void catchUp() {
      while (!arrivals.isEmpty() && !arrivals.peek().at().isAfter(now)) {
        on(arrivals.remove().input());
      }
      if (handshake.deadline().filter(due -> !due.isAfter(now)).isPresent()) {
        on(new Input.DeadlineReached());
      }
    }

    private void act(Iterable<Output> outputs) {
      for (Output output : outputs) {
        switch (output) {
          case Output.Send(var message) -> toOther(new Input.Received(message));
          case Output.Close(var reason, _) -> {
            closed = reason;
            toOther(new Input.PeerGone(CloseReason.byPeer(reason.code(), reason.phrase())));
          }
          case Output.PeerNamed(ShipId id) -> peerName = Optional.of(id);
          case Output.AskPin _, Output.PinJudged _, Output.PinEntered _ -> pins.add(output);
          case Output.AskTrust _,
              Output.Completed _,
              Output.Deliver _,
              Output.RemovedByPeer _,
              Output.Remark _ -> {}
        }
      }
    }

    private void toOther(Input input) {
      other().arrivals.add(new Arrival(now.plus(latency), input));
    }
  }
}
