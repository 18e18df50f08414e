package dev.shiphub.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The schema-driven tester, in a Python environment of its own below {@code hub/target}. */
final class Schemathesis {
  /** Pinned: another one finds other things. */
  private static final String VERSION = "4.32.5";

  private static final Duration INSTALLING = Duration.ofMinutes(4);

  private final Path environment;

  private Schemathesis(Path environment) {
    this.environment = environment;
  }

  /** Installs it, unless an earlier run has. */
  static Schemathesis installed() throws IOException, InterruptedException {
    Path environment = Program.root().resolve("hub/target/schemathesis-" + VERSION);
    Path done = environment.resolve("installed");
    if (!Files.exists(done)) {
      run(List.of("python3", "-m", "venv", environment.toString()));
      run(
          List.of(
              environment.resolve("bin/pip").toString(),
              "install",
              "--quiet",
              "--disable-pip-version-check",
              "schemathesis==" + VERSION));
      Files.createFile(done);
    }
    return new Schemathesis(environment);
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    Process process = Births.start(new ProcessBuilder(command).inheritIO());
    boolean isOver = process.waitFor(INSTALLING.toMillis(), TimeUnit.MILLISECONDS);
    if (!isOver || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException("this test installs schemathesis, which needs Python: " + command);
    }
  }

  /** Starts it with these arguments; its answers are on stdout. */
  Program start(Path report, List<String> arguments) throws IOException {
    // It leaves notes for its next run where it is started.
    Path notes = report.toAbsolutePath().getParent();
    List<String> command = new ArrayList<>(List.of("env", "--chdir=" + notes));
    command.add(environment.resolve("bin/schemathesis").toString());
    command.add("run");
    command.addAll(arguments);
    command.addAll(List.of("--report", "json", "--report-json-path", report.toString()));
    return Program.startCommand(command);
  }
}
