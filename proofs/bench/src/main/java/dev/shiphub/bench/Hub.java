package dev.shiphub.bench;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.clock.SteadyClock;
import dev.shiphub.ship.discovery.Endpoint;
import dev.shiphub.ship.json.JsonLimits;
import dev.shiphub.ship.json.JsonReader;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.json.Parsed;
import dev.shiphub.sim.bench.AdminControl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The installed daemon as a process, with its state in a folder. Any number of lives in turn. */
public final class Hub implements AutoCloseable {
  private static final JsonReader READER = new JsonReader(JsonLimits.ofBytes(1 << 20));
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Program program;
  private final JsonObject listening;
  private final AdminControl control;

  private Hub(Program program, JsonObject listening) {
    this.program = program;
    this.listening = listening;
    control =
        new AdminControl(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port("adminPort")),
            new SteadyClock());
  }

  /**
   * Starts it and waits until it listens.
   *
   * @param prefix such as {@link Workplace#serverCore()}
   * @param state a folder; identity and pairings in it are kept over lives
   * @param ship more of the section {@code ship} of its configuration, such as {@code port: 4711};
   *     else it takes any free port on loopback
   */
  public static Hub start(Workplace place, List<String> prefix, Path state, String... ship)
      throws IOException, InterruptedException {
    return started(place, prefix, place.installed().command(run(state, ship)));
  }

  /**
   * Starts it with room for so many paired devices.
   *
   * @param prefix may set {@code SHIPHUB_JAVA_OPTS} by {@code env}; then it runs without AOT cache
   */
  static Hub withRoom(Workplace place, List<String> prefix, Path state, int devices)
      throws IOException, InterruptedException {
    String[] arguments = run(state);
    Files.writeString(
        state.resolveSibling(state.getFileName() + ".yaml"),
        "limits: {pairedDevices: " + devices + "}\n",
        StandardOpenOption.APPEND);
    return started(place, prefix, place.installed().command(arguments));
  }

  static Hub started(Workplace place, List<String> prefix, List<String> command)
      throws IOException, InterruptedException {
    Program program = Program.start(place, prefix, command);
    try {
      String line = program.await(it -> it.contains("\"listening\""));
      JsonObject listening =
          READER.read(line) instanceof Parsed.Ok(JsonObject object) ? object : JsonObject.EMPTY;
      return new Hub(program, listening);
    } catch (IOException failed) {
      program.close();
      throw failed;
    }
  }

  /** The arguments of the daemon; writes its configuration beside its state. */
  public static String[] run(Path state, String... ship) throws IOException {
    List<String> settings = new ArrayList<>(List.of("interfaces: [lo]"));
    settings.addAll(List.of(ship));
    if (settings.stream().noneMatch(it -> it.startsWith("port:"))) {
      settings.add("port: 0");
    }
    Path file = state.resolveSibling(state.getFileName() + ".yaml");
    Files.write(file, List.of("ship: {" + String.join(", ", settings) + "}", "admin: {port: 0}"));
    return new String[] {
      "run", "-c", file.toString(), "--state", state.toString(), "--announce-json"
    };
  }

  private int port(String name) {
    return Math.toIntExact(listening.integer(name).orElseThrow());
  }

  /** The process. */
  public Program program() {
    return program;
  }

  /** Who it is. */
  public Ski ski() {
    return new Ski(listening.text("ski").orElseThrow());
  }

  /** Where devices reach it. */
  public InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port("shipPort"));
  }

  /** The same for a device. */
  public Endpoint endpoint() {
    return new Endpoint(List.of("127.0.0.1"), address().getPort(), "/ship/", Optional.empty());
  }

  /** Its admin API. */
  public AdminControl control() {
    return control;
  }

  /** Pairs a device. */
  public void trust(Ski device) throws IOException {
    Optional<String> trouble = control.trust(device);
    if (trouble.isPresent()) {
      throw new IOException(trouble.get());
    }
  }

  /** CPU time of it so far, in milliseconds. */
  public double cpuMillis() throws IOException {
    return Cpu.millis(program.pid());
  }

  /** Ends it in order. */
  public void stop() throws IOException, InterruptedException {
    program.terminate();
    int _ = program.awaitExit(PATIENCE);
  }

  @Override
  public void close() {
    program.close();
  }
}
