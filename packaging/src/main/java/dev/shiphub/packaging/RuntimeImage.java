package dev.shiphub.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Java with only what the program needs, for the machine that builds. */
public final class RuntimeImage {
  /**
   * What the program uses, as jdeps finds it, and by name only: {@code jdk.unsupported} (signals),
   * {@code jdk.management} (figures of the JVM).
   */
  static final Set<String> MODULES =
      Set.of(
          "java.base",
          "java.logging",
          "java.management",
          "java.naming",
          "jdk.management",
          "jdk.net",
          "jdk.unsupported");

  /** The providers whose modules are there; a missing one costs a search through all archives. */
  private static final Set<String> PROVIDERS =
      Set.of("SUN", "SunRsaSign", "SunEC", "SunJSSE", "SunJCE");

  private static final String PROVIDER = "security.provider.";

  private RuntimeImage() {}

  /**
   * Makes it anew.
   *
   * @param arguments the folder, which is replaced
   */
  public static void main(String[] arguments) throws IOException {
    Path image = Path.of(arguments[0]);
    if (Files.exists(image)) {
      remove(image);
    }
    Files.createDirectories(image.toAbsolutePath().getParent());
    int code =
        ToolProvider.findFirst("jlink")
            .orElseThrow()
            .run(
                System.out,
                System.err,
                "--add-modules",
                MODULES.stream().sorted().collect(Collectors.joining(",")),
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages",
                "--compress=zip-6",
                "--output=" + image);
    if (code != 0) {
      throw new IOException("jlink ended with " + code);
    }
    Path security = image.resolve("conf/security/java.security");
    Files.write(security, trimmed(Files.readAllLines(security)));
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Only the providers that are there; they come first, so that their numbers stay. */
  static List<String> trimmed(List<String> lines) {
    return lines.stream()
        .filter(
            line ->
                !line.startsWith(PROVIDER)
                    || PROVIDERS.contains(line.substring(line.indexOf('=') + 1).strip()))
        .toList();
  }
}
