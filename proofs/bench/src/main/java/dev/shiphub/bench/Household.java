package dev.shiphub.bench;

import dev.shiphub.ship.clock.SteadyClock;
import dev.shiphub.ship.identity.LocalIdentity;
import dev.shiphub.sim.fleet.Fleet;
import dev.shiphub.sim.fleet.FleetPlan;
import dev.shiphub.sim.profile.Catalogue;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A hub and its paired devices, which are in this process, and one more, which dials when told. */
final class Household implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int DIALS = 9;

  /** Strangers may come 200 at once, then 40 a second; a device is one when it comes first. */
  private static final int AT_ONCE = 150;

  private static final int PAUSE_MS = 10;
  private static final int LATER_PAUSE_MS = 26;
  private static final Pattern ROW = Pattern.compile("(?m)^ *\\d+: +\\d+ +(\\d+) +(\\S+)");

  private final Hub hub;
  private final Fleet fleet;
  private final Crowd visitor;
  private int devices;

  /**
   * What the hub needs now.
   *
   * @param devices how many are connected
   * @param heap what lives on it, in KiB
   * @param resident its memory, in KiB
   * @param threads tasks of the kernel
   * @param dial from a device's dial to data exchange, median, in ms
   */
  record Needs(int devices, double heap, double resident, long threads, double dial) {
    /** The heap of each device that came since then. */
    double heapSince(Needs then) {
      return (heap - then.heap) / (devices - then.devices);
    }

    /** The memory of each device that came since then. */
    double residentSince(Needs then) {
      return (resident - then.resident) / (devices - then.devices);
    }
  }

  private Household(Hub hub, Fleet fleet, Crowd visitor) {
    this.hub = hub;
    this.fleet = fleet;
    this.visitor = visitor;
  }

  /**
   * Starts the hub; no device is connected yet.
   *
   * @param keys one for each device that may come
   * @param isRaised whether it needs more heap than the package gives
   */
  static Household of(Workplace place, List<LocalIdentity> keys, boolean isRaised)
      throws IOException, InterruptedException {
    List<String> prefix =
        isRaised ? List.of("env", "SHIPHUB_JAVA_OPTS=-Xmx384m") : List.<String>of();
    Path state = place.folder("household").resolve("state");
    int room = Math.max(64, keys.size() + 1);
    // Making the identity leaves soft references of three megabytes, which a collection may free.
    Hub.withRoom(place, prefix, state, room).close();
    Hub hub = Hub.withRoom(place, prefix, state, room);
    FleetPlan plan =
        new FleetPlan(Catalogue.ALL, hub.ski(), hub.endpoint(), true, false, Optional.empty());
    Fleet fleet =
        new Fleet(plan, keys, Optional.of(hub.control()), new SteadyClock(), () -> () -> 0L);
    InetAddress home = InetAddress.getByAddress(new byte[] {127, 2, 0, 1});
    Crowd.Member member = new Crowd.Member(Crowd.Member.of(1).getFirst().identity(), home);
    hub.trust(member.ski());
    return new Household(hub, fleet, new Crowd(List.of(member), hub.ski(), hub.endpoint()));
  }

  /** Pairs and connects more of them, until there are so many. Returns CPU of the hub for each. */
  double growTo(int wanted) throws IOException, InterruptedException {
    double before = hub.cpuMillis();
    int more = wanted - devices;
    while (devices < wanted) {
      fleet.startNext();
      devices++;
      Thread.sleep(devices < AT_ONCE ? PAUSE_MS : LATER_PAUSE_MS);
    }
    awaitAll();
    return (hub.cpuMillis() - before) / more;
  }

  private void awaitAll() throws IOException, InterruptedException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!fleet.isAtRest()) {
      if (System.nanoTime() > until) {
        throw new IOException("not all are connected: " + fleet.figures().line());
      }
      Thread.sleep(PAUSE_MS);
    }
  }

  Needs needs() throws IOException, InterruptedException {
    double dial = dial();
    double heap = heapKib();
    return new Needs(devices, heap, Cpu.residentMb(hub.program().pid()) * 1024, threads(), dial);
  }

  /**
   * All objects that live after a full collection, in KiB. What the collector leaves between them
   * is not counted: it is a share of the heap that it may have, and nobody's.
   */
  private double heapKib() throws IOException, InterruptedException {
    Matcher row = ROW.matcher(jcmd("GC.class_histogram"));
    double sum = 0;
    while (row.find()) {
      sum += row.group(2).endsWith("FillerElement;") ? 0 : Double.parseDouble(row.group(1));
    }
    return sum / 1024;
  }

  private String jcmd(String command) throws IOException, InterruptedException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process process =
        new ProcessBuilder(jcmd.toString(), String.valueOf(hub.program().pid()), command)
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("jcmd " + command + ": " + said);
    }
    return said;
  }

  private long threads() throws IOException {
    Path tasks = Path.of("/proc", String.valueOf(hub.program().pid()), "task");
    try (var all = Files.list(tasks)) {
      return all.count();
    }
  }

  /** From the dial of one more device to data exchange, in ms: the median of some dials. */
  private double dial() throws IOException, InterruptedException {
    double[] took = new double[DIALS];
    for (int i = 0; i < DIALS; i++) {
      took[i] = visitor.dialAll(hub.ski(), PATIENCE);
      visitor.expectEnds();
      visitor.hangUp();
      long _ = visitor.awaitEnds(PATIENCE);
    }
    return Tally.median(took);
  }

  /** CPU of the hub while nothing happens, in ms of a second. */
  double idleCpu(int millis) throws IOException, InterruptedException {
    double before = hub.cpuMillis();
    Thread.sleep(millis);
    return (hub.cpuMillis() - before) * 1000 / millis;
  }

  /** Tells the hub to stop; returns how long that takes, in ms. */
  double stop() throws IOException, InterruptedException {
    long before = System.nanoTime();
    hub.stop();
    return Clock.millisSince(before);
  }

  @Override
  public void close() {
    hub.close();
    fleet.close();
    visitor.close();
  }
}
