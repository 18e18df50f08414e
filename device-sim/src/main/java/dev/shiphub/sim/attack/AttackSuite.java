package dev.shiphub.sim.attack;

import dev.shiphub.sim.bench.CaseEnded;
import dev.shiphub.sim.bench.DeviceStage;
import dev.shiphub.sim.bench.Verdict;
import dev.shiphub.sim.raw.RawThreads;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** Runs the cases: what waits first, the others beside it, and those alone that need to be. */
public final class AttackSuite {
  private static final Duration CALM = Duration.ofSeconds(5);
  private static final Duration SETTLING = Duration.ofSeconds(30);

  private final Grounds grounds;
  private final Bystanders bystanders;
  private final Semaphore places;
  private final Consumer<AttackRun> progress;
  private final BlockingQueue<AttackRun> ended = new LinkedBlockingQueue<>();

  /**
   * @param parallel how many cases at a time, at least 1
   * @param progress is told each case as it ends, one at a time
   */
  public AttackSuite(
      Grounds grounds, Bystanders bystanders, int parallel, Consumer<AttackRun> progress) {
    this.grounds = grounds;
    this.bystanders = bystanders;
    this.places = new Semaphore(parallel, true);
    this.progress = progress;
  }

  /**
   * Runs these cases.
   *
   * @param name what the report calls the daemon
   * @throws CaseEnded if the bystanders could not be brought into data exchange
   */
  public AttackReport run(List<Attack> wanted, DeviceStage stage, String name)
      throws InterruptedException, CaseEnded, IOException {
    bystanders.begin(stage, CALM);
    Optional<Vitals> before = collected();
    Instant start = now();
    List<AttackRun> runs = new ArrayList<>();
    List<Attack> together = new ArrayList<>(wanted);
    together.removeIf(attack -> attack.manner() == Manner.ALONE);
    together.sort(Comparator.comparing(Attack::manner));
    for (Attack attack : together) {
      begin(attack);
    }
    together.forEach(_ -> runs.add(next()));
    for (Attack attack : wanted) {
      if (attack.manner() == Manner.ALONE) {
        begin(attack);
        runs.add(next());
      }
    }
    Instant end = now();
    Optional<Vitals> after = settled(before);
    bystanders.fallSilent();
    return new AttackReport(
        name,
        grounds.lab().wall().instant().toString().substring(0, "2026-01-31".length()),
        runs,
        Duration.between(start, end),
        bystanders.between(start, now()),
        bystanders.late(),
        before,
        after);
  }

  private void begin(Attack attack) throws InterruptedException {
    places.acquire();
    RawThreads.start(attack.name(), () -> ended.add(runOne(attack)));
  }

  private AttackRun next() {
    try {
      AttackRun run = ended.take();
      progress.accept(run);
      return run;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped", stopped);
    }
  }

  private AttackRun runOne(Attack attack) {
    Instant start = now();
    Foe foe = new Foe(grounds, bystanders, Attack.all().indexOf(attack));
    Verdict verdict;
    try {
      verdict = verdict(attack, foe);
    } finally {
      foe.close();
      places.release();
    }
    Instant end = now();
    Noticed noticed = bystanders.between(start, end);
    Verdict whole = noticed.complaint().map(Verdict::failed).orElse(verdict);
    Verdict worse =
        verdict.kind() == Verdict.Kind.FAILED || whole.kind() != Verdict.Kind.FAILED
            ? verdict
            : whole;
    foe.note(worse.kind().words() + ": " + worse.evidence());
    return new AttackRun(
        attack,
        worse,
        Duration.between(start, end),
        noticed,
        grounds.pid().flatMap(Vitals::of),
        foe.bench().transcript().lines());
  }

  private static Verdict verdict(Attack attack, Foe foe) {
    try {
      return attack.steps().run(foe);
    } catch (CaseEnded ended) {
      return ended.verdict();
    } catch (IOException notPossible) {
      return Verdict.inconclusive("the tool got no connection: " + notPossible.getMessage());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Verdict.inconclusive("stopped");
    } catch (RuntimeException bug) {
      foe.note("a bug of the tool: " + bug);
      return Verdict.inconclusive("a bug of the tool: " + bug);
    }
  }

  private Optional<Vitals> collected() throws InterruptedException {
    return grounds.pid().isPresent() ? Vitals.collected(grounds.pid().get()) : Optional.empty();
  }

  /** What the daemon holds once it has given everything back, or after half a minute. */
  private Optional<Vitals> settled(Optional<Vitals> before) throws InterruptedException {
    if (before.isEmpty()) {
      return Optional.empty();
    }
    Instant until = now().plus(SETTLING);
    Optional<Vitals> last = collected();
    while (last.filter(now -> isBack(now, before.get())).isEmpty() && now().isBefore(until)) {
      Pause.of(Duration.ofSeconds(1));
      last = grounds.pid().flatMap(Vitals::of);
    }
    return collected();
  }

  private static boolean isBack(Vitals now, Vitals before) {
    return now.descriptors() <= before.descriptors() && now.threads() <= before.threads();
  }

  private Instant now() {
    return grounds.lab().clock().instant();
  }
}
