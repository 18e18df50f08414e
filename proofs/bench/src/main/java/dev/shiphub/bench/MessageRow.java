package dev.shiphub.bench;

import dev.shiphub.bench.Target.Shot;
import dev.shiphub.ship.identity.LocalIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rows 4, 5 and 6: what a message of a kilobyte costs, one connection, a client of its own kind
 * that is the same for all servers.
 *
 * <p>"Ours" is twice here. The whole hub takes a SPINE read of a kilobyte and answers by its
 * description, which is of about that size, JSON and all: that is row 4. For rows 5 and 6, whose
 * floor is an echo, it is an echo over {@code ship.transport}, with its limits; the whole hub
 * stands beside.
 */
final class MessageRow implements Measurement {
  /** So much more code has a hub than an echo. */
  private static final int HUB_WARMTH = 3;

  private static final String CPU = "µs CPU/message";
  private static final String RATE = "messages/s";
  private static final String TRIP = "µs";
  private static final String TLS = "raw TLS echo in the same JVM";
  private static final String TCP = "raw TCP echo in the same JVM";
  private static final String HUB = "hub, SPINE read of 1 kB and its reply";
  private static final String OWN = "ship.transport echo of 1 kB";
  private static final String STOCK = "stock Java-WebSocket echo";

  private final Workplace place;
  private final List<AutoCloseable> opened = new ArrayList<>();
  private final List<Line> lines = new ArrayList<>();
  private final LocalIdentity client = BenchKeys.fresh();
  private final Duration time;
  private final OwnCores cores;

  private Optional<Target> lws = Optional.empty();
  private Optional<Target> go = Optional.empty();
  private Target hub;
  private Target transport;
  private Target stock;
  private Target tls;
  private Target tcp;

  @SuppressWarnings("NullAway.Init") // a measurement is warmed up before anything is asked of it
  MessageRow(Workplace place) {
    this.place = place;
    time = Duration.ofMillis(place.of(700, 300));
    cores = new OwnCores();
  }

  @Override
  public List<Line> lines() {
    return lines;
  }

  @Override
  public String warmUp() throws Exception {
    cores.leaveTheFirst();
    Path keys = place.folder("keys");
    BenchKeys.write(BenchKeys.fresh(), keys);
    echoes();
    hub();
    lws = peer(NativeEcho.libwebsockets(place, keys));
    go = peer(NativeEcho.go(place, keys));
    describe();
    Duration warm = Duration.ofMillis(place.of(5_000, 3_500));
    for (Target target : List.of(tcp, tls, transport, stock)) {
      target.warm(warm);
    }
    hub.warm(warm.multipliedBy(HUB_WARMTH));
    for (Target target : List.of(lws, go).stream().flatMap(Optional::stream).toList()) {
      target.warm(warm.dividedBy(5));
    }
    return "each server alone "
        + warm.toMillis() / 1e3
        + " s, the hub "
        + HUB_WARMTH
        + " times as long, native ones a fifth of that; servers on the first core, the"
        + " client on the others; messages of "
        + Paired.KILOBYTE
        + " bytes, TLS 1.2 with AES-128-GCM";
  }

  private void echoes() throws IOException, InterruptedException {
    Installed installed = place.installed();
    List<String> command = new ArrayList<>(List.of(installed.java()));
    command.addAll(installed.flags());
    String classes = System.getProperty("java.class.path");
    command.addAll(List.of("-cp", classes, EchoMain.class.getName()));
    Program program = opened(Program.start(place, Workplace.serverCore(), command));
    String[] ports = program.await(line -> line.matches("[0-9 ]+")).split(" ", -1);
    int[] port = java.util.Arrays.stream(ports).mapToInt(Integer::parseInt).toArray();
    byte[] message = new byte[Paired.KILOBYTE];
    tcp = target(program, message, () -> EchoLink.tcp(port[0]));
    tls = target(program, message, () -> EchoLink.tls(port[1], client));
    transport = target(program, message, () -> EchoLink.webSocket(port[2], client));
    stock = target(program, message, () -> EchoLink.webSocket(port[3], client));
  }

  private void hub() throws IOException, InterruptedException {
    Path state = place.folder("hub").resolve("state");
    Hub running = opened(Hub.start(place, Workplace.serverCore(), state));
    hub = target(running.program(), Paired.read(), () -> Paired.connect(running, client));
  }

  private Optional<Target> peer(Optional<Program> program)
      throws IOException, InterruptedException {
    if (program.isEmpty()) {
      return Optional.empty();
    }
    Program running = opened(program.get());
    int port = Integer.parseInt(running.await(line -> line.matches("[0-9]+")));
    return Optional.of(
        target(running, new byte[Paired.KILOBYTE], () -> EchoLink.webSocket(port, client)));
  }

  private Target target(Program program, byte[] message, Target.Opening opening)
      throws IOException {
    return opened(new Target(program::pid, message, opening));
  }

  private <T extends AutoCloseable> T opened(T thing) {
    opened.addFirst(thing);
    return thing;
  }

  private void describe() {
    String native1 = "libwebsockets echo";
    if (lws.isPresent()) {
      lines.add(new Line("4", HUB, native1, CPU, Bar.atMost(1.5, 1.2).guardedAt(28)));
    } else {
      String missing = "SKIPPED: gcc or libwebsockets-dev is missing";
      lines.add(new Line("4", HUB, missing, CPU, Bar.none()));
    }
    lines.add(new Line("4b", OWN, native1, CPU, Bar.none()));
    lines.add(
        new Line("5", OWN + ", 16 in flight", TLS, RATE, Bar.atLeast(0.6, 0.8).guardedAt(0.15)));
    lines.add(new Line("5b", HUB, TLS, RATE, Bar.none()));
    lines.add(new Line("5c", STOCK, TLS, RATE, Bar.none()));
    lines.add(new Line("6", OWN + ", p50", TCP, TRIP, Bar.atMost(2, 1.5)));
    lines.add(new Line("6b", OWN + ", p99", TCP, TRIP, Bar.atMost(4, 3)));
    lines.add(new Line("6c", HUB + ", p50", TCP, TRIP, Bar.none()));
    lines.add(new Line("6d", HUB + ", p99", TCP, TRIP, Bar.none()));
    lines.add(new Line("6e", STOCK + ", p50", TCP, TRIP, Bar.none()));
    lines.add(new Line("6f", STOCK + ", p99", TCP, TRIP, Bar.none()));
    lines.add(new Line("6g", TLS + ", p50", TCP, TRIP, Bar.none()));
    go.ifPresent(
        _ -> {
          lines.add(new Line("5d", "Go echo (gorilla, of ship-go)", TLS, RATE, Bar.none()));
          lines.add(new Line("6h", "Go echo (gorilla, of ship-go), p50", TCP, TRIP, Bar.none()));
          lines.add(new Line("6i", "Go echo (gorilla, of ship-go), p99", TCP, TRIP, Bar.none()));
        });
  }

  @Override
  public double[] ours() throws Exception {
    Shot whole = hub.shoot(time);
    Shot own = transport.shoot(time);
    Shot library = stock.shoot(time);
    Shot bare = tls.shoot(time);
    List<Double> all =
        new ArrayList<>(
            List.of(
                whole.cpuMicros(),
                own.cpuMicros(),
                own.rate(),
                whole.rate(),
                library.rate(),
                own.median(),
                own.tail(),
                whole.median(),
                whole.tail(),
                library.median(),
                library.tail(),
                bare.median()));
    if (go.isPresent()) {
      Shot other = go.get().shoot(time);
      all.addAll(List.of(other.rate(), other.median(), other.tail()));
    }
    return figures(all);
  }

  @Override
  public double[] theirs() throws Exception {
    Shot plain = tcp.shoot(time);
    Shot bare = tls.shoot(time);
    double cpu = lws.isPresent() ? lws.get().shoot(time).cpuMicros() : Double.NaN;
    double median = plain.median();
    double tail = plain.tail();
    double rate = bare.rate();
    List<Double> all =
        new ArrayList<>(
            List.of(cpu, cpu, rate, rate, rate, median, tail, median, tail, median, tail, median));
    if (go.isPresent()) {
      all.addAll(List.of(rate, median, tail));
    }
    return figures(all);
  }

  private static double[] figures(List<Double> all) {
    return all.stream().mapToDouble(Double::doubleValue).toArray();
  }

  @Override
  public void close() {
    for (AutoCloseable thing : opened) {
      try {
        thing.close();
      } catch (Exception gone) {
        place.says("row 4, 5, 6: " + gone);
      }
    }
    cores.takeAll();
  }
}
