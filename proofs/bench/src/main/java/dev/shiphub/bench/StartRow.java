package dev.shiphub.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Row 8: how soon the daemon listens and what it holds when idle, against the least that Java is.
 */
final class StartRow implements Measurement {
  /** Nothing is given back by who has taken nothing. */
  private static final int HELLO_IDLE_MS = 1_000;

  private final Workplace place;

  /** A hub is idle when it has given back what its start took (TrimNativeHeapInterval: 10 s). */
  private final int idleMillis;

  private Optional<Path> state = Optional.empty();
  private double first;
  private double cpu;

  StartRow(Workplace place) {
    this.place = place;
    idleMillis = place.of(11_000, 1_000);
  }

  @Override
  public List<Line> lines() {
    String floor = "hello world, same flags";
    return List.of(
        new Line("8", "memory when idle", floor, "MB", Bar.atMost(1.6, 1.5)),
        new Line("8", "start to listening", floor, "ms", Bar.atMost(9, 8).guardedAt(45)));
  }

  @Override
  public String warmUp() throws Exception {
    state = Optional.of(place.folder("start").resolve("state"));
    Installed _ = place.installed();
    first = ours()[1];
    double[] _ = theirs();
    return "One start of each that does not count, so that the files are in memory.";
  }

  @Override
  public double[] ours() throws Exception {
    long before = System.nanoTime();
    try (Hub hub = Hub.start(place, List.of(), state.orElseThrow())) {
      double started = millisSince(before);
      cpu = hub.cpuMillis();
      Thread.sleep(idleMillis);
      return new double[] {Cpu.residentMb(hub.program().pid()), started};
    }
  }

  @Override
  public double[] theirs() throws Exception {
    List<String> command = new ArrayList<>(List.of(place.installed().java()));
    command.addAll(place.installed().flags());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Hello.class.getName()));
    long before = System.nanoTime();
    try (Program hello = Program.start(place, List.of(), command)) {
      String _ = hello.await(line -> line.equals(Hello.WORDS));
      double started = millisSince(before);
      Thread.sleep(HELLO_IDLE_MS);
      return new double[] {Cpu.residentMb(hello.pid()), started};
    }
  }

  private static double millisSince(long before) {
    return TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - before) / 1000.0;
  }

  @Override
  public String note() {
    return "Memory "
        + idleMillis / 1000
        + " s after it listens. CPU until listening "
        + Tally.figure(cpu)
        + " ms. The first start of all, which makes the identity, took "
        + Tally.figure(first)
        + " ms.";
  }

  @Override
  public void close() {
    // Every round ends what it has started.
  }
}
