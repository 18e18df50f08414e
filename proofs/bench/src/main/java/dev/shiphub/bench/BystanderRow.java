package dev.shiphub.bench;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.identity.LocalIdentity;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/** Row 11: what a well-behaved device notices of bad company. */
final class BystanderRow implements Measurement {
  private static final Duration PACE = Duration.ofMillis(1);
  private static final String COMPANY =
      "a device's round trip while 5 others flap each 2 s, one floods pings, one data, one does not"
          + " read, and 200 connections are silent";

  private final Workplace place;
  private final List<AutoCloseable> opened = new ArrayList<>();
  private final Duration time;
  private EchoLink bystander;
  private Program foes;
  private String did = "";

  @SuppressWarnings("NullAway.Init") // a measurement is warmed up before anything is asked of it
  BystanderRow(Workplace place) {
    this.place = place;
    time = Duration.ofMillis(place.of(3_000, 1_500));
  }

  @Override
  public List<Line> lines() {
    return List.of(
        new Line("11", COMPANY + ", p99", "quiet", "µs", Bar.atMost(1.5, 1.2)),
        new Line("11b", "the same, p50", "quiet", "µs", Bar.none()));
  }

  @Override
  public String warmUp() throws Exception {
    Hub hub = opened(Hub.start(place, List.of(), place.folder("bystander").resolve("state")));
    LocalIdentity device = BenchKeys.fresh();
    bystander = opened(Paired.connect(hub, device));
    Installed installed = place.installed();
    List<String> command = new ArrayList<>(List.of("nice", "-n", "19", installed.java()));
    command.addAll(List.of("-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(FoesMain.class.getName(), hub.address().getPort() + ""));
    foes = opened(Program.start(place, List.of(), command));
    for (String ski : foes.await(line -> line.matches("[0-9a-f ]+")).split(" ", -1)) {
      hub.trust(new Ski(ski));
    }
    Load _ = Load.run(bystander, Paired.read(), 1, Duration.ofMillis(place.of(5_000, 1_500)));
    double[] _ = inCompany();
    if (did.split("=", -1).length <= FoesMain.Deed.values().length) {
      throw new IOException("the company is not as bad as it should be: " + note());
    }
    return place.of(5_000, 1_500) / 1e3
        + " s of round trips, then one round in company that does not count; the device asks a"
        + " thousand times a second, the company is one process of the least priority (nice 19)";
  }

  @Override
  public String note() {
    return "Row 11: over all rounds the company " + did.toLowerCase(Locale.ROOT) + ".";
  }

  @Override
  public double[] ours() throws Exception {
    return inCompany();
  }

  @Override
  public double[] theirs() throws Exception {
    return ask();
  }

  private double[] inCompany() throws IOException, InterruptedException {
    foes.types("on");
    LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
    try {
      return ask();
    } finally {
      foes.types("off");
      did = foes.await(line -> line.startsWith("did "));
      LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
    }
  }

  /** 99th percentile and median, in microseconds. */
  private double[] ask() throws IOException {
    byte[] read = bystander.framed(Paired.read());
    List<Double> micros = new ArrayList<>();
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      long start = System.nanoTime();
      bystander.send(read);
      byte[] _ = bystander.receive(0);
      micros.add((System.nanoTime() - start) / 1e3);
      LockSupport.parkNanos(PACE.toNanos());
    }
    double[] sorted = micros.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return new double[] {sorted[(int) (sorted.length * 0.99)], sorted[sorted.length / 2]};
  }

  private <T extends AutoCloseable> T opened(T thing) {
    opened.addFirst(thing);
    return thing;
  }

  @Override
  public void close() {
    for (AutoCloseable thing : opened) {
      try {
        thing.close();
      } catch (Exception gone) {
        place.says("row 11: " + gone);
      }
    }
  }
}
