package dev.shiphub.races;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Looks for races in every layer, then for planted ones, and ends with one line. A layer that ran
 * nothing, or that did not find what was planted, fails like one that found something.
 */
public final class RacesMain {
  /** As many JVMs of jcstress may look for a planted fault; ours are looked at in one. */
  private static final int MOST_JVMS = 5;

  private final Path root;
  private final Path module;
  private final List<Scenario> chosen;
  private final List<String> wrong = new ArrayList<>();

  private RacesMain(Path root, Path module, String race) {
    this.root = root;
    this.module = module;
    Pattern wanted = Pattern.compile(race);
    chosen =
        Arrays.stream(Scenario.values())
            .filter(scenario -> wanted.matcher(scenario.label()).find())
            .toList();
  }

  /**
   * Runs.
   *
   * @param args the root of the repository, the folder of this module, which scenarios (a regular
   *     expression), one seed to replay or -1
   */
  public static void main(String[] args) throws Exception {
    RacesMain races = new RacesMain(Path.of(args[0]), Path.of(args[1]), args[2]);
    long start = System.nanoTime();
    races.plant();
    long seed = Long.parseLong(args[3]);
    if (seed >= 0) {
      races.replay(seed);
    } else {
      races.runAll();
    }
    System.out.printf(
        "races: %d scenarios, %d s, %s%n",
        races.chosen.size(),
        seconds(start),
        races.wrong.isEmpty() ? "as it should be" : "WRONG: " + races.wrong);
    if (!races.wrong.isEmpty()) {
      System.out.println("races: all that was said is in " + races.log("*"));
      System.exit(1);
    }
  }

  private static long seconds(long start) {
    return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
  }

  private void plant() throws IOException {
    Path patches = module.resolve("planted");
    List<String> labels = Arrays.stream(Scenario.values()).map(Scenario::label).sorted().toList();
    if (!PlantedRace.names(patches).equals(labels)) {
      throw new IllegalStateException("one patch for each of " + labels);
    }
    PlantedRace.compileAll(root, patches, planted());
  }

  private Path planted() {
    return module.resolve("target/planted");
  }

  private void replay(long seed) throws IOException, InterruptedException {
    for (Scenario scenario : chosen(Layer.SEEDED)) {
      List<String> said = run(Layer.SEEDED, List.of(scenario), false, seed, 1);
      said.forEach(System.out::println);
      if (outcomes(said).stream().filter(Outcome::isAsItShouldBe).count() != 1) {
        wrong.add(scenario.label() + " with seed " + seed);
      }
    }
  }

  private void runAll() throws IOException, InterruptedException {
    if (chosen.isEmpty()) {
      wrong.add("no scenario was chosen");
    }
    for (Layer layer : Layer.values()) {
      List<Outcome> outcomes = layer == Layer.JCSTRESS ? stress() : searched(layer, chosen(layer));
      List<String> wanted =
          layer == Layer.JCSTRESS
              ? StressTest.matching(chosen).stream().map(StressTest::label).toList()
              : chosen(layer).stream().map(Scenario::label).toList();
      wanted.forEach(what -> report(layer, what, outcomes));
    }
  }

  private List<Scenario> chosen(Layer layer) {
    return Scenario.of(layer).stream().filter(chosen::contains).toList();
  }

  private void report(Layer layer, String what, List<Outcome> outcomes) {
    for (boolean isPlanted : new boolean[] {false, true}) {
      List<Outcome> mine =
          outcomes.stream()
              .filter(outcome -> outcome.what().equals(what) && outcome.isPlanted() == isPlanted)
              .toList();
      boolean isRight = mine.size() == 1 && mine.getFirst().isAsItShouldBe();
      String line =
          mine.isEmpty() ? "DID NOT RUN" : mine.getFirst().words() + (isRight ? "" : "  WRONG");
      System.out.printf(
          "races: %-17s %-19s %-8s %s%n",
          layer.words(), what, isPlanted ? "planted" : "ours", line);
      if (!isRight) {
        wrong.add(layer.words() + " " + what + (isPlanted ? " planted" : ""));
      }
    }
  }

  private List<Outcome> searched(Layer layer, List<Scenario> scenarios)
      throws IOException, InterruptedException {
    List<Outcome> outcomes = new ArrayList<>();
    if (scenarios.isEmpty()) {
      return outcomes;
    }
    outcomes.addAll(outcomes(run(layer, scenarios, false, 0, layer.runs(false))));
    if (layer == Layer.LINCHECK) {
      for (Scenario scenario : scenarios) {
        outcomes.addAll(outcomes(run(layer, List.of(scenario), true, 0, layer.runs(true))));
      }
    } else {
      outcomes.addAll(outcomes(run(layer, scenarios, true, 0, layer.runs(true))));
    }
    return outcomes;
  }

  private static List<Outcome> outcomes(List<String> said) {
    return said.stream().flatMap(line -> Outcome.of(line).stream()).toList();
  }

  /** What a process has said that runs these scenarios. */
  private List<String> run(
      Layer layer, List<Scenario> scenarios, boolean isPlanted, long seed, int runs)
      throws IOException, InterruptedException {
    List<String> main = new ArrayList<>(List.of(LayerMain.class.getName(), layer.name()));
    main.add(isPlanted ? planted().toString() : "-");
    main.add(String.valueOf(seed));
    main.add(String.valueOf(runs));
    scenarios.forEach(scenario -> main.add(scenario.label()));
    List<Path> first =
        isPlanted && layer == Layer.LINCHECK
            ? List.of(planted().resolve(scenarios.getFirst().label()))
            : List.of();
    String name = layer.name() + (isPlanted ? "-planted-" + scenarios.getFirst().label() : "");
    return new JvmRun(first, layer.options(), main).said(module.resolve("target"), log(name));
  }

  private Path log(String name) {
    return module.resolve("target").resolve(name + ".log");
  }

  private List<Outcome> stress() throws IOException, InterruptedException {
    List<StressTest> tests = StressTest.matching(chosen);
    List<Outcome> outcomes = new ArrayList<>();
    if (!tests.isEmpty()) {
      outcomes.addAll(stressed(tests, false));
      outcomes.addAll(hunted(tests));
    }
    return outcomes;
  }

  /**
   * How often two threads meet in a step depends on the JVM that was drawn: thousands of times in
   * one, a dozen in the next. What was not found is looked for in another.
   */
  private List<Outcome> hunted(List<StressTest> tests) throws IOException, InterruptedException {
    List<Outcome> outcomes = new ArrayList<>();
    List<StressTest> left = tests;
    for (int jvm = 1; jvm <= MOST_JVMS && !left.isEmpty(); jvm++) {
      boolean isLast = jvm == MOST_JVMS;
      List<Outcome> said = stressed(left, true);
      said.stream().filter(it -> isLast || it.isAsItShouldBe()).forEach(outcomes::add);
      Set<String> over = outcomes.stream().map(Outcome::what).collect(Collectors.toSet());
      left = left.stream().filter(test -> !over.contains(test.label())).toList();
    }
    return outcomes;
  }

  private List<Outcome> stressed(List<StressTest> tests, boolean isPlanted)
      throws IOException, InterruptedException {
    List<Path> first =
        isPlanted
            ? tests.stream().map(test -> planted().resolve(test.label())).toList()
            : List.of();
    String name = Layer.JCSTRESS.name() + (isPlanted ? "-planted" : "");
    Path folder = Files.createDirectories(module.resolve("target").resolve(name));
    long start = System.nanoTime();
    List<String> said =
        new JvmRun(
                first,
                Layer.JCSTRESS.options(),
                jcstress(folder, tests, Layer.JCSTRESS.runs(isPlanted)))
            .said(folder, log(name));
    long each = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start) / tests.size();
    JcstressReport report = new JcstressReport(said);
    return tests.stream().map(test -> report.of(test, isPlanted, each)).toList();
  }

  /** One JVM a test and short iterations: more of both finds nothing sooner. */
  private static List<String> jcstress(Path folder, List<StressTest> tests, int iterations) {
    String names = tests.stream().map(StressTest::type).collect(Collectors.joining("|"));
    return List.of(
        "org.openjdk.jcstress.Main",
        "-v",
        "-sc",
        "false",
        "-f",
        "1",
        "-fsm",
        "1",
        "-iters",
        String.valueOf(iterations),
        "-time",
        "100",
        "-hs",
        "128",
        "-jvmArgs",
        "-XX:+UseSerialGC",
        "-r",
        folder.resolve("report").toString(),
        "-t",
        "(" + names + ")$");
  }
}
