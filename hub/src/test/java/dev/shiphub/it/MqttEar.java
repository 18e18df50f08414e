package dev.shiphub.it;

import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** What a subscriber that shares no code with ours hears: mosquitto_sub as a process. */
final class MqttEar implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Program program;

  private MqttEar(Program program) {
    this.program = program;
  }

  /**
   * A message.
   *
   * @param isRetained whether it was there before the subscription
   */
  record Message(String topic, String payload, boolean isRetained) {
    JsonObject json() {
      return Program.json(payload);
    }
  }

  static MqttEar start(int port, String name, String filter, String... options) throws IOException {
    List<String> command = new ArrayList<>(List.of("mosquitto_sub", "-h", "127.0.0.1"));
    command.addAll(List.of("-p", String.valueOf(port), "-t", filter, "-q", "1"));
    command.addAll(List.of("-c", "-i", name, "-F", "%r %t %p"));
    command.addAll(List.of(options));
    return new MqttEar(Program.startCommand(command));
  }

  List<Message> messages() {
    return program.lines().stream().map(MqttEar::message).toList();
  }

  private static Message message(String line) {
    String[] parts = line.split(" ", 3);
    return new Message(parts[1], parts.length > 2 ? parts[2] : "", parts[0].equals("1"));
  }

  /** Waits for a message. */
  Message await(Predicate<Message> wanted) {
    return Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> messages().stream().filter(wanted).findFirst(), Optional::isPresent)
        .orElseThrow();
  }

  /** The latest payload of the topic that ends so; empty if there was none. */
  Optional<String> latest(String topicEnd) {
    return messages().stream()
        .filter(it -> it.topic().endsWith(topicEnd))
        .map(Message::payload)
        .reduce((_, later) -> later);
  }

  /** Waits until the latest payload of the topic that ends so is this one. */
  void awaitLatest(String topicEnd, String payload) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> latest(topicEnd).equals(Optional.of(payload)));
  }

  String errors() {
    return program.errors();
  }

  @Override
  public void close() {
    program.close();
  }
}
