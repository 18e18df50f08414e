package dev.shiphub.sim;

import dev.shiphub.ship.Ski;
import dev.shiphub.sim.fleet.Flap;
import dev.shiphub.sim.fleet.Fleet;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A fleet as a process: it ramps up, flaps, is looked at, and comes to rest. */
final class FleetRun {
  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final Duration TICK = Duration.ofMillis(20);

  /** What multicast DNS said is repeated in half of its life. */
  private static final Duration SPOKEN_EVERY = Duration.ofSeconds(60);

  /** The third delay of a device's dials ends after 33 s, and TLS may be slow on the way. */
  private static final Duration CALMING = Duration.ofSeconds(90);

  private static final Duration FAREWELL = Duration.ofSeconds(5);

  /**
   * How it goes.
   *
   * @param perSecond how many devices start in a second
   * @param flaps how many flaps there are in a second
   * @param length how long, once all are there; empty until somebody says so
   * @param isUntilInputEnds whether the end of the input is one of these words
   */
  record Course(
      double perSecond, double flaps, Optional<Duration> length, boolean isUntilInputEnds) {}

  private final ProcessHost host;
  private final Fleet fleet;
  private final Course course;
  private final FleetScreen screen;
  private final InstantSource clock;
  private final BlockingQueue<String> typed = new LinkedBlockingQueue<>(100);
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile boolean isToldToEnd;
  private volatile int code = FAILED;
  private boolean isQuit;
  private Instant ticked;

  FleetRun(ProcessHost host, Fleet fleet, Course course, FleetScreen screen, InstantSource clock) {
    this.host = host;
    this.fleet = fleet;
    this.course = course;
    this.screen = screen;
    this.clock = clock;
    ticked = clock.instant();
  }

  /** Runs it until it is over; returns the exit code. */
  int run() throws InterruptedException {
    Thread hook = ProcessThreads.atTheEnd(this::endInOrder);
    Runtime.getRuntime().addShutdownHook(hook);
    ProcessThreads.start("commands", this::read);
    try (fleet) {
      rampUp();
      flap();
      settle();
      screen.conclude(fleet.figures(), fleet.missing());
      code = fleet.figures().isComplete() ? DONE : FAILED;
    } catch (IOException refused) {
      screen.complain(refused);
    } finally {
      over.countDown();
    }
    forget(hook);
    return code;
  }

  /** Until every device was started, at the pace that is wanted. */
  private void rampUp() throws IOException, InterruptedException {
    Instant begun = clock.instant();
    for (int number = 0; !fleet.isStarted() && goesOn(); number++) {
      double due = number / course.perSecond();
      tickUntil(() -> secondsSince(begun) >= due);
      if (goesOn()) {
        fleet.startNext();
      }
    }
    Instant patience = clock.instant().plus(CALMING);
    tickUntil(() -> fleet.isAtRest() || clock.instant().isAfter(patience));
  }

  private void flap() throws IOException, InterruptedException {
    Instant begun = clock.instant();
    Instant end = course.length().map(begun::plus).orElse(Instant.MAX);
    long done = 0;
    while (goesOn() && clock.instant().isBefore(end)) {
      for (; done < secondsSince(begun) * course.flaps(); done++) {
        fleet.flapAny(Optional.empty());
      }
      tick();
    }
  }

  /** Nothing happens to the devices any more: they have time to come back. */
  private void settle() throws IOException, InterruptedException {
    Instant end = clock.instant().plus(CALMING);
    while (!isToldToEnd && !fleet.isAtRest() && clock.instant().isBefore(end)) {
      tick();
    }
  }

  private void tickUntil(BooleanSupplier isDue) throws IOException, InterruptedException {
    while (goesOn() && !isDue.getAsBoolean()) {
      tick();
    }
  }

  /** Does what was typed, if anything was in a moment, and shows how things are. */
  private void tick() throws IOException, InterruptedException {
    Optional<String> line = Optional.ofNullable(typed.poll(TICK.toMillis(), TimeUnit.MILLISECONDS));
    line.ifPresent(this::obey);
    Instant now = clock.instant();
    double share = secondsSince(ticked) * 1000 / SPOKEN_EVERY.toMillis();
    if (fleet.speak(share)) {
      ticked = now;
    }
    screen.show(fleet::figures, now);
  }

  private boolean goesOn() {
    return !isToldToEnd && !isQuit;
  }

  private double secondsSince(Instant then) {
    return Duration.between(then, clock.instant()).toMillis() / 1000.0;
  }

  private void obey(String line) {
    String[] words = line.strip().split("\\s+");
    boolean isDone =
        switch (words[0]) {
          case "" -> true;
          case "quit" -> {
            // Who says it twice does not wait until all are back.
            isToldToEnd = isQuit;
            isQuit = true;
            yield true;
          }
          case "status" -> {
            screen.tell(fleet.figures());
            yield true;
          }
          case "flap" -> flapSome(words);
          default -> flapOne(words);
        };
    if (!isDone) {
      screen.complain(
          "not a command; there are: flap N [KIND], KIND SKI, status, quit; kinds: kill, close,"
              + " restart, move, double");
    }
  }

  private boolean flapSome(String[] words) {
    Optional<Flap> kind = words.length == 3 ? Flap.named(words[2]) : Optional.empty();
    boolean isUnderstood =
        words.length >= 2
            && words[1].matches("[0-9]{1,5}")
            && (words.length == 2 || kind.isPresent());
    for (int i = 0; isUnderstood && i < Integer.parseInt(words[1]); i++) {
      fleet.flapAny(kind);
    }
    return isUnderstood;
  }

  private boolean flapOne(String[] words) {
    Optional<Flap> kind = Flap.named(words[0]);
    Optional<Ski> ski = words.length == 2 ? Ski.parse(words[1]) : Optional.empty();
    return kind.isPresent() && ski.isPresent() && fleet.flap(ski.get(), kind.get());
  }

  private void read() {
    BufferedReader in = host.console().lines();
    try {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        typed.put(line);
      }
      if (course.isUntilInputEnds()) {
        typed.put("quit");
      }
    } catch (IOException closed) {
      // Nothing more is typed.
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** The JVM would end with 143, as if it had been killed. */
  private void endInOrder() {
    isToldToEnd = true;
    try {
      boolean isOver = over.await(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
      host.end().accept(isOver ? code : FAILED);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException endsAlready) {
      // The hook runs, and ends the process.
    }
  }
}
