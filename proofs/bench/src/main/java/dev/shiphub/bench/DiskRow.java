package dev.shiphub.bench;

import dev.shiphub.ship.Ski;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Row 14: what the hub writes to the SD card, as the kernel accounts for it: {@code write_bytes} of
 * {@code /proc/PID/io}, whole pages as they get dirty.
 */
// Everything is there from the warm-up on, without which no round is taken.
@SuppressWarnings("NullAway.Init")
final class DiskRow implements Measurement {
  private static final int DEVICES = 4;
  private static final int TIMES = 5;
  private static final int SETTLE_MS = 1_500;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final double DAY_MS = 86_400_000;
  private static final double KIB = 1024;

  private final Workplace place;
  private final List<AutoCloseable> open = new ArrayList<>();
  private Hub hub;
  private Crowd devices;

  @SuppressWarnings("NullAway.Init")
  DiskRow(Workplace place) {
    this.place = place;
  }

  @Override
  public List<Line> lines() {
    String what = "written to disk, %d devices: ".formatted(DEVICES);
    return List.of(
        new Line("14", what + "in a day on which nothing changes", "–", "KiB", Bar.none()),
        new Line("14", what + "each time one comes back", "–", "KiB", Bar.none()),
        new Line("14", what + "to pair one and connect it", "–", "KiB", Bar.none()));
  }

  @Override
  public String warmUp() throws Exception {
    Path state = place.folder("disk").resolve("state");
    if (Files.getFileStore(state.getParent()).type().equals("tmpfs")) {
      throw new Missing("a disk: temporary files are in memory here");
    }
    hub = Hub.start(place, List.of(), state);
    open.add(hub);
    List<Crowd.Member> members = Crowd.Member.of(DEVICES);
    for (Crowd.Member member : members) {
      hub.trust(member.ski());
    }
    devices = new Crowd(members, hub.ski(), hub.endpoint());
    open.add(devices);
    double _ = devices.dialAll(hub.ski(), PATIENCE);
    return "A hub with "
        + DEVICES
        + " devices that are connected; `write_bytes` of `/proc/PID/io`, so a line of a log counts"
        + " as a page. Each round looks at some seconds of nothing, at "
        + TIMES
        + " times that all devices lose their connection and come back, and at "
        + TIMES
        + " new devices that are paired and connect. Pings are every 50 s and write nothing.";
  }

  @Override
  public double[] ours() throws Exception {
    Thread.sleep(SETTLE_MS);
    int idle = place.of(6_000, 2_000);
    double before = written();
    Thread.sleep(idle);
    double day = (written() - before) * DAY_MS / idle;
    return new double[] {day, comingBack(), pairing()};
  }

  private double comingBack() throws IOException, InterruptedException {
    double before = written();
    for (int i = 0; i < TIMES; i++) {
      devices.expectEnds();
      devices.hangUp();
      long _ = devices.awaitEnds(PATIENCE);
      double _ = devices.dialAll(hub.ski(), PATIENCE);
    }
    Thread.sleep(SETTLE_MS);
    return (written() - before) / TIMES / DEVICES;
  }

  private double pairing() throws IOException, InterruptedException {
    double before = written();
    List<Crowd.Member> members = Crowd.Member.of(TIMES);
    try (Crowd fresh = new Crowd(members, hub.ski(), hub.endpoint())) {
      for (Crowd.Member member : members) {
        hub.trust(member.ski());
      }
      double _ = fresh.dialAll(hub.ski(), PATIENCE);
      Thread.sleep(SETTLE_MS);
    }
    double written = (written() - before) / TIMES;
    for (Crowd.Member member : members) {
      forget(member.ski());
    }
    return written;
  }

  private void forget(Ski device) throws IOException {
    if (hub.control().untrust(device).isPresent()) {
      throw new IOException("not unpaired: " + device);
    }
  }

  /** In KiB. */
  private double written() throws IOException {
    Path io = Path.of("/proc", String.valueOf(hub.program().pid()), "io");
    for (String line : Files.readAllLines(io)) {
      if (line.startsWith("write_bytes:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) / KIB;
      }
    }
    throw new IOException("no write_bytes in " + io);
  }

  @Override
  public double[] theirs() {
    return new double[] {Double.NaN, Double.NaN, Double.NaN};
  }

  @Override
  public void close() {
    for (AutoCloseable one : open.reversed()) {
      try {
        one.close();
      } catch (Exception left) {
        place.says("not closed: " + left);
      }
    }
  }
}
