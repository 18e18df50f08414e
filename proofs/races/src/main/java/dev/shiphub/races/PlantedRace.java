package dev.shiphub.races;

import dev.shiphub.planted.Patch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** A fault of proofs/races/planted, as classes. */
final class PlantedRace {
  private PlantedRace() {}

  /**
   * Compiles the sources with each patch into a folder of its name.
   *
   * @param root the root of the repository
   * @param patches the folder of the patches
   * @param classes where the folders go
   * @throws IllegalStateException if a patch does not fit the sources, or they do not compile
   */
  static void compileAll(Path root, Path patches, Path classes) throws IOException {
    for (Path patch : patches(patches)) {
      String name = patch.getFileName().toString().replace(".patch", "");
      Map<String, String> changed = Patch.applied(Patch.edits(Files.readAllLines(patch)), root);
      compile(changed, Files.createDirectories(classes.resolve(name)));
    }
  }

  /** The names of the patches. */
  static List<String> names(Path patches) throws IOException {
    return patches(patches).stream()
        .map(patch -> patch.getFileName().toString().replace(".patch", ""))
        .toList();
  }

  private static List<Path> patches(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".patch")).sorted().toList();
    }
  }

  private static void compile(Map<String, String> sources, Path to) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-nowarn",
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                to.toString()));
    for (Map.Entry<String, String> source : sources.entrySet()) {
      Path file = to.resolve("src").resolve(source.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, source.getValue());
      arguments.add(file.toString());
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler.run(null, null, null, arguments.toArray(String[]::new)) != 0) {
      throw new IllegalStateException(to.getFileName() + " does not compile");
    }
  }
}
