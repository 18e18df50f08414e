package dev.shiphub.it;

import static org.awaitility.Awaitility.await;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.json.JsonWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The daemon as a process, with its state in a directory and its API at hand. */
final class RunningDaemon implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Program program;
  private final Ski ski;
  private final int shipPort;
  private final int adminPort;
  private final Optional<String> token;
  private final HttpClient http = HttpClient.newHttpClient();

  private RunningDaemon(Program program, JsonObject listening, Optional<String> token) {
    this.program = program;
    this.token = token;
    ski = new Ski(listening.text("ski").orElseThrow());
    shipPort = Math.toIntExact(listening.integer("shipPort").orElseThrow());
    adminPort = Math.toIntExact(listening.integer("adminPort").orElseThrow());
  }

  /** Starts it on the loopback interface with free ports, and waits until it listens. */
  static RunningDaemon start(Path state, String... configuration) throws IOException {
    return startIn(List.of(), state, "lo", configuration);
  }

  /** Starts it as {@link #start}, and it requires this PIN of its devices. */
  static RunningDaemon requiring(String pin, Path state, String... configuration)
      throws IOException {
    return startWith(List.of(), state, "interfaces: [lo], pin: " + pin, configuration);
  }

  /** Starts it as {@link #start}, and it asks no device for its access methods. */
  static RunningDaemon notAskingAccessMethods(Path state) throws IOException {
    return startWith(List.of(), state, "interfaces: [lo], askAccessMethods: false");
  }

  /** Starts it on that host, on all interfaces, and it announces this model. */
  static RunningDaemon announcing(String model, List<String> prefix, Path state)
      throws IOException {
    return startWith(prefix, state, "interfaces: [], model: " + model);
  }

  /** Starts it as {@link #start}, and even on this machine it wants one of its tokens. */
  static RunningDaemon locked(Path state) throws IOException {
    return startCommand(
        List.of(Program.root().resolve("shiphub").toString()),
        state,
        "interfaces: [lo]",
        "admin: {port: 0, tokenFile: admin-tokens}");
  }

  static RunningDaemon startIn(
      List<String> prefix, Path state, String networkInterface, String... configuration)
      throws IOException {
    return startWith(prefix, state, "interfaces: [" + networkInterface + "]", configuration);
  }

  /** Starts this program, which takes the arguments of ours, on the loopback interface. */
  static RunningDaemon startAs(List<String> program, Path state, String... configuration)
      throws IOException {
    return startCommand(program, state, "interfaces: [lo]", configuration);
  }

  private static RunningDaemon startWith(
      List<String> prefix, Path state, String ship, String... configuration) throws IOException {
    List<String> program = new ArrayList<>(prefix);
    program.add(Program.root().resolve("shiphub").toString());
    return startCommand(program, state, ship, configuration);
  }

  /** Starts it as {@link #start}, and it demands tokens, of which this is one. */
  static RunningDaemon locked(Path state, String token) throws IOException {
    return startCommand(
        List.of(Program.root().resolve("shiphub").toString()),
        Optional.of(token),
        state,
        "interfaces: [lo]",
        "admin: {port: 0, tokenFile: admin-tokens}");
  }

  private static RunningDaemon startCommand(
      List<String> program, Path state, String ship, String... configuration) throws IOException {
    return startCommand(program, Optional.empty(), state, ship, configuration);
  }

  private static RunningDaemon startCommand(
      List<String> program,
      Optional<String> token,
      Path state,
      String ship,
      String... configuration)
      throws IOException {
    Path file = state.resolveSibling(state.getFileName() + ".yaml");
    List<String> lines = new ArrayList<>();
    lines.add("ship: {port: 0, " + ship + "}");
    if (Stream.of(configuration).noneMatch(line -> line.startsWith("admin:"))) {
      lines.add("admin: {port: 0}");
    }
    lines.addAll(List.of(configuration));
    Files.write(file, lines);
    List<String> command = new ArrayList<>(program);
    command.addAll(
        List.of("run", "-c", file.toString(), "--state", state.toString(), "--announce-json"));
    Program started = Program.startCommand(command);
    return new RunningDaemon(
        started,
        started.awaitJson(line -> line.text("event").equals(Optional.of("listening"))),
        token);
  }

  Program program() {
    return program;
  }

  Ski ski() {
    return ski;
  }

  int shipPort() {
    return shipPort;
  }

  int adminPort() {
    return adminPort;
  }

  JsonObject get(String path) throws IOException, InterruptedException {
    return Program.json(send(request(path).GET()).body());
  }

  /** Posts; returns the status. */
  int post(String path, JsonObject body) throws IOException, InterruptedException {
    HttpRequest.BodyPublisher json =
        HttpRequest.BodyPublishers.ofString(JsonWriter.COMPACT.text(body));
    return send(request(path).header("Content-Type", "application/json").POST(json)).statusCode();
  }

  /** Deletes; returns the status. */
  int delete(String path) throws IOException, InterruptedException {
    return send(request(path).DELETE()).statusCode();
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + adminPort + "/api/v1/" + path))
            .timeout(Duration.ofSeconds(15))
            .header("Accept", "application/json");
    token.ifPresent(it -> request.header("Authorization", "Bearer " + it));
    return request;
  }

  int pair(Ski device) throws IOException, InterruptedException {
    return post("devices/" + device + "/pair", JsonObject.EMPTY);
  }

  int addPeer(Ski device, String host, int port) throws IOException, InterruptedException {
    return post(
        "peers",
        JsonValue.object().put("ski", device.hex()).put("host", host).put("port", port).build());
  }

  JsonObject device(Ski device) {
    try {
      return get("devices/" + device);
    } catch (IOException | InterruptedException unreachable) {
      return JsonObject.EMPTY;
    }
  }

  /** Waits until the device is in data exchange. */
  void awaitConnected(Ski device) {
    awaitDevice(device, view -> view.text("state").equals(Optional.of("connected")));
  }

  void awaitDevice(Ski device, Predicate<JsonObject> wanted) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> wanted.test(device(device)));
  }

  /** Types of the events so far, from the file that survives the daemon. */
  static List<String> events(Path state) throws IOException {
    return Files.readAllLines(state.resolve("events.jsonl")).stream()
        .map(Program::json)
        .map(event -> event.text("type").orElse("?"))
        .toList();
  }

  @Override
  public void close() {
    program.close();
  }
}
