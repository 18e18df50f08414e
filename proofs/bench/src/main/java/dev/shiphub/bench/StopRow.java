package dev.shiphub.bench;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.identity.LocalIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Row 10: SIGTERM with 50 devices in data exchange and 5 dials that are stuck in TLS: when the last
 * device has seen its close, when the process is gone. Against a broker with the same clients.
 */
final class StopRow implements Measurement {
  private static final int DEVICES = 50;
  private static final int DIALS = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** What product.md promises of the last close and of the exit. */
  private static final double LAST_CLOSE_MS = 500;

  private static final double EXIT_MS = 3_000;

  private final Workplace place;
  private final List<Crowd.Member> members = Crowd.Member.of(DEVICES);
  private final List<ServerSocket> mute = new ArrayList<>();
  private Optional<Path> state = Optional.empty();
  private Optional<Crowd> crowd = Optional.empty();
  private Optional<Hub> hub = Optional.empty();
  private int port;

  StopRow(Workplace place) {
    this.place = place;
  }

  @Override
  public List<Line> lines() {
    String broker = "mosquitto with the same 50 clients";
    String who = "stop with 50 devices and 5 dials: ";
    return List.of(
        new Line(
            "10", who + "last device's close", broker, "ms", Bar.none().neverOver(LAST_CLOSE_MS)),
        new Line("10", who + "exit", broker, "ms", Bar.none().neverOver(EXIT_MS)),
        new Line(
            "10",
            who + "devices that saw a proper close",
            broker,
            "%",
            Bar.none().neverUnder(100)));
  }

  @Override
  public String warmUp() throws Exception {
    Path folder = place.folder("stop").resolve("state");
    state = Optional.of(folder);
    try (Hub first = Hub.start(place, List.of(), folder)) {
      port = first.address().getPort();
      for (Crowd.Member member : members) {
        first.trust(member.ski());
      }
      crowd = Optional.of(new Crowd(members, first.ski(), first.endpoint()));
    }
    for (int dial = 0; dial < DIALS; dial++) {
      mute.add(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    }
    return "None: each round is a life of its own. The aim is 300 ms to the last device's close;"
        + " the exit waits for JmDNS, which needs 2 s to say goodbye.";
  }

  @Override
  public double[] ours() throws Exception {
    hub.ifPresent(Hub::close);
    Hub fresh = Hub.start(place, Workplace.serverCore(), state.orElseThrow(), "port: " + port);
    hub = Optional.of(fresh);
    Crowd devices = crowd.orElseThrow();
    double _ = devices.dialAll(fresh.ski(), PATIENCE);
    dialMutePeers(fresh);
    devices.expectEnds();
    long start = System.nanoTime();
    fresh.program().terminate();
    int code = fresh.program().awaitExit(PATIENCE);
    double exit = Clock.millisSince(start);
    double last = Clock.millis(devices.awaitEnds(PATIENCE) - start);
    if (code != 0) {
      throw new IOException("the daemon ended with " + code + ": " + fresh.program().errors());
    }
    return new double[] {last, exit, devices.properlyClosed()};
  }

  private void dialMutePeers(Hub fresh) throws IOException, InterruptedException {
    List<Ski> skis =
        IntStream.range(0, DIALS).mapToObj(it -> new Ski("0".repeat(39) + (it + 1))).toList();
    for (int dial = 0; dial < DIALS; dial++) {
      Optional<String> trouble =
          fresh.control().peer(skis.get(dial), "127.0.0.1", mute.get(dial).getLocalPort());
      if (trouble.isPresent()) {
        throw new IOException(trouble.get());
      }
      fresh.trust(skis.get(dial));
    }
    for (Ski ski : skis) {
      awaitDial(fresh, ski);
    }
  }

  private static void awaitDial(Hub fresh, Ski ski) throws IOException, InterruptedException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!isDialled(fresh, ski)) {
      if (System.nanoTime() > until) {
        throw new IOException(ski + " is not dialled");
      }
      Thread.sleep(5);
    }
  }

  private static boolean isDialled(Hub fresh, Ski ski) {
    return fresh
        .control()
        .get("devices/" + ski)
        .flatMap(view -> view.text("state"))
        .equals(Optional.of("connecting"));
  }

  @Override
  public double[] theirs() throws Exception {
    List<LocalIdentity> known = members.stream().map(Crowd.Member::identity).toList();
    try (Broker fresh = Broker.start(place, Workplace.serverCore(), known);
        BrokerClients clients = new BrokerClients()) {
      double _ = clients.connectAll(members, fresh);
      List<Future<?>> ends = clients.listen();
      long start = System.nanoTime();
      fresh.program().terminate();
      int _ = fresh.program().awaitExit(PATIENCE);
      double exit = Clock.millisSince(start);
      double last = Clock.millis(clients.awaitEnds(ends) - start);
      return new double[] {last, exit, clients.properlyClosed()};
    }
  }

  @Override
  public void close() {
    crowd.ifPresent(Crowd::close);
    hub.ifPresent(Hub::close);
    for (ServerSocket one : mute) {
      try {
        one.close();
      } catch (IOException _) {
        // Gone.
      }
    }
  }
}
