package dev.shiphub.bench;

import dev.shiphub.ship.clock.SteadyClock;
import dev.shiphub.ship.identity.LocalIdentity;
import dev.shiphub.sim.fleet.FleetKeys;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Rows 7 and 12: what an idle paired device costs the hub, against a client of mosquitto, and how
 * that grows from ten devices to a thousand.
 */
// Everything is there from the warm-up on, without which no round is taken.
@SuppressWarnings("NullAway.Init")
final class FleetRow implements Measurement {
  private static final int IDLE_MS = 4_000;
  private static final int BARS = 40;

  private final Workplace place;
  private final int few;
  private final int some;
  private final int many;
  private final List<AutoCloseable> open = new ArrayList<>();
  private final List<Step> growth = new ArrayList<>();
  private final Map<Integer, Double> stops = new LinkedHashMap<>();
  private double earlyCpu;
  private double lateCpu;
  private double idleCpu;

  /** Of the round under way. */
  private Household.Needs small;

  private Household.Needs middle;

  private Household ten;
  private Household hundreds;
  private Household thousand;
  private IdleClients hundredsOfClients;
  private IdleClients thousandClients;

  /** A hub on its way to a thousand. */
  private record Step(Household.Needs needs, double cpu) {}

  @SuppressWarnings("NullAway.Init")
  FleetRow(Workplace place) {
    this.place = place;
    few = 10;
    some = place.of(200, 50);
    // And the one that dials when told makes a thousand, the most that a hub takes.
    many = place.of(999, 150);
  }

  @Override
  public List<Line> lines() {
    String client = "mosquitto, RSS of a client among ";
    return List.of(
        new Line(
            "7",
            "heap of an idle paired device among " + some,
            client + some,
            "KiB",
            Bar.atMost(1.5, 1.2)),
        new Line(
            "7",
            "heap of an idle paired device among " + many,
            client + many,
            "KiB",
            Bar.atMost(1.5, 1.2)),
        new Line(
            "7", "RSS of an idle paired device among " + many, client + many, "KiB", Bar.none()),
        new Line(
            "7",
            "platform threads more with " + many + " devices than with " + few,
            "–",
            "",
            Bar.none().neverOver(5)),
        new Line(
            "12",
            "heap of each device from " + some + " to " + many,
            "from " + few + " to " + some,
            "KiB",
            Bar.atMost(1.1, 1)),
        new Line(
            "12",
            "CPU to pair and connect each, the last of " + many,
            "the last of " + some,
            "ms",
            Bar.atMost(1.2, 1)),
        new Line("12", "dial to data, among " + many, "among " + few, "ms", Bar.atMost(1.5, 1.1)));
  }

  @Override
  public String warmUp() throws Exception {
    List<LocalIdentity> keys =
        new FleetKeys(Optional.empty(), SteadyClock.wall(), new SecureRandom())
            .first(many, _ -> {});
    hundredsOfClients = opened(IdleClients.of(place, some));
    thousandClients = opened(IdleClients.of(place, many));
    ten = opened(Household.of(place, keys.subList(0, few), false));
    double _ = ten.growTo(few);
    hundreds = opened(Household.of(place, keys.subList(0, some), false));
    double _ = hundreds.growTo(some);
    thousand = opened(Household.of(place, keys, true));
    for (int devices : new int[] {few, some / 4, some, many / 2, many}) {
      place.says(devices + " devices");
      double cpu = thousand.growTo(devices);
      growth.add(new Step(thousand.needs(), cpu));
    }
    earlyCpu = growth.get(2).cpu();
    lateCpu = growth.getLast().cpu();
    idleCpu = thousand.idleCpu(IDLE_MS);
    return ("Three hubs with %d, %d and %d devices of `sim fleet`, each at an address of its own,"
            + " and two mosquittos with %d and %d clients (TLS 1.2, client certificates), all"
            + " connected and idle during the rounds. The largest has `limits.pairedDevices`"
            + " raised and `-Xmx384m`, hence no AOT cache; the others have the flags of the"
            + " package. A device costs what the hub has more than with %d, after a full"
            + " collection.")
        .formatted(few, some, many, some, many, few);
  }

  private <T extends AutoCloseable> T opened(T one) {
    open.add(one);
    return one;
  }

  @Override
  public double[] ours() throws Exception {
    small = ten.needs();
    middle = hundreds.needs();
    Household.Needs large = thousand.needs();
    return new double[] {
      middle.heapSince(small),
      large.heapSince(small),
      large.residentSince(small),
      large.threads() - small.threads(),
      large.heapSince(middle),
      lateCpu,
      large.dial()
    };
  }

  @Override
  public double[] theirs() throws Exception {
    double large = thousandClients.residentKib();
    return new double[] {
      hundredsOfClients.residentKib(),
      large,
      large,
      Double.NaN,
      middle.heapSince(small),
      earlyCpu,
      small.dial()
    };
  }

  /** The households are stopped here: their ends are the last thing that is measured. */
  @Override
  public String note() {
    try {
      stops.put(few, ten.stop());
      stops.put(some, hundreds.stop());
      stops.put(many, thousand.stop());
    } catch (IOException | InterruptedException failed) {
      return "The stop failed: " + failed.getMessage();
    }
    return String.format(
            Locale.ROOT,
            "CPU with %d idle devices: %.1f ms a second. SIGTERM to exit, all devices told: %s.",
            many,
            idleCpu,
            String.join(
                ", ",
                stops.entrySet().stream()
                    .map(
                        stop ->
                            String.format(
                                Locale.ROOT, "%.0f ms with %d", stop.getValue(), stop.getKey()))
                    .toList()))
        + " The way to "
        + many
        + ":\n\n"
        + plot();
  }

  private String plot() {
    double most = growth.getLast().needs().heap();
    StringBuilder plot =
        new StringBuilder(
            "  ```\n  devices  heap in MiB, threads, CPU to pair and connect each, dial to data\n");
    for (Step step : growth) {
      Household.Needs needs = step.needs();
      plot.append(
          String.format(
              Locale.ROOT,
              "  %7d  %-" + BARS + "s %6.1f  %3d  %5.1f ms  %5.1f ms%n",
              needs.devices(),
              "#".repeat((int) Math.max(1, BARS * needs.heap() / most)),
              needs.heap() / 1024,
              needs.threads(),
              step.cpu(),
              needs.dial()));
    }
    return plot.append("  ```").toString();
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
