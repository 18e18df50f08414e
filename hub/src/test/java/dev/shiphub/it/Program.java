package dev.shiphub.it;

import dev.shiphub.ship.json.JsonLimits;
import dev.shiphub.ship.json.JsonReader;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.json.Parsed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** The packaged program as a process of its own, as a user starts it. */
final class Program implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final JsonReader READER = new JsonReader(JsonLimits.ofBytes(1 << 20));

  private final Process process;
  private final Path errors;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Thread reader;

  private Program(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
    // A read of a pipe holds the carrier of a virtual thread; with several programs none is left.
    reader = Thread.ofPlatform().daemon().start(this::read);
  }

  /** The root of the repository. */
  static Path root() {
    return Path.of(System.getProperty("shiphub.root"));
  }

  /** Starts {@code ./shiphub} with these arguments. */
  static Program start(String... arguments) throws IOException {
    return startIn(List.of(), arguments);
  }

  /**
   * Starts {@code ./shiphub} behind another command, such as {@code ip netns exec NAME}.
   *
   * @param prefix empty for none
   */
  static Program startIn(List<String> prefix, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.add(root().resolve("shiphub").toString());
    command.addAll(List.of(arguments));
    return startCommand(command);
  }

  /** Starts a program that is none of ours. */
  static Program startCommand(List<String> command) throws IOException {
    Path errors = Files.createTempFile("shiphub-it", ".err");
    Process process = Births.start(new ProcessBuilder(command).redirectError(errors.toFile()));
    return new Program(process, errors);
  }

  private void read() {
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        lines.add(line);
      }
    } catch (IOException gone) {
      lines.add("");
    }
  }

  long pid() {
    return process.pid();
  }

  Process process() {
    return process;
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  /** What it has written to stderr so far. */
  String errors() {
    try {
      return Files.readString(errors);
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }

  /** Waits for a line of JSON on stdout. */
  JsonObject awaitJson(Predicate<JsonObject> wanted) {
    return Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .conditionEvaluationListener(
            condition -> {
              if (!condition.isSatisfied() && !process.isAlive() && !reader.isAlive()) {
                throw new AssertionError("the program has ended: " + errors());
              }
            })
        .until(
            () -> lines.stream().map(Program::json).filter(wanted).findFirst(), Optional::isPresent)
        .orElseThrow();
  }

  static JsonObject json(String text) {
    return READER.read(text) instanceof Parsed.Ok(JsonObject object) ? object : JsonObject.EMPTY;
  }

  /** Shows each line of it as it comes, until it ends. */
  void showUntilExit(Duration patience) {
    AtomicInteger shown = new AtomicInteger();
    Awaitility.await()
        .atMost(patience)
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> {
              boolean isOver = !process.isAlive();
              List<String> said = lines();
              said.stream().skip(shown.get()).forEach(System.out::println);
              shown.set(said.size());
              return isOver;
            });
  }

  /** Types a line. */
  void types(String line) throws IOException {
    OutputStream in = process.getOutputStream();
    in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    in.flush();
  }

  /** Asks it to end, with SIGTERM. */
  void terminate() {
    process.toHandle().destroy();
  }

  /** Ends it, with SIGKILL. */
  void kill() throws InterruptedException {
    process.toHandle().destroyForcibly();
    awaitExit(PATIENCE);
  }

  /** Waits for its end; returns the exit code. */
  int awaitExit(Duration patience) throws InterruptedException {
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("still running after " + patience + ": " + errors());
    }
    reader.join(patience);
    return process.exitValue();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    try {
      boolean isGone = process.waitFor(10, TimeUnit.SECONDS);
      if (isGone) {
        Files.deleteIfExists(errors);
      }
    } catch (InterruptedException | IOException left) {
      Thread.currentThread().interrupt();
    }
  }
}
