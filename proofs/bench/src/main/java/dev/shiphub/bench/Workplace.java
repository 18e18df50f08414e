package dev.shiphub.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Where a measurement works: what it measures, its folders, and how much time there is. */
public final class Workplace {
  private static final int CORES = Runtime.getRuntime().availableProcessors();

  private final Path root;
  private final Path scratch;
  private final boolean isSmoke;
  private final Consumer<String> progress;
  private Optional<Installed> installed = Optional.empty();

  Workplace(Path root, Path scratch, boolean isSmoke, Consumer<String> progress) {
    this.root = root;
    this.scratch = scratch;
    this.isSmoke = isSmoke;
    this.progress = progress;
  }

  /** The root of the repository. */
  public Path root() {
    return root;
  }

  /** An empty folder that nobody else has. */
  public Path folder(String name) throws IOException {
    return Files.createTempDirectory(Files.createDirectories(scratch), name);
  }

  /** So much in a whole run, and so much in the short one of CI. */
  public int of(int whole, int smoke) {
    return isSmoke ? smoke : whole;
  }

  /** Tells who waits what is going on. */
  public void says(String progressLine) {
    progress.accept(progressLine);
  }

  /** The program as the package installs it; made by the first who asks. */
  public Installed installed() throws IOException, InterruptedException {
    if (installed.isEmpty()) {
      says("installs shiphub in a folder and makes its AOT cache, as the package does");
      installed = Optional.of(Installed.in(root, folder("installed")));
    }
    return installed.get();
  }

  /** What goes before a command to keep a server on the first core; nothing on one core. */
  public static List<String> serverCore() {
    return CORES > 1 ? List.of("taskset", "-c", "0") : List.of();
  }

  /** What goes before a command to keep clients on the other cores; nothing on one core. */
  public static List<String> clientCores() {
    return CORES > 1 ? List.of("taskset", "-c", "1-" + (CORES - 1)) : List.of();
  }
}
