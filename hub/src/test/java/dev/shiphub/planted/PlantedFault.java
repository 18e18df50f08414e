package dev.shiphub.planted;

import dev.shiphub.planted.Patch.Edit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A fault of the field, as a change of our production code: a file of proofs/planted.
 *
 * @param name of its file
 * @param words what is done wrong
 * @param seen where it comes from
 * @param promise the number of the promise that it breaks
 * @param tests the test classes that are to find it, below dev.shiphub
 * @param attack the hostile case that is to find it instead; empty for most
 * @param scenario the scenario that is to find it, too; empty for most
 * @param blind why the worlds cannot find it; empty if they are asked
 * @param edits the change
 */
public record PlantedFault(
    String name,
    String words,
    String seen,
    int promise,
    List<String> tests,
    Optional<String> attack,
    Optional<String> scenario,
    Optional<String> blind,
    List<Edit> edits) {

  /** All of them, in the order of their numbers. */
  public static List<PlantedFault> all() {
    try (Stream<Path> files = Files.list(root().resolve("proofs/planted"))) {
      return files
          .filter(file -> file.toString().endsWith(".patch"))
          .sorted()
          .map(PlantedFault::read)
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static Path root() {
    return Path.of(System.getProperty("shiphub.root"));
  }

  private static PlantedFault read(Path file) {
    try {
      List<String> lines = Files.readAllLines(file);
      return new PlantedFault(
          file.getFileName().toString().replace(".patch", ""),
          head(lines, "Fault").orElseThrow(),
          head(lines, "Seen").orElseThrow(),
          Integer.parseInt(head(lines, "Breaks").orElseThrow()),
          tests(lines),
          head(lines, "Attack"),
          head(lines, "Scenario"),
          head(lines, "Worlds"),
          Patch.edits(lines));
    } catch (IOException | RuntimeException bad) {
      throw new IllegalStateException(file + " is no planted fault", bad);
    }
  }

  private static List<String> tests(List<String> lines) {
    return head(lines, "Attack").isPresent()
        ? List.of()
        : List.of(head(lines, "Tests").orElseThrow().split(" "));
  }

  private static Optional<String> head(List<String> lines, String key) {
    return lines.stream()
        .takeWhile(line -> !line.isEmpty())
        .filter(line -> line.startsWith(key + ": "))
        .map(line -> line.substring(key.length() + 2))
        .findFirst();
  }
}
