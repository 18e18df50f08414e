package dev.shiphub.it;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
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

  private static final Pattern VIRTUAL = Pattern.compile("^#\\d+ \"([^\"]*)\" virtual");
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  /** Counts them now. */
  static Belongings now() throws IOException {
    SortedMap<String, Integer> things = new TreeMap<>();
    countTasks(things);
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

  private static void countTasks(SortedMap<String, Integer> things) {
    for (String id : names("/proc/self/task")) {
      read(Path.of("/proc/self/task", id, "comm"))
          .map(String::strip)
          .filter(name -> !OF_THE_MACHINE.matcher(name).matches())
          .ifPresent(name -> things.merge("task " + name, 1, Integer::sum));
    }
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
    Path dump = Files.createTempDirectory("shiphub-it").resolve("threads");
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .dumpThreads(dump.toString(), ThreadDumpFormat.TEXT_PLAIN);
    for (String line : Files.readAllLines(dump)) {
      Matcher virtual = VIRTUAL.matcher(line);
      if (virtual.find()) {
        String name = NUMBER.matcher(virtual.group(1)).replaceAll("N");
        things.merge("virtual thread " + name, 1, Integer::sum);
      }
    }
    Files.delete(dump);
    Files.delete(dump.getParent());
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
