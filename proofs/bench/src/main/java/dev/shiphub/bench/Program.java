package dev.shiphub.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A process that is measured. What it writes to stdout is awaited line by line. */
public final class Program implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int MOST_ERRORS = 2_000;
  private static final String END = "\0end";

  private final Process process;
  private final Path errors;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

  private Program(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
    Thread.ofPlatform().daemon().name("reads-" + process.pid()).start(this::read);
  }

  /** Starts a command behind a prefix, such as {@link Workplace#serverCore()}. */
  public static Program start(Workplace place, List<String> prefix, List<String> command)
      throws IOException {
    List<String> whole = new ArrayList<>(prefix);
    whole.addAll(command);
    Path errors = Files.createTempFile(place.folder("program"), "stderr", ".log");
    return new Program(new ProcessBuilder(whole).redirectError(errors.toFile()).start(), errors);
  }

  /** Whether a program is on this machine, where users or daemons have theirs. */
  public static Optional<Path> find(String name) {
    return List.of("/usr/local/sbin", "/usr/sbin", "/usr/local/bin", "/usr/bin", "/bin").stream()
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private void read() {
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        lines.add(line);
      }
    } catch (IOException gone) {
      lines.add(String.valueOf(gone));
    }
    lines.add(END);
  }

  /** Its process id; launchers {@code exec}, so it is that of the JVM. */
  public long pid() {
    return process.pid();
  }

  /** The process. */
  public Process process() {
    return process;
  }

  /** Types a line. */
  public void types(String line) throws IOException {
    process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  /** Waits for a line that fits; those before it are forgotten. */
  public String await(Predicate<String> wanted) throws IOException, InterruptedException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      String line = lines.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (line == null || line.equals(END)) {
        throw new IOException(
            (line == null ? "did not say it in time: " : "has ended: ") + errors());
      }
      if (wanted.test(line)) {
        return line;
      }
    }
  }

  /** What it has written to stderr, the end of it. */
  public String errors() throws IOException {
    String all = Files.readString(errors);
    return all.substring(Math.max(0, all.length() - MOST_ERRORS));
  }

  /** Asks it to end, with SIGTERM. */
  public void terminate() {
    process.toHandle().destroy();
  }

  /** Ends it, with SIGKILL. */
  public void kill() throws InterruptedException {
    process.toHandle().destroyForcibly();
    process.waitFor();
  }

  /** Waits for its end; returns the exit code. */
  public int awaitExit(Duration patience) throws IOException, InterruptedException {
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IOException("still running after " + patience + ": " + errors());
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    try {
      boolean _ = process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
