package dev.shiphub.hub.adapter.metrics;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;

/** What the process and its virtual machine need. */
final class ProcessFigures {
  private static final double MILLIS = 1e3;
  private static final double NANOS = 1e9;

  private ProcessFigures() {}

  static void on(Sheet sheet) {
    var memory = ManagementFactory.getMemoryMXBean();
    memory(sheet, "heap", memory.getHeapMemoryUsage());
    memory(sheet, "nonheap", memory.getNonHeapMemoryUsage());
    for (var collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      sheet.put(Figure.JVM_GC, collector.getCollectionCount(), collector.getName());
      double seconds = collector.getCollectionTime() / MILLIS;
      sheet.put(Figure.JVM_GC_SECONDS, seconds, collector.getName());
    }
    sheet.put(Figure.JVM_THREADS, ManagementFactory.getThreadMXBean().getThreadCount());
    sheet.put(Figure.STARTED, ManagementFactory.getRuntimeMXBean().getStartTime() / MILLIS);
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
      sheet.put(Figure.CPU, system.getProcessCpuTime() / NANOS);
      sheet.put(Figure.OPEN_FILES, system.getOpenFileDescriptorCount());
      sheet.put(Figure.MOST_FILES, system.getMaxFileDescriptorCount());
    }
  }

  private static void memory(Sheet sheet, String area, MemoryUsage usage) {
    sheet.put(Figure.JVM_MEMORY, usage.getUsed(), area);
    if (usage.getMax() >= 0) {
      sheet.put(Figure.JVM_MEMORY_MAX, usage.getMax(), area);
    }
  }
}
