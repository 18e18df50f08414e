package dev.shiphub.hub.adapter.mqtt;

import dev.shiphub.hub.core.Answer;
import dev.shiphub.hub.core.Request;
import dev.shiphub.hub.port.HubControl;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread between {@link Dispatch} and the broker: connects, again and again if it has to, and
 * publishes. It looks at the hub as any client does, and waits for it, never the other way round.
 */
final class BrokerRun implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(BrokerRun.class);

  private static final String HOME_ASSISTANT_BIRTH = "online";

  /** How long after something happened, and how often at most, the hub is looked at. */
  private static final Duration SETTLE = Duration.ofMillis(250);

  /** How often it is looked at if nothing happens: some states change without an event. */
  private static final Duration REST = Duration.ofSeconds(5);

  /** What the hub may take for its answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** A connection that was shorter counts as one that failed. */
  private static final Duration SHORT = Duration.ofSeconds(2);

  /** What the farewell may take: a stop does not wait for a broker. */
  static final Duration FAREWELL = Duration.ofMillis(500);

  private final BridgeParts parts;
  private final Broker broker;
  private final Dispatch dispatch;
  private final Household household;
  private final Commands commands;
  private final Standing standing;
  private final HubControl hub;
  private final Topics topics;
  private final Retry retry;
  private final CompletableFuture<Void> ending = new CompletableFuture<>();
  private Optional<Instant> lookedAt = Optional.empty();

  /**
   * @param household touched only with the lock of the dispatch
   */
  BrokerRun(
      BridgeParts parts,
      Broker broker,
      Dispatch dispatch,
      Household household,
      Commands commands,
      Standing standing,
      HubControl hub) {
    this.parts = parts;
    this.broker = broker;
    this.dispatch = dispatch;
    this.household = household;
    this.commands = commands;
    this.standing = standing;
    this.hub = hub;
    topics = parts.topics();
    retry = new Retry(parts.random());
  }

  /** A connection, and why it has ended once it has. */
  private record Connected(Broker.Link link, CompletableFuture<Throwable> down) {}

  @Override
  public void run() {
    try {
      while (!ending.isDone()) {
        if (look()) {
          Optional<Connected> connected = connect();
          if (connected.isPresent()) {
            serve(connected.get());
          }
        }
        rest();
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error bug) {
      standing.down("internal error");
      LOG.error("the MQTT bridge broke, and is out of work until the next start", bug);
    }
  }

  /** Has it say goodbye and end. Any thread. */
  void end() {
    ending.complete(null);
    dispatch.wake();
  }

  private void rest() throws InterruptedException {
    try {
      ending.get(retry.next().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException rested) {
      LOG.debug("the next attempt to reach the MQTT broker");
    } catch (ExecutionException never) {
      throw new IllegalStateException(never);
    }
  }

  private Optional<Connected> connect() throws InterruptedException {
    CompletableFuture<Throwable> down = new CompletableFuture<>();
    Publication will = Publication.retained(topics.status(), Household.OFFLINE);
    CompletableFuture<Broker.Link> link =
        broker.connect(
            will,
            this::take,
            why -> {
              down.complete(why);
              dispatch.wake();
            });
    try {
      CompletableFuture.anyOf(link, ending).get();
      if (link.isDone()) {
        return Optional.of(new Connected(link.get(), down));
      }
      link.thenAccept(Broker.Link::close);
    } catch (ExecutionException failed) {
      tellTrouble(failed);
    }
    return Optional.empty();
  }

  private void tellTrouble(Throwable why) {
    String words = Trouble.words(why);
    if (standing.down(words)) {
      LOG.warn("the MQTT broker {} is not reached: {}", parts.address(), words);
    } else {
      LOG.debug("the MQTT broker is still not reached: {}", words);
    }
  }

  private void serve(Connected connected) throws InterruptedException {
    Instant begun = parts.steady().instant();
    standing.up();
    LOG.info("connected to the MQTT broker {}", parts.address());
    dispatch.show(board -> board.show(topics.status(), Household.ONLINE));
    dispatch.comeBack();
    subscribe(connected.link());
    while (!connected.down().isDone() && !ending.isDone()) {
      if (untilLook().isZero() && !look()) {
        LOG.debug("the hub gives no picture");
      }
      dispatch.take(untilLook()).ifPresent(parcel -> publish(connected.link(), parcel));
    }
    if (connected.down().isDone()) {
      tellTrouble(connected.down().join());
    } else {
      leave(connected.link());
    }
    if (Duration.between(begun, parts.steady().instant()).compareTo(SHORT) >= 0) {
      retry.succeeded();
    }
  }

  private void subscribe(Broker.Link link) {
    subscribe(link, topics.anyState());
    if (parts.settings().isHomeAssistant()) {
      subscribe(link, topics.homeAssistantStatus());
    }
    if (parts.settings().isCommanding()) {
      subscribe(link, topics.anySpineOut());
    }
  }

  private static void subscribe(Broker.Link link, String filter) {
    link.subscribe(filter)
        .whenComplete(
            (_, refused) -> {
              if (refused != null) {
                LOG.warn("the MQTT broker does not show us {}: {}", filter, Trouble.words(refused));
              }
            });
  }

  private void publish(Broker.Link link, Parcel parcel) {
    link.publish(parcel.publication())
        .thenAccept(
            delivery -> {
              if (delivery == Delivery.REFUSED) {
                LOG.warn("the MQTT broker does not take {}", parcel.publication().topic());
              }
              dispatch.settle(parcel, delivery);
            });
  }

  /** Says what there is to say and then goodbye, in the time that there is for it. */
  private void leave(Broker.Link link) throws InterruptedException {
    dispatch.show(household::leave);
    Instant end = parts.steady().instant().plus(FAREWELL);
    Duration left = FAREWELL;
    while (left.isPositive() && !dispatch.isIdle()) {
      dispatch.takeLast(left).ifPresent(parcel -> publish(link, parcel));
      left = Duration.between(parts.steady().instant(), end);
    }
    link.close();
  }

  private Duration untilLook() {
    Duration pause = dispatch.hasHappened() ? SETTLE : REST;
    Duration left =
        lookedAt
            .map(last -> Duration.between(parts.steady().instant(), last.plus(pause)))
            .orElse(Duration.ZERO);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** Shows how things stand; returns false if the hub does not say it. */
  private boolean look() throws InterruptedException {
    lookedAt = Optional.of(parts.steady().instant());
    dispatch.seen();
    try {
      Answer answer = hub.ask(new Request.Look()).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      if (answer instanceof Answer.Picture(var snapshot)) {
        Instant wall = parts.wall().instant();
        dispatch.show(board -> household.show(snapshot, wall, board));
        return true;
      }
    } catch (ExecutionException | TimeoutException silent) {
      LOG.debug("the hub gives no answer", silent);
    }
    return false;
  }

  /** On a thread of the library. */
  private void take(Broker.Arrived message) {
    String topic = message.topic();
    if (parts.settings().isCommanding()) {
      topics.ofSpineOut(topic).ifPresent(ski -> commands.take(ski, message));
    }
    topics
        .ofState(topic)
        .filter(_ -> message.isRetained() && !message.payload().isEmpty())
        .ifPresent(ski -> dispatch.show(board -> household.retained(ski, board)));
    boolean isBirth =
        topic.equals(topics.homeAssistantStatus())
            && !message.isRetained()
            && message.payload().equals(HOME_ASSISTANT_BIRTH);
    if (isBirth) {
      dispatch.show(household::introduce);
    }
  }
}
