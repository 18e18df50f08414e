package dev.shiphub.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What this process has of the kernel and of the virtual machine: tasks, open files and virtual
 * threads. Without the tasks that the virtual machine starts and ends as it likes.
 *
 * @param things each kind with its number, which is not 0
 */
record Belongings(SortedMap<String, Integer> things) {
  /** Compilers, carriers of virtual threads and their helpers; and whoever waits in a test. */
  private static final Pattern OF_THE_MACHINE =
      Pattern.compile(
          "C[12] CompilerThre|ForkJoinPool.*|VirtualThread-.*|Common-Cleaner|process reaper"
              + "|Attach Listener|awaitility.*");

  private static final Duration SETTLING = Duration.ofSeconds(10);
  private static final Pattern VIRTUAL = Pattern.compile("^#\\d+ \"([^\"]*)\" virtual");
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  /** Counts them now. */
  static Belongings now() throws IOException {
    SortedMap<String, Integer> things = tasks();
    countFiles(things);
    countVirtualThreads(things);
    return new Belongings(things);
  }

  /** How many more, or fewer, there are than before, of those kinds where there is a difference. */
  SortedMap<String, Integer> since(Belongings before) {
    SortedMap<String, Integer> differences = new TreeMap<>(things);
    before.things.forEach((kind, number) -> differences.merge(kind, -number, Integer::sum));
    differences.values().removeIf(number -> number == 0);
    return differences;
  }

  /** What is left when nothing ends any more. */
  static Belongings settled() {
    AtomicReference<Belongings> last = new AtomicReference<>();
    await()
        .atMost(SETTLING)
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> {
              Belongings now = now();
              return now.equals(last.getAndSet(now));
            });
    return last.get();
  }

  /** Fails if there is anything else than this in the end. */
  void awaitNothingElse() {
    await()
        .atMost(SETTLING)
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(() -> assertEquals(Map.of(), now().since(this)));
  }

  /** The tasks among them. */
  static SortedMap<String, Integer> tasks() {
    SortedMap<String, Integer> things = new TreeMap<>();
    for (String id : names("/proc/self/task")) {
      read(Path.of("/proc/self/task", id, "comm"))
          .map(String::strip)
          .filter(name -> !OF_THE_MACHINE.matcher(name).matches())
          .ifPresent(name -> things.merge("task " + name, 1, Integer::sum));
    }
    return things;
  }

  private static void countFiles(SortedMap<String, Integer> things) {
    for (String id : names("/proc/self/fd")) {
      try {
        String target = Files.readSymbolicLink(Path.of("/proc/self/fd", id)).toString();
        String kind = target.contains(":[") ? NUMBER.matcher(target).replaceAll("N") : target;
        things.merge("file " + kind, 1, Integer::sum);
      } catch (IOException closedMeanwhile) {
        // The one through which this folder was listed.
      }
    }
  }

  /** From a dump: nothing else lists virtual threads. */
  private static void countVirtualThreads(SortedMap<String, Integer> things) throws IOException {
    for (String line : ThreadDump.now()) {
      Matcher virtual = VIRTUAL.matcher(line);
      if (virtual.find()) {
        String name = NUMBER.matcher(virtual.group(1)).replaceAll("N");
        things.merge("virtual thread " + name, 1, Integer::sum);
      }
    }
  }

  private static Set<String> names(String folder) {
    String[] names = new File(folder).list();
    return names == null ? Set.of() : Set.of(names);
  }

  private static Optional<String> read(Path file) {
    try {
      return Optional.of(Files.readString(file));
    } catch (IOException ended) {
      return Optional.empty();
    }
  }
}
