package dev.shiphub.hub.loop;

import dev.shiphub.hub.core.Answer;
import dev.shiphub.hub.core.ConnectionId;
import dev.shiphub.hub.core.HubEffect;
import dev.shiphub.hub.core.HubEvent;
import dev.shiphub.hub.core.Refusal;
import dev.shiphub.hub.core.Request;
import dev.shiphub.hub.port.HubControl;
import dev.shiphub.hub.session.Mailbox;
import dev.shiphub.hub.session.SessionFigures;
import dev.shiphub.hub.session.SessionInput;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.port.Arrivals;
import dev.shiphub.ship.port.SendOutcome;
import dev.shiphub.ship.port.Sighting;
import dev.shiphub.ship.port.Transport;
import dev.shiphub.ship.wire.ShipData;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running hub: started whole or not at all, stopped in the reverse order of its start.
 *
 * <p>Any thread may call it; a second hub may be started in the same process, before or after.
 */
public final class Hub implements HubControl {
  private static final Logger LOG = LoggerFactory.getLogger(Hub.class);

  /** What the goodbye of multicast DNS may take, from the beginning of the stop. */
  private static final Duration GOODBYE = Duration.ofMillis(2_800);

  /** What listeners and files may take after the loop has ended. */
  private static final Duration FLUSH = Duration.ofMillis(400);

  /** What the loop may take beyond the stop timeout, for connections that were cut. */
  private static final Duration AFTER_CUT = Duration.ofSeconds(1);

  private final HubParts parts;
  private final Mailbox<HubEvent> mailbox;
  private final HubScope scope = new HubScope();
  private final Notices notices;
  private final Watches watches;
  private final Sessions sessions;
  private final EffectRunner effects;
  private final HubLoop loop;
  private final Thread thread;
  private final AtomicLong commands = new AtomicLong();
  private final Map<Long, CompletableFuture<Answer>> answers = new ConcurrentHashMap<>();
  private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
  private final CompletableFuture<Boolean> stopped = new CompletableFuture<>();
  private final AtomicLong stops = new AtomicLong();
  private volatile int shipPort;

  private Hub(HubParts parts) {
    this.parts = parts;
    mailbox = new Mailbox<>(parts.limits().mailbox(), 0);
    notices =
        new Notices(
            parts.listeners(),
            parts.lastSeq(),
            parts.limits().notices(),
            parts.steady(),
            parts.wall());
    watches = new Watches(parts.watches());
    sessions =
        new Sessions(
            parts.rules(),
            parts.limits().sessionMailbox(),
            parts.steady(),
            this::hand,
            notices,
            watches);
    EffectRunner.Tools tools =
        new EffectRunner.Tools(
            parts.dialer(),
            scope,
            parts.ledger(),
            parts.store(),
            sessions,
            notices,
            parts.addressBook(),
            this::answer);
    effects = new EffectRunner(tools, this::hand);
    loop =
        new HubLoop(
            parts.core(), parts.steady(), mailbox, parts.configured(), this::run, this::late);
    thread = Thread.ofPlatform().name("hub").unstarted(this::runLoop);
  }

  /**
   * Starts a hub: it listens when this returns, and waits neither for a network nor for a device.
   *
   * @throws IOException if the port cannot be bound; then nothing is left open
   */
  public static Hub start(HubParts parts) throws IOException {
    Hub hub = new Hub(parts);
    hub.thread.start();
    try {
      hub.shipPort = parts.listener().open(hub.new Door());
      parts.discovery().browse(hub::sighted);
      parts.discovery().announce(parts.announcement().apply(hub.shipPort));
    } catch (IOException | RuntimeException failed) {
      boolean isClean = hub.stop();
      LOG.debug("the failed start was undone, {}", isClean);
      throw failed;
    }
    return hub;
  }

  /** The port that is listened on. */
  public int shipPort() {
    return shipPort;
  }

  /**
   * Completes when the hub has ended, by {@link #stop} or because it broke; the value is whether it
   * is clean.
   */
  public CompletableFuture<Boolean> ended() {
    return ended;
  }

  /**
   * Stops: nothing is admitted from here on, every peer that answers sees an orderly close, and
   * when this returns no thread, socket or file of the hub is left open. Later calls wait for the
   * first one.
   *
   * @return whether all ended by itself in time; otherwise something was cut
   */
  public boolean stop() {
    if (stops.getAndIncrement() > 0) {
      return stopped.join();
    }
    boolean isClean = false;
    try {
      isClean = stopInOrder();
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    } finally {
      sessions.cutAll();
      stopped.complete(isClean);
    }
    return isClean;
  }

  private boolean stopInOrder() throws InterruptedException {
    Instant begun = parts.steady().instant();
    Thread goodbye = Thread.ofVirtual().name("goodbye").start(() -> parts.discovery().close());
    parts.listener().close();
    boolean isHeard = mailbox.putOutcome(new HubEvent.StopRequested());
    // The loop hears of every dial that this interrupts, and refuses those that open all the same.
    scope.close();
    boolean isLoopDone = thread.join(parts.stopTimeout().plus(AFTER_CUT));
    boolean isDrained = scope.await(FLUSH);
    sessions.cutAll();
    boolean isTold = notices.close(FLUSH);
    boolean isWritten = parts.ledger().close(FLUSH);
    Duration left = GOODBYE.minus(Duration.between(begun, parts.steady().instant()));
    boolean isGone = goodbye.join(left.isPositive() ? left : Duration.ofMillis(1));
    LOG.info("stopped after {} ms", Duration.between(begun, parts.steady().instant()).toMillis());
    boolean isClean = isHeard && isLoopDone && loop.ending() == HubLoop.Ending.CLEAN;
    if (!(isDrained && isTold && isWritten && isGone)) {
      LOG.warn(
          "left behind: {}{}{}{}",
          isDrained ? "" : "a dial; ",
          isTold ? "" : "a listener; ",
          isWritten ? "" : "a file; ",
          isGone ? "" : "the goodbye of multicast DNS");
    }
    return isClean && isDrained && isTold && isWritten;
  }

  /** Takes what sessions and dials have come to. */
  private boolean hand(HubEvent event) {
    watches.happened(event);
    return mailbox.putOutcome(event);
  }

  private Optional<HubEvent> run(HubEffect effect) {
    watches.decided(effect);
    return effects.run(effect);
  }

  /** How many events wait for the loop. Any thread. */
  public int waiting() {
    return mailbox.size();
  }

  private void runLoop() {
    try {
      loop.run();
    } finally {
      refuseAll();
      ended.complete(loop.ending() == HubLoop.Ending.CLEAN);
    }
  }

  /** An event that came too late to be decided about. */
  private void late(HubEvent event) {
    switch (event) {
      case HubEvent.Opened(var connection) -> sessions.cut(connection, "the hub has stopped");
      case HubEvent.Asked(long command, _, _) -> answer(command, stopping());
      default -> LOG.debug("too late: {}", event);
    }
  }

  /** Where the connections come in that others open. */
  private final class Door implements Arrivals {
    @Override
    public void opened(Transport transport) {
      sessions.open(transport);
    }

    /** Only of devices that we dial, so that nobody else can fill the mailbox. */
    @Override
    public void authenticated(Ski peer) {
      if (effects.isDialling(peer) && !mailbox.putOutcome(new HubEvent.PeerAuthenticated(peer))) {
        LOG.debug("too late: {} is there", peer);
      }
    }
  }

  private void sighted(Sighting sighting) {
    boolean isTaken =
        switch (sighting) {
          case Sighting.Seen(var service) -> mailbox.putOutcome(new HubEvent.ServiceSeen(service));
          case Sighting.Gone(Ski ski, String instance) ->
              mailbox.putOutcome(new HubEvent.ServiceGone(ski, instance));
          case Sighting.NetworkChanged() -> mailbox.putOutcome(new HubEvent.NetworkChanged());
          case Sighting.Rejected(String instance, String why) -> {
            LOG.info("\"{}\" is announced as a SHIP service and is none: {}", instance, why);
            yield true;
          }
        };
    if (!isTaken) {
      LOG.debug("too late: {}", sighting);
    }
  }

  @Override
  public CompletableFuture<Answer> ask(Request request, String by) {
    long command = commands.incrementAndGet();
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    answers.put(command, answer);
    if (!mailbox.putOutcome(new HubEvent.Asked(command, by, request))) {
      answer(command, stopping());
    }
    return answer;
  }

  private void answer(long command, Answer answer) {
    CompletableFuture<Answer> waiting = answers.remove(command);
    if (waiting != null) {
      waiting.complete(answer);
    }
  }

  private void refuseAll() {
    answers.keySet().forEach(command -> answer(command, stopping()));
  }

  private static Answer stopping() {
    return new Answer.Refused(Answer.Kind.STOPPING, Refusal.CLOSED.words());
  }

  @Override
  public CompletableFuture<SendOutcome> send(Ski ski, JsonObject payload) {
    CompletableFuture<SendOutcome> outcome = new CompletableFuture<>();
    ShipData data = new ShipData(ShipData.SPINE, payload);
    sessions.send(ski, new SessionInput.Send(data, outcome::complete));
    return outcome;
  }

  @Override
  public Optional<SessionFigures> figures(ConnectionId connection) {
    return sessions.figures(connection);
  }

  @Override
  public List<String> discoveryReport() {
    return parts.discovery().report();
  }
}
