package dev.shiphub.sim.device;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.discovery.Announcement;
import dev.shiphub.ship.discovery.ServiceRecord;
import dev.shiphub.ship.port.Sighting;
import dev.shiphub.sim.profile.Catalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** A network of devices in made-up time: whatever one does reaches another a little later. */
final class World {
  static final Duration LATENCY = Duration.ofMillis(2);
  static final Ski SMALL = new Ski("1".repeat(40));
  static final Ski MIDDLE = new Ski("8".repeat(40));
  static final Ski BIG = new Ski("e".repeat(40));

  private record Due(Instant at, long order, Runnable task) {}

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final int MOST_AT_ONE_INSTANT = 10_000;

  final RandomGenerator random;
  private final PriorityQueue<Due> queue =
      new PriorityQueue<>(Comparator.comparing(Due::at).thenComparingLong(Due::order));
  private final List<Node> nodes = new ArrayList<>();
  private Instant now = START;
  private long orders;

  World() {
    this(1);
  }

  World(long seed) {
    random = new Random(seed);
  }

  static DeviceSettings settings(Ski ski) {
    return DeviceSettings.of(Catalogue.named("wallbox").orElseThrow(), ski);
  }

  /** Adds a device and begins it. */
  Node add(DeviceSettings settings) {
    Node node = new Node(this, settings);
    nodes.add(node);
    node.core.begin(now);
    return node;
  }

  Optional<Node> find(Ski ski) {
    return nodes.stream().filter(node -> node.ski().equals(ski)).findFirst();
  }

  Instant now() {
    return now;
  }

  /** How long it has existed. */
  Duration age() {
    return Duration.between(START, now);
  }

  void after(Duration delay, Runnable task) {
    queue.add(new Due(now.plus(delay), orders++, task));
  }

  /** Lets one device see another by multicast DNS. */
  void show(Node target, Node viewer) {
    viewer.on(new DeviceInput.Sighted(new Sighting.Seen(record(target.settings))));
  }

  /** Lets two devices see each other. */
  void introduce(Node one, Node other) {
    show(one, other);
    show(other, one);
  }

  static ServiceRecord record(DeviceSettings settings) {
    Announcement own = settings.announcement(4712);
    return new ServiceRecord(
        own.instance(), own.txt(), settings.ski().brief() + ".local", 4712, List.of("192.0.2.1"));
  }

  void runFor(Duration time) {
    Instant end = now.plus(time);
    int steps = 0;
    for (Optional<Instant> next = next(); isBefore(next, end); next = next()) {
      steps = next.get().isAfter(now) ? 0 : steps + 1;
      if (steps > MOST_AT_ONE_INSTANT) {
        throw new IllegalStateException("time stands still at " + age());
      }
      now = next.get().isAfter(now) ? next.get() : now;
      step();
    }
    now = end;
  }

  void runFor(int seconds) {
    runFor(Duration.ofSeconds(seconds));
  }

  private void step() {
    if (!queue.isEmpty() && !queue.peek().at().isAfter(now)) {
      queue.remove().task().run();
      return;
    }
    nodes.stream().filter(node -> node.isDue(now)).forEach(node -> node.core.onDeadline(now));
  }

  private Optional<Instant> next() {
    Stream<Instant> arrivals = Optional.ofNullable(queue.peek()).map(Due::at).stream();
    Stream<Instant> deadlines =
        nodes.stream().map(node -> node.core.deadline()).flatMap(Optional::stream);
    return Stream.concat(arrivals, deadlines).min(Instant::compareTo);
  }

  private static boolean isBefore(Optional<Instant> next, Instant end) {
    return next.filter(at -> !at.isAfter(end)).isPresent();
  }
}
