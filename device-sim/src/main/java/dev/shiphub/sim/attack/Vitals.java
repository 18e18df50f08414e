package dev.shiphub.sim.attack;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the daemon holds of the machine, as the kernel and its virtual machine tell.
 *
 * @param descriptors open sockets, pipes and files, without libraries
 * @param threads of its own: without compilers, carriers of virtual threads and the like
 * @param resident memory in KiB
 * @param heap what lives on its heap after a full collection, in KiB; empty if that was not asked
 */
public record Vitals(int descriptors, int threads, long resident, Optional<Long> heap) {
  private static final Pattern LIBRARY = Pattern.compile(".*\\.(jar|so|aot)|.*/modules");
  private static final Pattern OF_THE_MACHINE =
      Pattern.compile(
          "C[12] CompilerThre|ForkJoinPool.*|VirtualThread-.*|Common-Cleaner|process reaper"
              + "|Attach Listener|GC Thread.*|G1 .*");
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

  /** After a full collection all that lives is in the old generation. */
  private static final Pattern USED =
      Pattern.compile("(?:Tenured|garbage-first heap) +total \\d+K, used (\\d+)K");

  /** What a process holds now; empty if it is gone or somebody else's. */
  static Optional<Vitals> of(long pid) {
    Path process = Path.of("/proc", String.valueOf(pid));
    try {
      int descriptors = count(process.resolve("fd"), Vitals::isHeld);
      int threads = count(process.resolve("task"), Vitals::isOwn);
      Matcher resident = RESIDENT.matcher(Files.readString(process.resolve("status")));
      return resident.find()
          ? Optional.of(
              new Vitals(descriptors, threads, Long.parseLong(resident.group(1)), Optional.empty()))
          : Optional.empty();
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  /** The same after a full collection of its garbage, with the heap. */
  static Optional<Vitals> collected(long pid) throws InterruptedException {
    Optional<Long> heap = heap(pid);
    return of(pid).map(now -> new Vitals(now.descriptors, now.threads, now.resident, heap));
  }

  /** For people. */
  public String words() {
    return descriptors
        + " descriptors, "
        + threads
        + " threads"
        + heap.map(live -> ", " + live + " KiB live on the heap").orElse("");
  }

  private interface Judge {
    boolean test(Path entry) throws IOException;
  }

  private static int count(Path folder, Judge counts) throws IOException {
    String[] names = new File(folder.toString()).list();
    if (names == null) {
      throw new IOException("not readable: " + folder);
    }
    int count = 0;
    for (String name : names) {
      try {
        count += counts.test(folder.resolve(name)) ? 1 : 0;
      } catch (IOException endedMeanwhile) {
        // It is not there any more, so it does not count.
      }
    }
    return count;
  }

  private static boolean isHeld(Path descriptor) throws IOException {
    return !LIBRARY.matcher(Files.readSymbolicLink(descriptor).toString()).matches();
  }

  private static boolean isOwn(Path task) throws IOException {
    return !OF_THE_MACHINE.matcher(Files.readString(task.resolve("comm")).strip()).matches();
  }

  /** Empty if there is no jcmd, or the process is not one for it. */
  private static Optional<Long> heap(long pid) throws InterruptedException {
    if (jcmd(pid, "GC.run").isEmpty()) {
      return Optional.empty();
    }
    Matcher used = USED.matcher(jcmd(pid, "GC.heap_info").orElse(""));
    return used.find() ? Optional.of(Long.parseLong(used.group(1))) : Optional.empty();
  }

  private static Optional<String> jcmd(long pid, String command) throws InterruptedException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    try {
      Process process =
          new ProcessBuilder(jcmd.toString(), String.valueOf(pid), command)
              .redirectErrorStream(true)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      boolean isOver = process.waitFor(30, TimeUnit.SECONDS);
      return isOver && process.exitValue() == 0 ? Optional.of(said) : Optional.empty();
    } catch (IOException missing) {
      return Optional.empty();
    }
  }
}
