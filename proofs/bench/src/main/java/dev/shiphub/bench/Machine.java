package dev.shiphub.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

/** The machine as the kernel accounts for it. */
final class Machine {
  private static final Path PROC = Path.of("/proc");
  private static final int STEAL = 7;
  private static final int IDLE = 3;
  private static final int IO_WAIT = 4;

  private Machine() {}

  /**
   * Ticks of the clock so far.
   *
   * @param all of every core
   * @param busy of these, those that some process had
   * @param steal those that another machine had
   * @param ours those of this process and all its children, also those that have ended
   */
  record Ticks(long all, long busy, long steal, long ours) {
    /** What part of the machine others had between these and later ones. */
    double foreign(Ticks later) {
      return share(later.busy - busy - (later.ours - ours), later);
    }

    /** What part other machines had. */
    double steal(Ticks later) {
      return share(later.steal - steal, later);
    }

    private double share(long ticks, Ticks later) {
      return Math.max(0, ticks) / (double) Math.max(1, later.all - all);
    }
  }

  static Ticks ticks() throws IOException {
    long ours = Cpu.ticksOfTree(ProcessHandle.current().pid());
    long[] cpu =
        Arrays.stream(Files.readAllLines(PROC.resolve("stat")).getFirst().split(" +", -1))
            .skip(1)
            .limit(8)
            .mapToLong(Long::parseLong)
            .toArray();
    long all = Arrays.stream(cpu).sum();
    return new Ticks(all, all - cpu[IDLE] - cpu[IO_WAIT] - cpu[STEAL], cpu[STEAL], ours);
  }

  /** The load of the last minute. */
  static double load() throws IOException {
    return Double.parseDouble(Files.readString(PROC.resolve("loadavg")).split(" ", -1)[0]);
  }

  /** Processor, cores, memory, kernel. */
  static String words() throws IOException {
    return String.format(
        Locale.ROOT,
        "%s, %d cores, %d GB, %s %s, %s",
        field("cpuinfo", "model name"),
        Runtime.getRuntime().availableProcessors(),
        Math.round(Long.parseLong(field("meminfo", "MemTotal").split(" ", -1)[0]) / 1048576.0),
        System.getProperty("os.name"),
        System.getProperty("os.version").replaceAll("[^0-9.].*", ""),
        System.getProperty("os.arch"));
  }

  private static String field(String file, String name) throws IOException {
    try (Stream<String> lines = Files.lines(PROC.resolve(file))) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown 0");
    }
  }
}
