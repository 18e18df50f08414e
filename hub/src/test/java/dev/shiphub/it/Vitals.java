package dev.shiphub.it;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Java process needs.
 *
 * @param heap what lives on its heap, after a full collection, in KiB
 * @param resident its memory, in KiB
 * @param threads tasks of the kernel
 * @param descriptors open files and sockets
 */
record Vitals(long heap, long resident, long threads, long descriptors) {
  private static final Pattern USED =
      Pattern.compile("(?:DefNew|Tenured) +total \\d+K, used (\\d+)K");
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
  private static final Pattern THREADS = Pattern.compile("Threads:\\s+(\\d+)");

  /** Takes them now; has the process collect its garbage. */
  static Vitals of(long pid) throws IOException, InterruptedException {
    String collected = jcmd(pid, "GC.run");
    long heap = sum(USED, jcmd(pid, "GC.heap_info"), collected);
    String status = Files.readString(Path.of("/proc", String.valueOf(pid), "status"));
    String[] files = new File("/proc/" + pid + "/fd").list();
    return new Vitals(
        heap,
        sum(RESIDENT, status, "VmRSS"),
        sum(THREADS, status, "Threads"),
        files == null ? 0 : files.length);
  }

  private static long sum(Pattern number, String text, String what) {
    Matcher found = number.matcher(text);
    long sum = 0;
    while (found.find()) {
      sum += Long.parseLong(found.group(1));
    }
    if (sum == 0) {
      throw new AssertionError("nothing found in " + text + what);
    }
    return sum;
  }

  private static String jcmd(long pid, String command) throws IOException, InterruptedException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process process =
        new ProcessBuilder(jcmd.toString(), String.valueOf(pid), command)
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new AssertionError(said);
    }
    return said;
  }

  /** The middle one of one of these. */
  static long median(List<Vitals> some, ToLongFunction<Vitals> which) {
    return some.stream().mapToLong(which).sorted().skip(some.size() / 2).findFirst().orElseThrow();
  }
}
