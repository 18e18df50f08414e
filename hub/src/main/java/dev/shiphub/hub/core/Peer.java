package dev.shiphub.hub.core;

import dev.shiphub.hub.core.DelayLadder.Rung;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What the hub knows of one device besides trust. Owned by the loop's thread. */
final class Peer {
  /** A record that flaps does not bring dials forward more often than this. */
  private static final Duration PROMPT_PAUSE = Duration.ofSeconds(10);

  private static final Duration COMPLAINT_PAUSE = Duration.ofHours(1);

  /** A session that ends sooner than this did not work. */
  private static final Duration SHORT_SESSION = Duration.ofSeconds(10);

  private final Ski ski;
  private final Whereabouts where;
  private final History history;
  private Optional<Instant> sessionSince = Optional.empty();
  private Rung rung = Rung.FRESH;
  private int count = 1;
  private boolean hasRemovedUs;
  private Instant noPromptBefore = Instant.MIN;
  private Instant noComplaintBefore = Instant.MIN;

  Peer(Ski ski, Limits limits) {
    this.ski = ski;
    where = new Whereabouts(limits.recordsPerDevice());
    history = new History(limits.attemptsPerDevice());
  }

  Ski ski() {
    return ski;
  }

  /** Where it may be. */
  Whereabouts where() {
    return where;
  }

  /** What has happened with it. */
  History history() {
    return history;
  }

  /** Whether a change of its records may bring the next dial forward. */
  boolean mayPrompt(Instant now) {
    if (now.isBefore(noPromptBefore)) {
      return false;
    }
    noPromptBefore = now.plus(PROMPT_PAUSE);
    return true;
  }

  /** Whether users may be told once more that others say they are this device. */
  boolean mayComplain(Instant now) {
    if (now.isBefore(noComplaintBefore)) {
      return false;
    }
    noComplaintBefore = now.plus(COMPLAINT_PAUSE);
    return true;
  }

  /**
   * Whether the device said that it removed us; then it is not dialled until it or the user says
   * otherwise.
   */
  boolean hasRemovedUs() {
    return hasRemovedUs;
  }

  void removedUs() {
    hasRemovedUs = true;
  }

  /** The user, or the device, starts afresh. */
  void refresh() {
    hasRemovedUs = false;
    history.refresh();
    step(Rung.FRESH, 1);
  }

  void dialFailed(HubEvent.DialFailed failed, Instant now) {
    where.failed(failed.phase() + ": " + failed.cause(), now);
    climb(failed.trouble() == Trouble.NO_PLACE ? Rung.BUSY : Rung.FAILED);
  }

  /** A record that changes from now on says something of this session, which no earlier one did. */
  void sessionBegan(Instant now) {
    history.connected();
    sessionSince = Optional.of(now);
    noPromptBefore = Instant.MIN;
    hasRemovedUs = false;
    if (rung != Rung.FRESH) {
      step(Rung.FRESH, 1);
    }
  }

  /** The last connection to the device is gone after it was in data exchange. */
  void sessionLost(Instant now) {
    boolean wasShort =
        sessionSince.filter(since -> since.plus(SHORT_SESSION).isAfter(now)).isPresent();
    step(Rung.FRESH, wasShort ? count + 1 : 1);
    where.lost();
  }

  /** The last connection to the device is gone before it was in data exchange. */
  void climb(Rung next) {
    step(next, next == rung ? count + 1 : 1);
  }

  private void step(Rung next, int times) {
    rung = next;
    count = times;
  }

  Rung rung() {
    return rung;
  }

  int count() {
    return count;
  }
}
