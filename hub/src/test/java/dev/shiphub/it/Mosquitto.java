package dev.shiphub.it;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A real Mosquitto (Debian's) as a process on a port of its own, which can be killed and started
 * again.
 */
final class Mosquitto implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Path directory;
  private final int port;
  private final Path configuration;
  private Optional<Program> running = Optional.empty();

  private Mosquitto(Path directory, int port) {
    this.directory = directory;
    this.port = port;
    configuration = directory.resolve("mosquitto.conf");
  }

  /**
   * Starts one that keeps sessions and what it retains, however it ends.
   *
   * @param directory of its own, which exists
   * @param more lines of its configuration
   */
  static Mosquitto start(Path directory, String... more) throws IOException {
    Mosquitto broker = new Mosquitto(directory, freePort());
    List<String> lines = new ArrayList<>();
    lines.add("listener " + broker.port + " 127.0.0.1");
    lines.addAll(List.of(more));
    lines.addAll(
        List.of(
            "user root",
            "log_dest stderr",
            "persistence true",
            "persistence_location " + directory + "/",
            "autosave_on_changes true",
            "autosave_interval 1",
            "max_queued_messages 100000"));
    Files.write(broker.configuration, lines);
    broker.start();
    return broker;
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  void start() throws IOException {
    Program program = Program.startCommand(List.of(binary(), "-c", configuration.toString()));
    running = Optional.of(program);
    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(this::isListening);
  }

  private static String binary() {
    // Not on every path: Debian has it where daemons are.
    Path usual = Path.of("/usr/sbin/mosquitto");
    return Files.isExecutable(usual) ? usual.toString() : "mosquitto";
  }

  private boolean isListening() {
    Program program = running.orElseThrow();
    if (!program.process().isAlive()) {
      throw new AssertionError(program.errors());
    }
    try (Socket probe = new Socket()) {
      probe.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Ends it with SIGKILL. */
  void kill() throws InterruptedException {
    running.orElseThrow().kill();
  }

  /** Has it stand still, or go on. */
  void signal(String name) throws IOException, InterruptedException {
    String pid = String.valueOf(running.orElseThrow().pid());
    int code = new ProcessBuilder("kill", "-" + name, pid).start().waitFor();
    if (code != 0) {
      throw new IOException("kill -" + name + " " + pid + " failed");
    }
  }

  int port() {
    return port;
  }

  Path directory() {
    return directory;
  }

  String log() {
    return running.orElseThrow().errors();
  }

  /** A subscriber with a session of its own, so that it misses nothing while the broker is away. */
  MqttEar listen(String name, String filter, String... options) throws IOException {
    return MqttEar.start(port, name, filter, options);
  }

  /** Publishes as somebody else; returns the exit code of mosquitto_pub. */
  int publish(String topic, String payload, String... options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("mosquitto_pub", "-h", "127.0.0.1"));
    command.addAll(List.of("-p", String.valueOf(port), "-t", topic, "-m", payload));
    command.addAll(List.of("-q", "1"));
    command.addAll(List.of(options));
    try (Program program = Program.startCommand(command)) {
      return program.awaitExit(PATIENCE);
    }
  }

  @Override
  public void close() {
    running.ifPresent(Program::close);
  }
}
