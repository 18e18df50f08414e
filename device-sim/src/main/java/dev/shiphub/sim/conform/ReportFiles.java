package dev.shiphub.sim.conform;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The files of a report in one directory: a page, JUnit's XML, and JSON that a later run can
 * continue.
 */
public final class ReportFiles {
  private static final String JSON = "conformance.json";

  private final Path directory;

  /**
   * @param directory made if it is missing
   */
  public ReportFiles(Path directory) {
    this.directory = directory;
  }

  /**
   * Writes all of them.
   *
   * @param isContinuing whether to keep the runs of the report that is there, if there is one; runs
   *     that end at the same time wait for each other
   * @return what was written
   * @throws IOException if it cannot be written, or what is there is no report
   */
  public Report write(Report report, boolean isContinuing) throws IOException {
    Files.createDirectories(directory);
    Path guard = directory.resolve(".lock");
    try (FileChannel channel =
            FileChannel.open(guard, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock _ = channel.lock()) {
      Path json = directory.resolve(JSON);
      boolean isThere = isContinuing && Files.exists(json);
      Report whole = isThere ? report.continuing(earlier(json)) : report;
      Files.writeString(json, ReportJson.of(whole));
      Files.writeString(directory.resolve("conformance.md"), MarkdownReport.of(whole));
      Files.writeString(directory.resolve("conformance.xml"), JunitReport.of(whole));
      return whole;
    }
  }

  private static Report earlier(Path json) throws IOException {
    return ReportJson.read(Files.readString(json))
        .orElseThrow(() -> new IOException(json + " is no report of this tool"));
  }
}
