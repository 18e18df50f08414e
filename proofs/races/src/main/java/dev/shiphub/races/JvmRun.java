package dev.shiphub.races;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A JVM of its own, with folders before the class path.
 *
 * @param first the folders
 * @param options of the JVM
 * @param main the class and its arguments
 */
record JvmRun(List<Path> first, List<String> options, List<String> main) {
  /** Far beyond what any layer takes: a layer that hangs must end some day. */
  private static final int MOST_MINUTES = 8;

  /**
   * Runs to its end.
   *
   * @param folder where it runs
   * @param log where it writes
   * @return what it has said
   */
  List<String> said(Path folder, Path log) throws IOException, InterruptedException {
    String path =
        Stream.concat(
                first.stream().map(Path::toString),
                Stream.of(System.getProperty("java.class.path")))
            .collect(Collectors.joining(File.pathSeparator));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-XX:+UseSerialGC", "-Xmx768m", "-cp", path));
    command.addAll(main);
    Process process =
        new ProcessBuilder(command)
            .directory(Files.createDirectories(folder).toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly().waitFor();
      Files.writeString(log, "\ndid not end\n", StandardOpenOption.APPEND);
    }
    return Files.readAllLines(log);
  }
}
