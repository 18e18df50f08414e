package dev.shiphub.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Row 13: the codec under JMH, a JVM of its own for each figure. */
final class CodecRow implements Measurement {
  private static final String GENERIC = "Jackson tree + transformation";
  private static final String RATE = "datagrams/s";
  private static final String BYTES = "bytes allocated/datagram";

  /** Compiled after this class, with what JMH makes of it. */
  private static final String BENCHMARK = "dev.shiphub.bench.CodecBenchmark";

  private static final int MILLIS = 300;

  private final Workplace place;

  CodecRow(Workplace place) {
    this.place = place;
  }

  @Override
  public List<Line> lines() {
    return List.of(
        new Line(
            "13", "reading a datagram of 4 kB", GENERIC, RATE, Bar.atLeast(3, 4).guardedAt(0.25)),
        new Line("13b", "writing it", GENERIC, RATE, Bar.atLeast(3, 4).guardedAt(0.35)),
        new Line("13c", "reading it", GENERIC, BYTES, Bar.none()),
        new Line("13d", "writing it", GENERIC, BYTES, Bar.none()));
  }

  @Override
  public String warmUp() {
    return "JMH, a JVM for each figure, in it "
        + 3 * MILLIS
        + " ms before "
        + 3 * MILLIS
        + " ms that count";
  }

  @Override
  public double[] ours() throws Exception {
    return figures("Ours");
  }

  @Override
  public double[] theirs() throws Exception {
    return figures("Generic");
  }

  private double[] figures(String whose) throws Exception {
    double[] read = run("read" + whose);
    double[] written = run("write" + whose);
    return new double[] {read[0], written[0], read[1], written[1]};
  }

  /** Datagrams a second, and bytes allocated for each. */
  private double[] run(String name) throws Exception {
    Installed installed = place.installed();
    List<String> flags = new ArrayList<>(installed.flags());
    RunResult result =
        new Runner(
                new OptionsBuilder()
                    .include(BENCHMARK + "." + name)
                    .forks(1)
                    .jvm(installed.java())
                    .jvmArgs(flags.toArray(String[]::new))
                    .warmupIterations(3)
                    .warmupTime(TimeValue.milliseconds(MILLIS))
                    .measurementIterations(3)
                    .measurementTime(TimeValue.milliseconds(MILLIS))
                    .addProfiler(GCProfiler.class)
                    .verbosity(VerboseMode.SILENT)
                    .build())
            .runSingle();
    return new double[] {result.getPrimaryResult().getScore(), allocated(result)};
  }

  private static double allocated(RunResult result) throws RunnerException {
    String name =
        result.getSecondaryResults().keySet().stream()
            .filter(each -> each.endsWith("gc.alloc.rate.norm"))
            .findFirst()
            .orElseThrow(() -> new RunnerException("the profiler says nothing of allocation"));
    return Objects.requireNonNull(result.getSecondaryResults().get(name)).getScore();
  }

  @Override
  public void close() {
    // JMH ends its own JVMs.
  }
}
