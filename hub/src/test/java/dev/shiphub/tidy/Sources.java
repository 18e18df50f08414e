package dev.shiphub.tidy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The Java sources of all modules, as text; read once, as many tests ask for them. */
final class Sources {
  private static final Pattern PACKAGE = Pattern.compile("^package ([a-z.]+);", Pattern.MULTILINE);
  private static final List<String> MODULES = List.of("ship-protocol", "device-sim", "hub");
  private static final Map<String, List<Source>> READ = new ConcurrentHashMap<>();

  private static final Pattern PROSE =
      Pattern.compile(
          "/\\*.*?\\*/|//[^\\n"
              + "]*|\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n"
              + "])*\"|'(?:\\\\.|[^'\\\\])'",
          Pattern.DOTALL);

  private Sources() {}

  /**
   * One source file.
   *
   * @param path from the root of the repository
   * @param code without comments, text blocks and string contents, line for line
   */
  record Source(Path path, String packageName, String text, String code) {
    String name() {
      return path.getFileName().toString().replace(".java", "");
    }

    /** The number of the line that holds this position. */
    int line(int position) {
      return (int) code.substring(0, position).chars().filter(c -> c == '\n').count() + 1;
    }
  }

  static Path root() {
    return Path.of(System.getProperty("shiphub.root"));
  }

  static List<Source> production() {
    return all("src/main/java");
  }

  static List<Source> tests() {
    return all("src/test/java");
  }

  private static List<Source> all(String folder) {
    return READ.computeIfAbsent(
        folder, _ -> MODULES.stream().flatMap(module -> below(module + "/" + folder)).toList());
  }

  private static Stream<Source> below(String folder) {
    Path top = root().resolve(folder);
    try (Stream<Path> files = Files.walk(top)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .sorted()
          .map(Sources::read)
          .toList()
          .stream();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** A source that a test has planted. */
  static Source planted(String path, String text) {
    Matcher declared = PACKAGE.matcher(text);
    String packageName = declared.find() ? declared.group(1) : "";
    return new Source(Path.of(path), packageName, text, withoutProse(text));
  }

  private static Source read(Path file) {
    try {
      return planted(root().relativize(file).toString(), Files.readString(file));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Blanks out comments and literals, so that only code is judged; keeps the lines. */
  static String withoutProse(String text) {
    return PROSE.matcher(text).replaceAll(found -> found.group().replaceAll("[^\\n]", " "));
  }
}
