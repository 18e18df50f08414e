package dev.shiphub.races;

import java.util.List;

/** One way to look for a race. */
enum Layer {
  /** Lincheck's model checker: switches threads at every shared read, write and lock. */
  LINCHECK("Lincheck", 300, 10),
  /** OpenJDK's jcstress: two or three calls, millions of times on real cores. */
  JCSTRESS("jcstress", 3, 5),
  /** Virtual threads on one carrier, whose next one a seed chooses; threads give way at seams. */
  SEEDED("seeded scheduler", 10_000, 1),
  /** Platform threads that start together and lose a random while at seams. */
  BARRIER("barrier and seams", 2_000, 20);

  private final String words;
  private final int runs;
  private final int patience;

  /**
   * @param runs of each scenario; iterations of a tenth of a second for jcstress
   * @param patience how many times as many it may take to find a planted fault
   */
  Layer(String words, int runs, int patience) {
    this.words = words;
    this.runs = runs;
    this.patience = patience;
  }

  String words() {
    return words;
  }

  int runs(boolean isPlanted) {
    return isPlanted ? runs * patience : runs;
  }

  /** The options that its process needs. */
  List<String> options() {
    return switch (this) {
      case LINCHECK -> List.of("-Xshare:off", "-XX:+EnableDynamicAgentLoading");
      case SEEDED ->
          List.of(
              "--add-opens=java.base/java.lang=ALL-UNNAMED",
              // Threads of a round that went wrong are garbage.
              "-Djdk.trackAllThreads=false");
      case JCSTRESS, BARRIER -> List.of();
    };
  }
}
