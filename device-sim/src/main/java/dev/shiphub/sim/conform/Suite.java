package dev.shiphub.sim.conform;

import dev.shiphub.ship.Role;
import dev.shiphub.sim.bench.Bench;
import dev.shiphub.sim.bench.CaseEnded;
import dev.shiphub.sim.bench.Lab;
import dev.shiphub.sim.bench.Verdict;
import dev.shiphub.sim.raw.RawThreads;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** Runs the cases, several at a time, each with identities and connections of its own. */
public final class Suite {
  /** Those that wait longest begin first, so that the others run beside them. */
  private static final List<TestCase> LONG =
      List.of(
          OfficialCase.TC_SHIP_HELLO_002,
          OfficialCase.TC_SHIP_HELLO_003,
          OfficialCase.TC_SHIP_AMDATA_004,
          OwnCase.TC_SHUB_TLS_003,
          OfficialCase.TC_SHIP_HELLO_004);

  /** One case in one role. */
  private record Job(TestCase test, Role device) {}

  private final Lab lab;
  private final Semaphore places;
  private final Consumer<CaseRun> progress;

  /**
   * @param parallel how many runs at a time, at least 1
   * @param progress is told each run as it ends, one at a time
   */
  public Suite(Lab lab, int parallel, Consumer<CaseRun> progress) {
    this.lab = lab;
    this.places = new Semaphore(parallel, true);
    this.progress = progress;
  }

  /** Runs these cases; returns the runs in the order in which they ended. */
  public List<CaseRun> run(Set<? extends TestCase> wanted) throws InterruptedException {
    List<Job> jobs = new ArrayList<>();
    for (TestCase test : TestCase.all()) {
      if (wanted.contains(test)) {
        test.sheet().roles().each().forEach(role -> jobs.add(new Job(test, role)));
      }
    }
    jobs.sort(
        Comparator.comparingInt(
            job -> LONG.contains(job.test()) ? LONG.indexOf(job.test()) : LONG.size()));
    BlockingQueue<CaseRun> ended = new LinkedBlockingQueue<>();
    for (Job job : jobs) {
      places.acquire();
      RawThreads.start(job.test().name(), () -> ended.add(runOne(job)));
    }
    List<CaseRun> runs = new ArrayList<>();
    while (runs.size() < jobs.size()) {
      CaseRun run = ended.take();
      progress.accept(run);
      runs.add(run);
    }
    return runs;
  }

  private CaseRun runOne(Job job) {
    Instant start = lab.clock().instant();
    Bench bench = new Bench(lab);
    try {
      Verdict verdict = verdict(job, bench);
      Duration took = Duration.between(start, lab.clock().instant());
      bench.transcript().add(verdict.kind().words() + ": " + verdict.evidence());
      return new CaseRun(
          job.test(), job.device(), lab.declarations(), verdict, took, bench.transcript().lines());
    } finally {
      bench.close();
      places.release();
    }
  }

  private Verdict verdict(Job job, Bench bench) {
    var declaration = job.test().sheet().needs().unmetBy(lab.declarations());
    if (declaration.isPresent()) {
      return Verdict.notApplicable(declaration.get());
    }
    try {
      return job.test().sheet().steps().run(bench, job.device());
    } catch (CaseEnded ended) {
      return ended.verdict();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Verdict.inconclusive("stopped");
    } catch (RuntimeException bug) {
      bench.transcript().add("a bug of the tool: " + bug);
      return Verdict.inconclusive("a bug of the tool: " + bug);
    }
  }
}
