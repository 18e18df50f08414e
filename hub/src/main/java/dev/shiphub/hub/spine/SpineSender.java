package dev.shiphub.hub.spine;

import dev.shiphub.hub.core.NoticeType;
import dev.shiphub.hub.port.HubControl;
import dev.shiphub.hub.port.HubListener;
import dev.shiphub.hub.port.MessageSender;
import dev.shiphub.hub.port.PublishedNotice;
import dev.shiphub.hub.port.Sent;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.port.SendOutcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends SPINE commands and owns the message counter; asks every device at the start of a session
 * what it is.
 *
 * <p>Any thread.
 */
public final class SpineSender implements MessageSender, HubListener {
  private static final Logger LOG = LoggerFactory.getLogger(SpineSender.class);

  private final String ourDevice;
  private final AtomicLong counter = new AtomicLong();
  private final AtomicReference<HubControl> hub = new AtomicReference<>();

  /**
   * A sender that has no hub yet.
   *
   * @param ourDevice our SPINE device address, such as {@code d:_n:shiphub_12ab}
   */
  public SpineSender(String ourDevice) {
    this.ourDevice = ourDevice;
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
    long msgCounter = counter.incrementAndGet();
    return running
        .send(ski, command.datagram(ourDevice, msgCounter))
        .thenApply(outcome -> sent(outcome, msgCounter));
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
}
