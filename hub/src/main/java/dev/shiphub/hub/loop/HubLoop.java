package dev.shiphub.hub.loop;

import dev.shiphub.hub.core.HubCore;
import dev.shiphub.hub.core.HubEffect;
import dev.shiphub.hub.core.HubEvent;
import dev.shiphub.hub.core.StaticPeer;
import dev.shiphub.hub.session.Mailbox;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the core: one thread takes events in order, decides, and hands the effects on.
 *
 * <p>Others may wait for the loop; the loop waits for nobody.
 */
final class HubLoop implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(HubLoop.class);
  private static final Duration SLOW = Duration.ofMillis(50);

  private final HubCore core;
  private final InstantSource clock;
  private final Mailbox<HubEvent> mailbox;
  private final List<StaticPeer> configured;
  private final Effects effects;
  private final Consumer<HubEvent> late;
  private volatile Ending ending = Ending.RUNNING;

  /** How the loop has ended. */
  enum Ending {
    RUNNING,
    CLEAN,
    CUT,
    BROKEN
  }

  /** Does what the core wants done. */
  interface Effects {
    /** Does it; returns what happened at once, if something did. */
    Optional<HubEvent> run(HubEffect effect);
  }

  /**
   * A loop that has not begun.
   *
   * @param late gets the events that nobody will decide about any more
   */
  HubLoop(
      HubCore core,
      InstantSource clock,
      Mailbox<HubEvent> mailbox,
      List<StaticPeer> configured,
      Effects effects,
      Consumer<HubEvent> late) {
    this.core = core;
    this.clock = clock;
    this.mailbox = mailbox;
    this.configured = configured;
    this.effects = effects;
    this.late = late;
  }

  @Override
  public void run() {
    try {
      perform(core.start(configured, clock.instant()));
      while (ending == Ending.RUNNING) {
        step();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      ending = Ending.BROKEN;
    } catch (RuntimeException | Error bug) {
      LOG.error("the hub's loop broke", bug);
      ending = Ending.BROKEN;
    } finally {
      mailbox.close().forEach(late);
    }
  }

  /** How it has ended. Any thread. */
  Ending ending() {
    return ending;
  }

  private void step() throws InterruptedException {
    Instant before = clock.instant();
    Optional<HubEvent> event =
        mailbox.take(core.deadline().map(due -> Duration.between(before, due)));
    Instant now = clock.instant();
    if (event.isPresent()) {
      perform(core.on(event.get(), now));
    }
    if (core.deadline().filter(due -> !due.isAfter(now)).isPresent()) {
      perform(core.onDeadline(now));
    }
    Duration took = Duration.between(now, clock.instant());
    if (took.compareTo(SLOW) > 0) {
      LOG.warn("one step of the hub took {} ms: {}", took.toMillis(), event);
    }
  }

  /** What happens at once in doing an effect is decided before the next event. */
  private void perform(List<HubEffect> first) {
    Queue<HubEffect> todo = new ArrayDeque<>(first);
    while (!todo.isEmpty()) {
      HubEffect effect = todo.remove();
      if (effect instanceof HubEffect.Finish(boolean isClean)) {
        ending = isClean ? Ending.CLEAN : Ending.CUT;
      }
      effects.run(effect).ifPresent(event -> todo.addAll(core.on(event, clock.instant())));
    }
  }
}
