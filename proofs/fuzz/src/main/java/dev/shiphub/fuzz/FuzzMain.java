package dev.shiphub.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fuzzes every target for a while, each in a process of its own, replays what was kept, and ends
 * with one line.
 */
public final class FuzzMain {
  private static final Pattern DONE = Pattern.compile("Done (\\d+) runs");
  private static final int SLOW_SECONDS = 20;
  private static final int LONGEST_INPUT = 16 * 1024;
  private static final int LAST_LINES = 25;

  private final Path folder;
  private final int seconds;
  private final int seed;

  private FuzzMain(Path folder, int seconds, int seed) {
    this.folder = folder;
    this.seconds = seconds;
    this.seed = seed;
  }

  /** What came of a target. */
  private record Outcome(Target target, long runs, boolean isSound) {}

  /**
   * Fuzzes.
   *
   * @param args the folder of this module, how many seconds each target is given, and the seed of
   *     what is tried; 0 takes another one each time
   */
  public static void main(String[] args) throws Exception {
    int seconds = Integer.parseInt(args[1]);
    int wished = Integer.parseInt(args[2]);
    int seed = wished == 0 ? ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE) : wished;
    List<Outcome> outcomes = new FuzzMain(Path.of(args[0]), seconds, seed).runAll();
    long runs = outcomes.stream().mapToLong(Outcome::runs).sum();
    List<Target> broken =
        outcomes.stream().filter(it -> !it.isSound()).map(Outcome::target).toList();
    System.out.printf(
        "fuzz: %d targets, %d s each, seed %d, %d inputs, %s%n",
        outcomes.size(),
        seconds,
        seed,
        runs,
        broken.isEmpty() ? "no finding" : "FINDINGS in " + broken);
    if (!broken.isEmpty()) {
      System.exit(1);
    }
  }

  private List<Outcome> runAll() throws InterruptedException, ExecutionException {
    int atOnce = Math.max(1, Runtime.getRuntime().availableProcessors());
    try (ExecutorService runners = Executors.newFixedThreadPool(atOnce)) {
      List<Future<Outcome>> running = new ArrayList<>();
      for (Target target : Target.values()) {
        running.add(runners.submit(() -> run(target)));
      }
      List<Outcome> outcomes = new ArrayList<>();
      for (Future<Outcome> outcome : running) {
        outcomes.add(outcome.get());
      }
      return outcomes;
    }
  }

  private Outcome run(Target target) throws IOException, InterruptedException {
    String name = target.name().toLowerCase(Locale.ROOT);
    Path kept = Files.createDirectories(folder.resolve("target/corpus").resolve(name));
    Path seeds = folder.resolve("corpus").resolve(name);
    Path findings = Files.createDirectories(folder.resolve("target/findings").resolve(name));
    Path log = folder.resolve("target").resolve(name + ".log");
    boolean isSound =
        java(log, fuzzer(target, kept, seeds, findings)) && java(log, replay(target, kept, seeds));
    long runs = runs(Files.readString(log));
    System.out.printf("fuzz: %-10s %9d inputs%s%n", name, runs, isSound ? "" : "  FINDING");
    if (!isSound) {
      tail(log).forEach(System.out::println);
      System.out.println("fuzz: what broke it is in " + findings + ", all that was said in " + log);
    }
    return new Outcome(target, runs, isSound);
  }

  private static boolean java(Path log, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    Path home = Path.of(System.getProperty("java.home"));
    command.add(home.resolve("bin").resolve("java").toString());
    Collections.addAll(command, "-Xmx512m", "-cp", System.getProperty("java.class.path"));
    command.addAll(arguments);
    ProcessBuilder.Redirect to = ProcessBuilder.Redirect.appendTo(log.toFile());
    return new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(to)
            .start()
            .waitFor()
        == 0;
  }

  private List<String> fuzzer(Target target, Path kept, Path seeds, Path findings) {
    return List.of(
        "-XX:+EnableDynamicAgentLoading",
        "--enable-native-access=ALL-UNNAMED",
        "com.code_intelligence.jazzer.Jazzer",
        "--target_class=" + target.className(),
        "--instrumentation_includes=dev.shiphub.ship.**:dev.shiphub.hub.spine.**"
            + ":dev.shiphub.hub.adapter.http.**",
        "--reproducer_path=" + findings,
        "-artifact_prefix=" + findings + "/",
        "-max_total_time=" + seconds,
        "-seed=" + seed,
        "-timeout=" + SLOW_SECONDS,
        "-max_len=" + LONGEST_INPUT,
        kept.toString(),
        seeds.toString());
  }

  private static List<String> replay(Target target, Path kept, Path seeds) {
    return List.of(Replay.class.getName(), target.name(), seeds.toString(), kept.toString());
  }

  private static long runs(String said) {
    Matcher done = DONE.matcher(said);
    long runs = 0;
    while (done.find()) {
      runs = Long.parseLong(done.group(1));
    }
    return runs;
  }

  private static List<String> tail(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    return lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
  }
}
