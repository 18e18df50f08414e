package dev.shiphub.bench;

import dev.shiphub.ship.identity.LocalIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Row 9: how long a hub holds a connection on which nothing passes any more, and how long if the
 * device dials again meanwhile.
 */
final class SilenceRow implements Measurement {
  private static final double PING = 2;
  private static final double PONG = 1;
  private static final long PATIENCE = 70;

  /** What the design allows for a probe on doubt. */
  private static final double DOUBT = 2;

  private final Workplace place;
  private final List<AutoCloseable> opened = new ArrayList<>();
  private Hub alert;
  private Hub usual;

  @SuppressWarnings("NullAway.Init") // a measurement is warmed up before anything is asked of it
  SilenceRow(Workplace place) {
    this.place = place;
  }

  @Override
  public List<Line> lines() {
    return List.of(
        new Line(
            "9",
            "silent drop just after a message → the hub closes the connection",
            "configured ping + pong",
            "s",
            Bar.atMost(1.1, 1.05)),
        new Line(
            "9b",
            "the device dials again after a silent drop → the new connection answers, ping 50 s",
            "the bound of 2 s",
            "s",
            Bar.atMost(1, 0.8).neverOver(2)));
  }

  @Override
  public String warmUp() throws Exception {
    Path state = place.folder("silence").resolve("state");
    Path file = state.resolveSibling("shiphub.yaml");
    String liveness = "liveness: {ping: " + (int) PING + "s, pong: " + (int) PONG + "s}";
    Files.write(file, List.of("ship: {interfaces: [lo], port: 0}", "admin: {port: 0}", liveness));
    String[] run = {"run", "-c", file.toString(), "--state", state.toString(), "--announce-json"};
    alert = opened(Hub.started(place, List.of(), place.installed().command(run)));
    usual = opened(Hub.start(place, List.of(), place.folder("usual").resolve("state")));
    return "ping "
        + PING
        + " s, pong "
        + PONG
        + " s; one drop each that does not count. A relay between device and hub swallows all"
        + " that comes, without FIN or RST";
  }

  @Override
  public double[] ours() throws Exception {
    return new double[] {dropped(), doubted()};
  }

  @Override
  public double[] theirs() {
    return new double[] {PING + PONG, DOUBT};
  }

  /** Seconds from the drop to the end of the connection. */
  private double dropped() throws IOException, InterruptedException {
    LocalIdentity device = BenchKeys.fresh();
    alert.trust(device.ski());
    try (DeafRelay relay = new DeafRelay(alert.address());
        EchoLink _ = Paired.reconnect(relay.port(), device)) {
      // Its answer was the last thing that was heard.
      long deaf = relay.deafen();
      return (relay.awaitCut(PATIENCE) - deaf) / 1e9;
    }
  }

  /** Seconds from the second dial to an answer over it. */
  private double doubted() throws IOException {
    LocalIdentity device = BenchKeys.fresh();
    usual.trust(device.ski());
    try (DeafRelay relay = new DeafRelay(usual.address());
        EchoLink _ = Paired.reconnect(relay.port(), device)) {
      relay.deafen();
      long again = System.nanoTime();
      try (EchoLink _ = Paired.reconnect(usual.address().getPort(), device)) {
        return (System.nanoTime() - again) / 1e9;
      }
    }
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
        place.says("row 9: " + gone);
      }
    }
  }
}
