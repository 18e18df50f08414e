package dev.shiphub.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * shiphub as the package installs it, in a folder: the same launcher, the same flags, the AOT cache
 * of the same training run; only the places in the scripts are others.
 */
public final class Installed {
  private static final int MOST_MINUTES = 5;

  private final Path folder;
  private final String java;
  private final List<String> flags;
  private final boolean isCached;

  private Installed(Path folder, String java, List<String> flags, boolean isCached) {
    this.folder = folder;
    this.java = java;
    this.flags = flags;
    this.isCached = isCached;
  }

  static Installed in(Path root, Path folder) throws IOException, InterruptedException {
    Path share = Files.createDirectories(folder.resolve("share"));
    Path packaging = root.resolve("packaging");
    for (String module : List.of("hub", "device-sim")) {
      copyJars(root.resolve(module + "/target"), share);
      copyJars(root.resolve(module + "/target/lib"), share);
    }
    Files.copy(packaging.resolve("launch.sh"), share.resolve("launch.sh"));
    script(packaging.resolve("launcher"), folder, "bin/shiphub");
    Path train = script(packaging.resolve("train"), folder, "train");
    run(folder, List.of(train.toString()));
    List<String> said =
        run(
            folder,
            List.of("sh", "-c", ". '" + share + "/launch.sh'; echo \"$JAVA\"; echo $JVM_FLAGS"));
    return new Installed(
        folder,
        said.getFirst() + "/bin/java",
        List.of(said.getLast().split(" ", -1)),
        Files.isReadable(cache(folder)));
  }

  private static Path cache(Path folder) {
    return folder.resolve("cache/hub.aot");
  }

  private static void copyJars(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.list(from)) {
      for (Path jar : files.filter(Installed::isProgram).toList()) {
        Files.copy(jar, to.resolve(jar.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private static boolean isProgram(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".jar") && !name.endsWith("-tests.jar") && !name.endsWith("-sources.jar");
  }

  private static Path script(Path original, Path folder, String name) throws IOException {
    String text =
        Files.readString(original)
            .replace("/usr/share/shiphub", folder.resolve("share").toString())
            .replace("/var/cache/shiphub/hub.aot", cache(folder).toString())
            .replace("/usr/bin/shiphub", folder.resolve("bin/shiphub").toString());
    Path copy = folder.resolve(name);
    Files.createDirectories(copy.resolveSibling("."));
    Files.writeString(copy, text);
    if (!copy.toFile().setExecutable(true)) {
      throw new IOException("cannot make executable: " + copy);
    }
    return copy;
  }

  private static List<String> run(Path folder, List<String> command)
      throws IOException, InterruptedException {
    Path said = Files.createTempFile(folder, "run", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
    Map<String, String> environment = builder.environment();
    environment.put("PATH", folder.resolve("bin") + ":" + environment.get("PATH"));
    Process process = builder.start();
    if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException(command + " failed: " + Files.readString(said, StandardCharsets.UTF_8));
    }
    return Files.readAllLines(said);
  }

  /** The command {@code shiphub} with these arguments, with the AOT cache. */
  public List<String> command(String... arguments) {
    List<String> command = new ArrayList<>(List.of(folder.resolve("bin/shiphub").toString()));
    command.addAll(List.of(arguments));
    return command;
  }

  /** The Java that the launcher has found. */
  public String java() {
    return java;
  }

  /** The flags of the JVM that the launcher gives, without the cache. */
  public List<String> flags() {
    return flags;
  }

  /** The AOT cache, if one could be made. */
  public Optional<Path> cache() {
    return isCached ? Optional.of(cache(folder)) : Optional.empty();
  }
}
