package dev.shiphub.planted;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Plants a fault beside the classes of the build, and sends the finders after it. */
public final class Finders {
  private static final long MOST_SECONDS = 120;

  private final Path classes;
  private final String classPath;

  /**
   * With an empty folder for the classes that are changed.
   *
   * <p>They come before all others. A patch changes no signature, so nothing else is compiled.
   */
  public Finders(Path classes) {
    this.classes = classes;
    Path protocolTests = PlantedFault.root().resolve("ship-protocol/target/test-classes");
    classPath =
        String.join(
            File.pathSeparator,
            classes.toString(),
            System.getProperty("java.class.path"),
            protocolTests.toString());
  }

  /** Compiles the files that the fault changes. */
  public void plant(PlantedFault fault) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of("-nowarn", "-proc:none", "-d", classes.toString(), "-cp", classPath));
    for (Map.Entry<String, String> changed :
        Patch.applied(fault.edits(), PlantedFault.root()).entrySet()) {
      Path file = classes.resolve(changed.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, changed.getValue());
      arguments.add(file.toString());
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    ByteArrayOutputStream words = new ByteArrayOutputStream();
    if (compiler.run(null, words, words, arguments.toArray(String[]::new)) != 0) {
      throw new IllegalStateException(
          fault.name() + " does not compile:\n" + words.toString(StandardCharsets.UTF_8));
    }
  }

  /** Runs so many worlds, until one breaks a promise. */
  Optional<Found> worlds(int seeds) throws IOException, InterruptedException {
    return run("dev.shiphub.hub.world.SeedHunt", List.of(String.valueOf(seeds)));
  }

  /** Runs tests, until one fails. */
  public Optional<Found> tests(List<String> names) throws IOException, InterruptedException {
    return run(FirstFailure.class.getName(), names);
  }

  /** Lets a storm of this seed rage for so many lives of the hub, until something is wrong. */
  public Optional<Found> storm(long seed, int lives) throws IOException, InterruptedException {
    String state = Files.createDirectory(classes.resolve("state")).toString();
    return run(
        "dev.shiphub.it.StormHunt", List.of(String.valueOf(seed), String.valueOf(lives), state));
  }

  /** Runs a hostile case or a scenario against a daemon with the fault. */
  Optional<Found> daemon(String what) throws IOException, InterruptedException {
    String state = classes.resolve("state").toString();
    return run("dev.shiphub.it.DaemonHunt", List.of(what, state))
        .filter(found -> !found.by().equals(Found.ENDLESS));
  }

  private Optional<Found> run(String program, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:off",
                "-XX:+UseSerialGC",
                "-Dshiphub.root=" + PlantedFault.root(),
                "-Djava.util.logging.config.file=" + classes.resolve("none"),
                "-cp",
                classPath,
                program));
    command.addAll(arguments);
    Path output = classes.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .directory(PlantedFault.root().resolve("hub").toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      return Optional.of(new Found(Found.ENDLESS, MOST_SECONDS * 1_000));
    }
    String said = Files.readString(output);
    Optional<Found> found = Found.in(said);
    if (found.isEmpty() && process.exitValue() != 0) {
      throw new IllegalStateException(program + " could not be run:\n" + said);
    }
    return found;
  }
}
