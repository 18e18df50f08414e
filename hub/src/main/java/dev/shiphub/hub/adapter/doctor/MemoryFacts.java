package dev.shiphub.hub.adapter.doctor;

import dev.shiphub.hub.doctor.MemoryCheck;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * How much memory there is.
 *
 * @param isInside whether the heap of this program is that of the daemon
 */
record MemoryFacts(Machine machine, boolean isInside) {
  private static final long KIB_PER_MIB = 1_024;
  private static final long MEBIBYTE = 1 << 20;

  /** A group counts only where it leaves less than this: its limit is its owner's business. */
  private static final long SCARCE = 16;

  MemoryCheck check() throws IOException {
    List<String> lines = Files.readAllLines(machine.proc().resolve("meminfo"));
    long free = kib(lines, "MemAvailable:") / KIB_PER_MIB;
    OptionalLong ofGroup = freeOfGroup();
    boolean isBound = ofGroup.isPresent() && ofGroup.getAsLong() < Math.min(SCARCE, free);
    return new MemoryCheck(
        kib(lines, "MemTotal:") / KIB_PER_MIB,
        isBound ? ofGroup.getAsLong() : free,
        isInside ? heapPercent() : 0);
  }

  private static long kib(List<String> lines, String name) throws IOException {
    return lines.stream()
        .filter(line -> line.startsWith(name))
        .map(line -> Long.valueOf(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow(() -> new IOException("the kernel does not tell " + name));
  }

  /** Of the group of processes that we are in, file contents that can be read again left out. */
  private OptionalLong freeOfGroup() {
    try {
      String own = Files.readString(machine.proc().resolve("self/cgroup")).strip();
      Path group = machine.groups().resolve(own.substring(own.lastIndexOf("::/") + 3));
      long most = Long.parseLong(Files.readString(group.resolve("memory.max")).strip());
      long used = Long.parseLong(Files.readString(group.resolve("memory.current")).strip());
      long again =
          Files.readAllLines(group.resolve("memory.stat")).stream()
              .filter(line -> line.startsWith("inactive_file "))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
              .sum();
      return OptionalLong.of((most - used + again) / MEBIBYTE);
    } catch (IOException | NumberFormatException unbound) {
      return OptionalLong.empty();
    }
  }

  /** What the last collections have left, in the fullest part of the heap that can grow no more. */
  private static int heapPercent() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .filter(pool -> pool.getName().contains("Tenured") || pool.getName().contains("Old"))
        .flatMap(pool -> stream(pool.getCollectionUsage()))
        .filter(usage -> usage.getMax() > 0)
        .mapToInt(usage -> (int) (100 * usage.getUsed() / usage.getMax()))
        .max()
        .orElse(0);
  }

  private static Stream<MemoryUsage> stream(MemoryUsage usage) {
    return Optional.ofNullable(usage).stream();
  }
}
