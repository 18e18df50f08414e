package dev.shiphub.bench;

import dev.shiphub.ship.identity.LocalIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Row 3: the daemon is killed and started again, and all its devices dial at once: how long until
 * the last is back in data exchange, and what it costs. Against the same clients at a fresh broker.
 */
final class StormRow implements Measurement {
  private static final List<Integer> SIZES = List.of(20, 50);
  private static final int MOST = 50;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final double LIMIT_MS = 5_000;

  private final Workplace place;
  private final List<Crowd.Member> members = Crowd.Member.of(MOST);
  private final Map<Integer, Crowd> crowds = new HashMap<>();
  private Optional<Hub> hub = Optional.empty();
  private Optional<Path> state = Optional.empty();
  private int port;
  private String threads = "";

  StormRow(Workplace place) {
    this.place = place;
  }

  @Override
  public List<Line> lines() {
    String broker = "same clients at a fresh mosquitto";
    List<Line> lines = new ArrayList<>();
    for (int size : SIZES) {
      String who = "cold storm, " + size + " devices: ";
      lines.add(
          new Line(
              "3",
              who + "all in data exchange",
              broker,
              "ms",
              Bar.atMost(12, 8).guardedAt(65).neverOver(LIMIT_MS)));
      lines.add(new Line("3", who + "CPU of the server", broker, "ms", Bar.none()));
      lines.add(
          new Line("3", who + "back with the first dial", "–", "%", Bar.none().neverUnder(100)));
    }
    return lines;
  }

  @Override
  public String warmUp() throws Exception {
    Path folder = place.folder("storm").resolve("state");
    state = Optional.of(folder);
    try (Hub first = Hub.start(place, List.of(), folder)) {
      port = first.address().getPort();
      for (Crowd.Member member : members) {
        first.trust(member.ski());
      }
      for (int size : SIZES) {
        crowds.put(size, new Crowd(members.subList(0, size), first.ski(), first.endpoint()));
      }
      warmClients(first);
    }
    double[] _ = theirs();
    double[] _ = ours();
    return "One storm of each that does not count and 200 handshakes, for the sake of the clients;"
        + " every server is fresh. Server on one core, clients on the other; the clock starts with"
        + " the first dial, when the server listens.";
  }

  private void warmClients(Hub first) throws IOException, InterruptedException {
    for (int time = 0; time < place.of(4, 1); time++) {
      Crowd crowd = crowd(MOST);
      double _ = crowd.dialAll(first.ski(), PATIENCE);
      crowd.hangUp();
      long _ = crowd.awaitEnds(PATIENCE);
    }
  }

  private Crowd crowd(int size) {
    return Optional.ofNullable(crowds.get(size)).orElseThrow();
  }

  @Override
  public double[] ours() throws Exception {
    List<Double> figures = new ArrayList<>();
    for (int size : SIZES) {
      hub.ifPresent(Hub::close);
      Crowd crowd = crowd(size);
      Hub fresh = Hub.start(place, Workplace.serverCore(), state.orElseThrow(), "port: " + port);
      hub = Optional.of(fresh);
      double before = fresh.cpuMillis();
      figures.add(crowd.dialAll(fresh.ski(), PATIENCE));
      figures.add(fresh.cpuMillis() - before);
      figures.add(100.0 * (size - Math.min(size, crowd.failedDials())) / size);
      threads = Cpu.byThread(fresh.program().pid());
      fresh.program().kill();
      long _ = crowd.awaitEnds(PATIENCE);
    }
    return figures.stream().mapToDouble(Double::doubleValue).toArray();
  }

  @Override
  public double[] theirs() throws Exception {
    List<LocalIdentity> known = members.stream().map(Crowd.Member::identity).toList();
    List<Double> figures = new ArrayList<>();
    for (int size : SIZES) {
      try (Broker fresh = Broker.start(place, Workplace.serverCore(), known);
          BrokerClients clients = new BrokerClients()) {
        double before = fresh.cpuMillis();
        figures.add(clients.connectAll(members.subList(0, size), fresh));
        figures.add(fresh.cpuMillis() - before);
        figures.add(Double.NaN);
      }
    }
    return figures.stream().mapToDouble(Double::doubleValue).toArray();
  }

  @Override
  public String note() {
    return "Of the hub's CPU from its start to the end of the last storm: " + threads + ".";
  }

  @Override
  public void close() {
    crowds.values().forEach(Crowd::close);
    hub.ifPresent(Hub::close);
  }
}
