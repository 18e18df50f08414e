package dev.shiphub.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** CPU time of processes, as the kernel accounts for it. */
public final class Cpu {
  /** A tick of {@code /proc}, in milliseconds: every Linux that Java runs on has 100 a second. */
  private static final double TICK_MS = 10;

  private static final int USER = 11;
  private static final int CHILDREN_SYSTEM = 14;

  private Cpu() {}

  /** What a process has used so far with its threads, in milliseconds; children are not in it. */
  public static double millis(long pid) throws IOException {
    Path process = Path.of("/proc", String.valueOf(pid));
    String[] tasks = process.resolve("task").toFile().list();
    if (tasks != null && tasks.length == 1) {
      // Of a single thread the kernel tells nanoseconds.
      return Long.parseLong(Files.readString(process.resolve("schedstat")).split(" ", -1)[0]) / 1e6;
    }
    return ticks(pid, USER + 1) * TICK_MS;
  }

  /**
   * What part each kind of thread of a JVM has had of its time so far, in percent, in words; the
   * greatest first.
   */
  static String byThread(long pid) throws IOException {
    Map<String, Double> kinds = new HashMap<>();
    Path tasks = Path.of("/proc", String.valueOf(pid), "task");
    try (Stream<Path> all = Files.list(tasks)) {
      for (Path task : all.toList()) {
        String name = Files.readString(task.resolve("comm")).strip();
        double nanos =
            Double.parseDouble(Files.readString(task.resolve("schedstat")).split(" ", -1)[0]);
        kinds.merge(kind(name), nanos, Double::sum);
      }
    }
    double sum = kinds.values().stream().mapToDouble(it -> it).sum();
    return kinds.entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .filter(kind -> kind.getValue() / sum >= 0.02)
        .map(kind -> String.format("%s %.0f %%", kind.getKey(), 100 * kind.getValue() / sum))
        .collect(Collectors.joining(", "));
  }

  private static String kind(String thread) {
    return switch (thread) {
      case String name when name.startsWith("C1 ") || name.startsWith("C2 ") ->
          name.substring(0, 2) + " compiler";
      case String name when name.startsWith("ForkJoinPool") -> "virtual threads";
      case String name when name.startsWith("VM Thread") -> "VM thread and collector";
      case String name when name.startsWith("java") -> "main";
      default -> thread;
    };
  }

  /** Ticks of a process and all below it, with those of children that have been waited for. */
  static long ticksOfTree(long pid) throws IOException {
    long all = ticks(pid, CHILDREN_SYSTEM);
    for (ProcessHandle child :
        ProcessHandle.of(pid).stream().flatMap(ProcessHandle::descendants).toList()) {
      all += ticks(child.pid(), CHILDREN_SYSTEM);
    }
    return all;
  }

  private static long ticks(long pid, int last) throws IOException {
    String stat;
    try {
      stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
    } catch (NoSuchFileException ended) {
      return 0;
    }
    // The name may hold blanks and parentheses.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    long sum = 0;
    for (int field = USER; field <= last; field++) {
      sum += Long.parseLong(fields[field]);
    }
    return sum;
  }

  /** The memory that a process holds now, in MB. */
  public static double residentMb(long pid) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0;
      }
    }
    throw new IOException("no VmRSS of " + pid);
  }
}
