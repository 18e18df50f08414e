package dev.shiphub.bench;

import dev.shiphub.ship.identity.LocalIdentity;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Row 2: what a full mutual TLS handshake costs a warm server, in CPU time of its process. The
 * clients are plain JSSE, one after the other.
 */
final class HandshakeRow implements Measurement {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Paired and known, or the hub would let 40 a second in and no more. */
  private static final int CLIENTS = 8;

  private final Workplace place;
  private final List<Crowd.Member> members = Crowd.Member.of(CLIENTS);
  private Optional<Hub> hub = Optional.empty();
  private Optional<Broker> broker = Optional.empty();

  HandshakeRow(Workplace place) {
    this.place = place;
  }

  @Override
  public List<Line> lines() {
    return List.of(
        new Line("2", "server CPU per full handshake, warm", "mosquitto", "ms", Bar.atMost(6, 4)));
  }

  @Override
  public String warmUp() throws Exception {
    List<LocalIdentity> known = members.stream().map(Crowd.Member::identity).toList();
    Broker theirs = Broker.start(place, Workplace.serverCore(), known);
    broker = Optional.of(theirs);
    Path state = place.folder("handshake").resolve("state");
    Hub ours = Hub.start(place, Workplace.serverCore(), state);
    hub = Optional.of(ours);
    acquaint(ours);
    int count = place.of(1_000, 600);
    double cold = cost(ours.address(), ours.program(), 20);
    double next = cost(ours.address(), ours.program(), 180);
    double _ = cost(ours.address(), ours.program(), count - 200);
    double _ = cost(theirs.address(), theirs.program(), 200);
    return String.format(
        "%d handshakes with each hub and 200 with mosquitto; of those the first 20 after %d devices"
            + " cost the hub %s ms each, the next 180 %s ms. Servers on one core, clients on the"
            + " other.",
        count, CLIENTS, Tally.figure(cold), Tally.figure(next));
  }

  /** The addresses of paired devices have more to spend. */
  private void acquaint(Hub ours) throws IOException, InterruptedException {
    for (Crowd.Member member : members) {
      ours.trust(member.ski());
    }
    try (Crowd crowd = new Crowd(members, ours.ski(), ours.endpoint())) {
      double _ = crowd.dialAll(ours.ski(), PATIENCE);
    }
  }

  private double cost(InetSocketAddress server, Program program, int handshakes)
      throws IOException {
    double before = Cpu.millis(program.pid());
    for (int number = 0; number < handshakes; number++) {
      members.get(number % CLIENTS).client().connect(server).close();
    }
    return (Cpu.millis(program.pid()) - before) / handshakes;
  }

  @Override
  public double[] ours() throws Exception {
    Hub ours = hub.orElseThrow();
    return new double[] {cost(ours.address(), ours.program(), place.of(300, 100))};
  }

  @Override
  public double[] theirs() throws Exception {
    Broker theirs = broker.orElseThrow();
    return new double[] {cost(theirs.address(), theirs.program(), place.of(300, 100))};
  }

  @Override
  public void close() {
    hub.ifPresent(Hub::close);
    broker.ifPresent(Broker::close);
  }
}
