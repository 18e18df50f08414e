import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Checks or applies the one format of all Java sources: {@code Format check|apply ROOT}. */
final class Format {
  private Format() {}

  public static void main(String[] arguments) throws IOException {
    boolean isApplied = arguments[0].equals("apply");
    // A thousand files are half a minute of one processor.
    List<Path> wrong =
        sources(Path.of(arguments[1])).parallelStream()
            .filter(source -> isWrong(source, isApplied))
            .toList();
    wrong.forEach(
        source -> System.err.println((isApplied ? "formatted " : "not formatted: ") + source));
    if (!wrong.isEmpty() && !isApplied) {
      System.err.println("To format: mvn -q -N validate -Dformat=apply");
      System.exit(1);
    }
  }

  private static boolean isWrong(Path source, boolean isApplied) {
    try {
      String before = Files.readString(source);
      String after = formatted(source, before);
      if (isApplied && !before.equals(after)) {
        Files.writeString(source, after);
      }
      return !before.equals(after);
    } catch (IOException unusable) {
      throw new UncheckedIOException(unusable);
    }
  }

  private static String formatted(Path source, String text) {
    try {
      return new Formatter().formatSourceAndFixImports(text);
    } catch (FormatterException notJava) {
      System.err.println(source + ": " + notJava.getMessage());
      System.exit(1);
      return text;
    }
  }

  private static List<Path> sources(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !root.relativize(file).toString().contains("target/"))
          .sorted()
          .toList();
    }
  }
}
