package dev.shiphub.bench;

import dev.shiphub.hub.loop.Hub;
import dev.shiphub.hub.port.PublishedNotice;
import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.clock.SteadyClock;
import dev.shiphub.ship.discovery.Announcement;
import dev.shiphub.ship.discovery.ServiceRecord;
import dev.shiphub.ship.identity.LocalIdentity;
import dev.shiphub.ship.port.Discovery;
import dev.shiphub.ship.port.Sighting;
import dev.shiphub.ship.transport.Deadlines;
import dev.shiphub.sim.NetworkDevice;
import dev.shiphub.sim.NetworkSettings;
import dev.shiphub.sim.device.DeviceSettings;
import dev.shiphub.sim.device.SimDevice;
import dev.shiphub.sim.device.SimEvent;
import dev.shiphub.sim.profile.Catalogue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Row 1 in a JVM of its own: a hub and a device, and the floor that no hub can be under. On stdin
 * comes {@code hub N} or {@code floor N}; on stdout goes the median of so many connects, in
 * milliseconds.
 */
final class ConnectMain implements Discovery {
  private static final int PATIENCE_S = 10;
  private static final ShipId DEVICE = new ShipId("bench-device");

  private final LocalIdentity own;
  private final LocalIdentity device;
  private volatile Consumer<Sighting> sightings = _ -> {};
  private volatile CountDownLatch both = new CountDownLatch(0);
  private volatile CountDownLatch gone = new CountDownLatch(0);

  /** The smaller of two nodes waits for three seconds at least before it dials; ours is bigger. */
  private ConnectMain() {
    LocalIdentity one = identity("one");
    LocalIdentity other = identity("other");
    boolean isBigger = one.ski().isBiggerThan(other.ski());
    own = isBigger ? one : other;
    device = isBigger ? other : one;
  }

  private static LocalIdentity identity(String name) {
    return LocalIdentity.generate(
        "bench-" + name, SteadyClock.wall().instant(), new SecureRandom());
  }

  /** Obeys until stdin ends. */
  public static void main(String[] args) throws Exception {
    Logger.getLogger("").setLevel(Level.WARNING);
    ConnectMain world = new ConnectMain();
    try (Deadlines deadlines = new Deadlines();
        Floor floor = new Floor(world.own, world.device);
        BufferedReader in =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      Hub hub = OwnHub.start(world.own, List.of(world.device.ski()), world, world::hear, deadlines);
      System.out.println("ready");
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] words = line.split(" ", -1);
        double[] times = new double[Integer.parseInt(words[1])];
        for (int time = 0; time < times.length; time++) {
          times[time] = words[0].equals("hub") ? world.connect() : floor.connect();
        }
        System.out.println("median " + Tally.median(times));
      }
      boolean _ = hub.stop();
    } catch (IOException stuck) {
      stuck.printStackTrace();
      System.exit(1);
    }
  }

  private void hear(PublishedNotice notice) {
    switch (notice.notice().type().label()) {
      case "DeviceConnected" -> both.countDown();
      case "DeviceDisconnected" -> gone.countDown();
      default -> {
        // Of no interest.
      }
    }
  }

  /** From the record to data exchange at both ends. */
  private double connect() throws IOException, InterruptedException {
    both = new CountDownLatch(2);
    gone = new CountDownLatch(1);
    DeviceSettings settings =
        DeviceSettings.of(Catalogue.named("meter").orElseThrow(), device.ski())
            .trusting(Set.of(own.ski()))
            .onlyAccepting();
    try (SimDevice running =
        NetworkDevice.start(
            settings,
            device,
            NetworkSettings.LOOPBACK,
            new SecureRandom(),
            event -> {
              if (event instanceof SimEvent.DataExchange) {
                both.countDown();
              }
            })) {
      long start = System.nanoTime();
      sightings.accept(new Sighting.Seen(record(device.ski(), running.port())));
      await(both, "data exchange");
      double took = Clock.millisSince(start);
      sightings.accept(new Sighting.Gone(device.ski(), "bench-device"));
      // The orderly close has its own row; here it would only take time.
      running.breakConnections();
      await(gone, "the end");
      return took;
    }
  }

  private static ServiceRecord record(Ski ski, int port) {
    return new ServiceRecord(
        "bench-device", OwnHub.txt(ski, DEVICE), "bench.local", port, List.of("127.0.0.1"));
  }

  private static void await(CountDownLatch latch, String what)
      throws IOException, InterruptedException {
    if (!latch.await(PATIENCE_S, TimeUnit.SECONDS)) {
      throw new IOException(what + " did not come");
    }
  }

  @Override
  public void browse(Consumer<Sighting> listener) {
    sightings = listener;
  }

  @Override
  public void announce(Announcement announcement) {
    // Nobody else looks.
  }

  @Override
  public void withdraw() {
    // Nobody else looks.
  }

  @Override
  public List<String> report() {
    return List.of();
  }

  @Override
  public void close() {
    sightings = _ -> {};
  }
}
