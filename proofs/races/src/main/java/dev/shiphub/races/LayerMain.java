package dev.shiphub.races;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs scenarios in one layer, in a process of its own, first as they are, then with faults. */
final class LayerMain {
  private static final int LONGEST = 80;

  private LayerMain() {}

  /**
   * Runs; tells every outcome on a line.
   *
   * @param args the layer, the folder of the planted classes or "-" for none, the first seed, how
   *     many runs, the scenarios
   */
  public static void main(String[] args) {
    Layer layer = Layer.valueOf(args[0]);
    Optional<Path> planted = Optional.of(args[1]).filter(arg -> !arg.equals("-")).map(Path::of);
    Search search = search(layer, Long.parseLong(args[2]));
    int runs = Integer.parseInt(args[3]);
    Arrays.stream(args)
        .skip(4)
        .map(Scenario::labelled)
        .forEach(
            scenario ->
                run(search, scenario, loader(layer, scenario, planted), planted.isPresent(), runs));
    // Threads that wait for ever are of those that were found.
    System.exit(0);
  }

  private static Search search(Layer layer, long seed) {
    return switch (layer) {
      case LINCHECK -> new LincheckSearch();
      case SEEDED -> new SeededSearch(seed);
      case BARRIER -> new BarrierSearch();
      case JCSTRESS -> throw new IllegalArgumentException("jcstress has a main of its own");
    };
  }

  /**
   * Lincheck does not know the classes of a loader of ours: there, the class path has the fault.
   */
  private static ClassLoader loader(Layer layer, Scenario scenario, Optional<Path> planted) {
    return layer == Layer.LINCHECK
        ? LayerMain.class.getClassLoader()
        : new Workshop(
            planted.map(folder -> folder.resolve(scenario.label())),
            new Weaver(layer == Layer.SEEDED));
  }

  private static void run(
      Search search, Scenario scenario, ClassLoader loader, boolean isPlanted, int runs) {
    long start = System.nanoTime();
    Search.Finding finding = search.search(scenario.rounds(loader), runs);
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    finding.words().ifPresent(System.out::println);
    System.out.println(
        new Outcome(
                scenario.label(),
                isPlanted,
                finding.runs(),
                millis,
                finding.words().map(LayerMain::firstLine))
            .line());
  }

  private static String firstLine(String words) {
    String line = words.lines().filter(it -> !it.isBlank()).findFirst().orElse("?").strip();
    return line.substring(0, Math.min(LONGEST, line.length()));
  }
}
