package dev.shiphub.hub.cli;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The processes of the demo, in a folder of their own. None of them, and nothing of the folder, is
 * left after {@link #close}. Any thread.
 */
final class Children implements Closeable {
  private static final int LAST_LINES = 3;

  /** What the system needs to end a process that was killed. */
  private static final Duration AFTER_KILL = Duration.ofSeconds(1);

  private final Path folder;
  private final Duration grace;
  private final InstantSource clock;

  @GuardedBy("this")
  private final List<Process> processes = new ArrayList<>();

  /** The latest of each number. */
  @GuardedBy("this")
  private final Map<Integer, Process> latest = new HashMap<>();

  @GuardedBy("this")
  private boolean isClosed;

  private volatile boolean isClosing;

  /**
   * No processes yet.
   *
   * @param folder what they work in; deleted in the end
   * @param grace how long they may take to stop before they are killed
   */
  Children(Path folder, Duration grace, InstantSource clock) {
    this.folder = folder;
    this.grace = grace;
    this.clock = clock;
  }

  /**
   * Starts a process; its lines of JSON and its end are told by a thread of its own.
   *
   * @param number names it in the news
   * @throws IOException if it cannot be started, or all is being closed
   */
  synchronized void start(int number, List<String> command, Consumer<DemoNews> news)
      throws IOException {
    if (isClosed) {
      throw new IOException("the demo is ending");
    }
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(log(number).toFile())
            .start();
    processes.add(process);
    latest.put(number, process);
    DemoThreads.start("child-" + number, () -> listen(number, process, news));
  }

  /** Ends a process at once, with SIGKILL. */
  synchronized void kill(int number) {
    Optional.ofNullable(latest.get(number)).ifPresent(Process::destroyForcibly);
  }

  /**
   * Types a line into a process.
   *
   * @throws IOException if it does not run, or reads no more
   */
  synchronized void type(int number, String line) throws IOException {
    Process process = latest.get(number);
    if (process == null) {
      throw new IOException("no process has this number: " + number);
    }
    BufferedWriter in = process.outputWriter(StandardCharsets.UTF_8);
    in.write(line);
    in.newLine();
    in.flush();
  }

  private static void listen(int number, Process process, Consumer<DemoNews> news) {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Doc.parse(line).ifPresent(doc -> news.accept(new DemoNews.Line(number, doc)));
      }
      news.accept(new DemoNews.Ended(number, process.waitFor()));
    } catch (IOException broken) {
      news.accept(new DemoNews.Ended(number, -1));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private Path log(int number) {
    return folder.resolve("child-" + number + ".log");
  }

  /** The last lines that a process has written to stderr, in one. */
  String lastWords(int number) {
    try (Stream<String> lines = Files.lines(log(number))) {
      List<String> all = lines.filter(line -> !line.isBlank()).toList();
      List<String> last = all.subList(Math.max(0, all.size() - LAST_LINES), all.size());
      return Printable.of(String.join(" | ", last));
    } catch (IOException | RuntimeException unreadable) {
      return "";
    }
  }

  /** Whether they are being stopped: then their ends are no news. */
  boolean isClosing() {
    return isClosing;
  }

  /** Stops them all: asks, waits, kills; then deletes the folder. Later calls only wait. */
  @Override
  public void close() {
    isClosing = true;
    stopAll();
  }

  private synchronized void stopAll() {
    if (isClosed) {
      return;
    }
    isClosed = true;
    // Whoever is asked to stop may leave children behind, who are then nobody's.
    List<ProcessHandle> all =
        processes.stream()
            .map(Process::toHandle)
            .flatMap(handle -> Stream.concat(Stream.of(handle), handle.descendants()))
            .toList();
    all.forEach(ProcessHandle::destroy);
    Instant deadline = clock.instant().plus(grace);
    List<ProcessHandle> deaf = all.stream().filter(it -> !hasEnded(it, deadline)).toList();
    deaf.forEach(ProcessHandle::destroyForcibly);
    Instant killed = clock.instant().plus(AFTER_KILL);
    deaf.forEach(handle -> hasEnded(handle, killed));
    delete();
  }

  private boolean hasEnded(ProcessHandle handle, Instant deadline) {
    long left = Math.max(0, Duration.between(clock.instant(), deadline).toMillis());
    try {
      handle.onExit().get(left, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException | ExecutionException stillThere) {
      return false;
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void delete() {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | RuntimeException left) {
      // A process that was killed may still have been writing; the folder is a temporary one.
      folder.toFile().deleteOnExit();
    }
  }
}
