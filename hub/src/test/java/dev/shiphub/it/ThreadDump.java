package dev.shiphub.it;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** All threads of this process, virtual ones too, with what they do. */
final class ThreadDump {
  private ThreadDump() {}

  /** Takes one, as lines. */
  static List<String> now() throws IOException {
    Path folder = Files.createTempDirectory("shiphub-it");
    Path dump = folder.resolve("threads");
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .dumpThreads(dump.toString(), ThreadDumpFormat.TEXT_PLAIN);
    List<String> lines = Files.readAllLines(dump);
    Files.delete(dump);
    Files.delete(folder);
    return lines;
  }
}
