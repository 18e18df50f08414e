package dev.shiphub.it;

import static org.awaitility.Awaitility.await;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A node made of ship-go, as a process. */
final class RunningShipGo implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final AtomicInteger NEXT_PORT =
      new AtomicInteger(20_000 + (int) (ProcessHandle.current().pid() % 200) * 60);

  /** Who opens connections. */
  enum Role {
    CLIENT("the hub is the server"),
    SERVER("the hub is the client"),
    BOTH("both dial");

    private final String words;

    Role(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /** How its SKI compares with the hub's. */
  enum Order {
    BIGGER,
    SMALLER;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What a node is started with.
   *
   * @param hubAddress where it dials the hub
   * @param certificate made if it is missing
   */
  record Start(
      ShipGo version,
      Role role,
      Order order,
      Ski hub,
      String hubAddress,
      int port,
      Path certificate) {
    /** The same that listens on another port. */
    Start at(int other) {
      return new Start(version, role, order, hub, hubAddress, other, certificate);
    }

    RunningShipGo untrusting() throws IOException {
      return start(false);
    }

    RunningShipGo trusting() throws IOException {
      return start(true);
    }

    private RunningShipGo start(boolean isTrusting) throws IOException {
      List<String> command = new ArrayList<>(List.of(version.binary().toString()));
      command.addAll(List.of("-port", Integer.toString(port)));
      command.addAll(List.of("-certificate", certificate.toString(), "-remote", hub.hex()));
      command.addAll(List.of("-role", role.name().toLowerCase(Locale.ROOT)));
      command.addAll(List.of("-address", hubAddress, "-ski-order", order.word()));
      command.add("-trusted=" + isTrusting);
      Program program = Program.startCommand(command);
      JsonObject listening = program.awaitJson(line -> isEvent(line, "listening"));
      return new RunningShipGo(program, new Ski(listening.text("ski").orElseThrow()), hub);
    }
  }

  private final Program program;
  private final Ski ski;
  private final Ski hub;

  private RunningShipGo(Program program, Ski ski, Ski hub) {
    this.program = program;
    this.ski = ski;
    this.hub = hub;
  }

  /** A port that nobody listens on, below those that the system gives to clients. */
  static int freePort() {
    return IntStream.generate(NEXT_PORT::incrementAndGet)
        .limit(1_000)
        .filter(Births::isFree)
        .findFirst()
        .orElseThrow();
  }

  private static boolean isEvent(JsonObject line, String event) {
    return line.text("event").equals(Optional.of(event));
  }

  Ski ski() {
    return ski;
  }

  Program program() {
    return program;
  }

  void trust() throws IOException {
    program.types("trust " + hub.hex());
  }

  void untrust() throws IOException {
    program.types("untrust " + hub.hex());
  }

  void disconnect() throws IOException {
    program.types("disconnect " + hub.hex());
  }

  /** Sends a SPINE datagram. */
  void send(String datagram) throws IOException {
    program.types("send " + datagram);
  }

  /** How often something has happened. */
  int count(String event) {
    return (int)
        program.lines().stream().map(Program::json).filter(line -> isEvent(line, event)).count();
  }

  /** How many messages on the wire hold all of these, {@code Send:} or {@code Recv:} among them. */
  int traced(String... parts) {
    return (int)
        program.lines().stream()
            .map(Program::json)
            .flatMap(line -> line.text("text").stream())
            .filter(text -> List.of(parts).stream().allMatch(text::contains))
            .count();
  }

  void awaitTraced(int atLeast, String... parts) {
    await(String.join(" ", parts))
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> traced(parts) >= atLeast);
  }

  /** Whether a datagram with this text has come. */
  boolean hasReceived(String mark) {
    return program.lines().stream()
        .map(Program::json)
        .filter(line -> isEvent(line, "received"))
        .anyMatch(line -> line.text("payload").orElse("").contains(mark));
  }

  /** What it has said, one event a line, cut to a readable length. */
  String wireLines() {
    return program.lines().stream()
        .map(line -> line.substring(0, Math.min(line.length(), 260)))
        .collect(Collectors.joining("\n"));
  }

  @Override
  public void close() {
    program.close();
  }
}
