package dev.shiphub.hub.adapter.spine;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.shiphub.hub.core.ConnectionId;
import dev.shiphub.hub.core.NoticeType;
import dev.shiphub.hub.port.HubControl;
import dev.shiphub.hub.port.HubListener;
import dev.shiphub.hub.port.MessageSender;
import dev.shiphub.hub.port.PublishedNotice;
import dev.shiphub.hub.port.Sent;
import dev.shiphub.hub.spine.OwnDevice;
import dev.shiphub.hub.spine.SpineCommand;
import dev.shiphub.hub.spine.SpineNode;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.port.SendOutcome;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Speaks for our {@link SpineNode}: sends SPINE commands, asks every device at the start of a
 * session what it is, and answers what devices ask.
 *
 * <p>Any thread.
 */
public final class SpineSender implements MessageSender, HubListener {
  private static final Logger LOG = LoggerFactory.getLogger(SpineSender.class);

  @GuardedBy("this")
  private final SpineNode node;

  private final AtomicReference<HubControl> hub = new AtomicReference<>();

  /**
   * A sender that has no hub yet.
   *
   * @param own what devices are told about us
   */
  public SpineSender(OwnDevice own) {
    node = new SpineNode(own);
  }

  /** Sends by this hub from now on. */
  public void use(HubControl running) {
    hub.set(running);
  }

  @Override
  public CompletableFuture<Sent> send(Ski ski, JsonObject request) {
    return switch (SpineCommand.read(request)) {
      case SpineCommand.Read.Malformed(String why) ->
          CompletableFuture.completedFuture(new Sent.Malformed(why));
      case SpineCommand.Read.Ok(SpineCommand command) -> send(ski, command);
    };
  }

  private CompletableFuture<Sent> send(Ski ski, SpineCommand command) {
    HubControl running = hub.get();
    if (running == null) {
      return CompletableFuture.completedFuture(new Sent.Failed("the hub has not started"));
    }
    SpineNode.Numbered datagram = datagram(command);
    return running
        .send(ski, datagram.payload())
        .thenApply(outcome -> sent(outcome, datagram.msgCounter()));
  }

  private synchronized SpineNode.Numbered datagram(SpineCommand command) {
    return node.datagram(command);
  }

  private synchronized Optional<JsonObject> answer(JsonObject payload) {
    return node.answer(payload);
  }

  private static Sent sent(SendOutcome outcome, long msgCounter) {
    return switch (outcome) {
      case SendOutcome.Written() -> new Sent.Written(msgCounter);
      case SendOutcome.Failed(String why) -> new Sent.Failed(why);
    };
  }

  @Override
  public void onNotice(PublishedNotice published) {
    if (published.notice().type() == NoticeType.SESSION_STARTED) {
      Ski ski = published.notice().ski().orElseThrow();
      send(ski, SpineCommand.discoveryRead())
          .thenAccept(sent -> LOG.debug("{}  discovery read: {}", ski.brief(), sent));
    }
  }

  @Override
  public void onData(Ski ski, ConnectionId session, JsonObject payload) {
    HubControl running = hub.get();
    if (running != null) {
      answer(payload)
          .ifPresent(
              answer ->
                  running
                      .send(ski, answer)
                      .thenAccept(sent -> LOG.debug("{}  answer: {}", ski.brief(), sent)));
    }
  }
}
