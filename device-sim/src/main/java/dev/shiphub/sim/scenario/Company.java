package dev.shiphub.sim.scenario;

import dev.shiphub.ship.Pin;
import dev.shiphub.sim.bench.Bench;
import dev.shiphub.sim.bench.CaseEnded;
import dev.shiphub.sim.bench.DeviceStage;
import dev.shiphub.sim.bench.Lab;
import dev.shiphub.sim.raw.RawThreads;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Plays scenarios, several at a time, each with peers and addresses of its own. */
public final class Company {
  private final Lab lab;
  private final DeviceStage stage;
  private final Optional<Pin> pin;
  private final int patience;
  private final int parallel;
  private final Consumer<ScenarioRun> progress;

  /**
   * @param pin of the target, if it requires one
   * @param patience how many times longer than written a step may wait, at least 1
   * @param parallel how many scenarios at a time, at least 1
   * @param progress is told each run as it ends, one at a time
   */
  public Company(
      Lab lab,
      DeviceStage stage,
      Optional<Pin> pin,
      int patience,
      int parallel,
      Consumer<ScenarioRun> progress) {
    this.lab = lab;
    this.stage = stage;
    this.pin = pin;
    this.patience = patience;
    this.parallel = parallel;
    this.progress = progress;
  }

  /** Plays these; those that may take long come first, those that have to be alone last. */
  public List<ScenarioRun> play(List<Scenario> scenarios) throws InterruptedException {
    List<Scenario> inOrder = new ArrayList<>(scenarios);
    inOrder.sort(
        Comparator.comparing(Scenario::isAlone)
            .thenComparing(Scenario::limit, Comparator.reverseOrder()));
    Semaphore places = new Semaphore(parallel, true);
    BlockingQueue<ScenarioRun> ended = new LinkedBlockingQueue<>();
    RawThreads.start(
        "company",
        () -> {
          int number = 0;
          for (Scenario scenario : inOrder) {
            int wanted = scenario.isAlone() ? parallel : 1;
            int own = number++;
            places.acquireUninterruptibly(wanted);
            RawThreads.start(
                scenario.name(),
                () -> {
                  ended.add(play(scenario, own));
                  places.release(wanted);
                });
          }
        });
    List<ScenarioRun> runs = new ArrayList<>();
    while (runs.size() < scenarios.size()) {
      ScenarioRun run = ended.take();
      progress.accept(run);
      runs.add(run);
    }
    return runs;
  }

  private ScenarioRun play(Scenario scenario, int number) {
    Optional<InetAddress> from = address(number);
    Bench bench = new Bench(lab, from);
    String tag = bench.newIdentity().shown().hex().substring(0, 8);
    Scene scene = new Scene(bench, stage, patience, pin, tag);
    Instant start = lab.clock().instant();
    AtomicReference<Outcome> outcome = new AtomicReference<>();
    Thread thread =
        RawThreads.start("play " + scenario.name(), () -> outcome.set(act(scenario, scene, from)));
    Duration limit = scenario.limit().multipliedBy(patience);
    try {
      if (!thread.join(limit)) {
        thread.interrupt();
        thread.join();
      }
    } catch (InterruptedException stopped) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
    Duration took = Duration.between(start, lab.clock().instant());
    Outcome came = Optional.ofNullable(outcome.get()).orElseGet(() -> stopped(scenario));
    came.failure().ifPresent(failure -> scene.note("failed: " + failure.words()));
    List<String> transcript = bench.transcript().lines();
    bench.close();
    return new ScenarioRun(scenario, came.failure(), came.steps(), took, transcript);
  }

  /** What came of the steps. */
  private record Outcome(Optional<Failure> failure, int steps) {}

  private static Outcome act(Scenario scenario, Scene scene, Optional<InetAddress> from) {
    try {
      Play play = new Play(scenario, scene, from);
      return new Outcome(play.run(), play.taken());
    } catch (CaseEnded unmet) {
      return new Outcome(
          Optional.of(failure(scenario, "a beginning", unmet.verdict().evidence())), 0);
    } catch (InterruptedException tooLong) {
      return stopped(scenario);
    } catch (RuntimeException bug) {
      return new Outcome(
          Optional.of(failure(scenario, "no bug of the simulator", bug.toString())), 0);
    }
  }

  private static Outcome stopped(Scenario scenario) {
    String limit = "an end within " + scenario.limit().toSeconds() + " s";
    return new Outcome(Optional.of(failure(scenario, limit, "it was stopped then")), 0);
  }

  private static Failure failure(Scenario scenario, String wanted, String seen) {
    return new Failure(new Place(scenario.file(), 1, 1), wanted, seen);
  }

  /** One of its own for each, as a target counts by address, where it is on loopback. */
  private Optional<InetAddress> address(int number) {
    InetAddress there = lab.target().address().getAddress();
    return there.isLoopbackAddress() && there.getAddress().length == 4
        ? Optional.of(Scene.address("127.77.%d.1".formatted(number % 250 + 1)))
        : Optional.empty();
  }
}
