package dev.shiphub.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.json.JsonValue.JsonText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The daemon on a host of its own, asked through an {@link ApiPipe}. Used by one thread. */
final class HubOnHost implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(45);
  private static final Duration OFTEN = Duration.ofMillis(100);

  private final RunningDaemon daemon;
  private final Program pipe;
  private int asked;

  private HubOnHost(RunningDaemon daemon, Program pipe) {
    this.daemon = daemon;
    this.pipe = pipe;
  }

  /** Starts it on all interfaces of the host. */
  static HubOnHost start(List<String> host, Path state) throws IOException {
    RunningDaemon daemon = RunningDaemon.startIn(host, state, "");
    try {
      return new HubOnHost(daemon, Program.startCommand(ApiPipe.command(host, daemon.adminPort())));
    } catch (IOException failed) {
      daemon.close();
      throw failed;
    }
  }

  Ski ski() {
    return daemon.ski();
  }

  /** Where its API is, on the loopback interface of its host. */
  String admin() {
    return "127.0.0.1:" + daemon.adminPort();
  }

  void pair(Ski device) throws IOException {
    JsonObject answer = ask("POST devices/" + device + "/pair");
    assertEquals(Optional.of("saved"), answer.text("result"), answer::toString);
  }

  /** What it shows of a device; of one that it does not know, the problem. */
  JsonObject view(Ski device) throws IOException {
    return ask("GET devices/" + device);
  }

  private JsonObject ask(String question) throws IOException {
    pipe.types(question);
    asked++;
    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(this::isAnswered);
    return Program.json(pipe.lines().getLast());
  }

  private boolean isAnswered() {
    return pipe.lines().size() == asked;
  }

  /** Waits until it shows that of the device. */
  JsonObject awaitView(Ski device, Predicate<JsonObject> wanted) {
    return await().atMost(PATIENCE).pollInterval(OFTEN).until(() -> view(device), wanted);
  }

  /**
   * Waits until multicast DNS shows it the node at exactly these addresses; at none: not at all.
   */
  void awaitSeen(Ski node, String... addresses) {
    await()
        .atMost(PATIENCE)
        .pollInterval(OFTEN)
        .until(() -> addresses(view(node)), List.of(addresses)::equals);
  }

  /** The addresses in the records of a device. */
  static List<String> addresses(JsonObject view) {
    return items(view, "records")
        .flatMap(it -> it instanceof JsonObject record ? items(record, "addresses") : Stream.of())
        .flatMap(it -> it instanceof JsonText(String address) ? Stream.of(address) : Stream.of())
        .toList();
  }

  private static Stream<JsonValue> items(JsonObject object, String member) {
    return object.items(member).stream().flatMap(List::stream);
  }

  @Override
  public void close() {
    pipe.close();
    daemon.close();
  }
}
