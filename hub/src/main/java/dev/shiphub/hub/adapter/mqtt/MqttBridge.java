package dev.shiphub.hub.adapter.mqtt;

import dev.shiphub.hub.core.ConnectionId;
import dev.shiphub.hub.port.DevicePictures;
import dev.shiphub.hub.port.HubControl;
import dev.shiphub.hub.port.HubListener;
import dev.shiphub.hub.port.PublishedNotice;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.json.JsonObjectBuilder;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Publishes what happens and how things stand, and keeps at it: a broker that is slow, away or
 * restarting never makes the hub wait.
 *
 * <p>As a listener it only puts things into {@link Dispatch}, which is bounded; what goes to the
 * broker goes on a thread of its own ({@link BrokerRun}). Any thread.
 */
public final class MqttBridge implements HubListener, AutoCloseable {
  /** What a stop waits for at most. */
  private static final Duration LONGEST_FAREWELL = BrokerRun.FAREWELL.plusMillis(300);

  private final BridgeParts parts;
  private final Broker broker;
  private final Topics topics;
  private final Dispatch dispatch;
  private final Standing standing;
  private final CompletableFuture<Running> running = new CompletableFuture<>();

  private record Running(BrokerRun run, Thread thread) {}

  MqttBridge(BridgeParts parts, Broker broker) {
    this.parts = parts;
    this.broker = broker;
    topics = parts.topics();
    MqttSettings settings = parts.settings();
    dispatch = new Dispatch(settings.bufferMessages(), settings.bufferBytes(), topics.events());
    standing = new Standing(settings, parts.address(), parts.steady(), parts.wall());
  }

  /**
   * A bridge that has no hub yet, and no thread before it has one.
   *
   * @throws IOException if a file that the settings name cannot be used; says which and why
   */
  public static MqttBridge of(BridgeParts parts) throws IOException {
    return new MqttBridge(parts, HiveBroker.of(parts.settings(), parts.ski()));
  }

  /**
   * Begins, once.
   *
   * @param hub that runs
   * @param pictures shows its devices
   */
  public void start(HubControl hub, DevicePictures pictures) {
    Optional<HomeAssistant> homeAssistant =
        parts.settings().isHomeAssistant()
            ? Optional.of(new HomeAssistant(topics, parts.version(), pictures.states()))
            : Optional.empty();
    BrokerRun begun =
        new BrokerRun(
            parts,
            broker,
            dispatch,
            new Household(topics, parts.about(), pictures, homeAssistant),
            new Commands(parts.sender(), this::tellResult),
            standing,
            hub);
    running.complete(new Running(begun, Thread.ofVirtual().name("mqtt").start(begun)));
  }

  @Override
  public void onNotice(PublishedNotice notice) {
    dispatch.event(notice.seq(), Publication.of(topics.events(), notice.toJson()));
  }

  @Override
  public void onData(Ski ski, ConnectionId session, JsonObject payload) {
    if (parts.settings().isSpine()) {
      dispatch.spine(
          topics.spineIn(ski),
          seq -> stamped(seq).put("session", session.toString()).put("data", payload).build());
    }
  }

  private void tellResult(Ski ski, JsonObject result) {
    dispatch.spine(
        topics.spineResult(ski),
        seq -> {
          JsonObjectBuilder json = stamped(seq);
          result.members().forEach(json::put);
          return json.build();
        });
  }

  private JsonObjectBuilder stamped(long seq) {
    return JsonValue.object()
        .put("seq", seq)
        .put("run", parts.run())
        .put("time", parts.wall().instant().truncatedTo(ChronoUnit.MILLIS).toString());
  }

  /** The member {@code mqtt} of the status. */
  public JsonObject status() {
    return standing.toJson(dispatch.figures());
  }

  /** What the operator has to know. */
  public List<String> warnings() {
    return standing.warning().stream().toList();
  }

  /** Says goodbye and ends, in less than a second, whatever the broker does. */
  @Override
  public void close() {
    if (running.isDone()) {
      end(running.join());
    }
  }

  private static void end(Running running) {
    running.run().end();
    try {
      if (!running.thread().join(LONGEST_FAREWELL)) {
        running.thread().interrupt();
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
