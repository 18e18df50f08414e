package dev.shiphub.hub.core;

import dev.shiphub.hub.core.DelayLadder.Rung;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.discovery.Endpoint;
import dev.shiphub.ship.discovery.ServiceRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the hub knows of one device besides trust. Owned by the loop's thread. */
final class Peer {
  /** A record that flaps does not bring dials forward more often than this. */
  private static final Duration PROMPT_PAUSE = Duration.ofSeconds(10);

  /** A session that ends sooner than this did not work. */
  private static final Duration SHORT_SESSION = Duration.ofSeconds(10);

  private final Ski ski;
  private final Limits limits;
  private final Map<String, ServiceRecord> services = new LinkedHashMap<>();
  private final Deque<Attempt> attempts = new ArrayDeque<>();
  private Optional<Endpoint> configured = Optional.empty();
  private Optional<Endpoint> added = Optional.empty();
  private Optional<Endpoint> lastGood = Optional.empty();
  private Optional<Endpoint> dialled = Optional.empty();
  private Optional<Instant> sessionSince = Optional.empty();
  private Rung rung = Rung.FRESH;
  private int count = 1;
  private int turns;
  private boolean hasRemovedUs;
  private Instant noPromptBefore = Instant.MIN;

  Peer(Ski ski, Limits limits) {
    this.ski = ski;
    this.limits = limits;
  }

  Ski ski() {
    return ski;
  }

  /** Takes a record; returns whether the device can be found where it could not be found before. */
  boolean seen(ServiceRecord service) {
    ServiceRecord before = services.remove(service.instance());
    services.put(service.instance(), service);
    if (services.size() > limits.recordsPerDevice()) {
      services.remove(mostUseless().instance());
    }
    return before == null || !before.endpoint().equals(service.endpoint());
  }

  /** The record heard longest ago, but not where the device was reached last. */
  private ServiceRecord mostUseless() {
    return services.values().stream()
        .filter(service -> !lastGood.equals(Optional.of(service.endpoint())))
        .findFirst()
        .orElseGet(() -> services.values().iterator().next());
  }

  /** Drops a record; returns whether it was the last one. */
  boolean gone(String instance) {
    return services.remove(instance) != null && services.isEmpty();
  }

  boolean isSeen() {
    return !services.isEmpty();
  }

  List<ServiceRecord> services() {
    return List.copyOf(services.values());
  }

  /** The configuration gives it a static address. */
  void configure(Endpoint endpoint) {
    configured = Optional.of(endpoint);
  }

  /** A command gives it a static address, which goes before the configured one, or takes it. */
  void fix(Optional<Endpoint> endpoint) {
    added = endpoint;
  }

  Optional<Endpoint> fixed() {
    return added.or(() -> configured);
  }

  /**
   * Where to dial next: what worked last, then the static address, then the records, in turns.
   *
   * <p>A false record can cost a turn, but it cannot push a working address out: one that no record
   * shows any more still has its turn, though the last.
   */
  Optional<Endpoint> nextEndpoint() {
    List<Endpoint> known = new ArrayList<>();
    fixed().ifPresent(known::add);
    services.values().forEach(service -> known.add(service.endpoint()));
    if (known.isEmpty()) {
      return Optional.empty();
    }
    lastGood.ifPresent(
        good -> {
          if (known.remove(good)) {
            known.addFirst(good);
          } else {
            known.addLast(good);
          }
        });
    return Optional.of(known.get(turns % known.size()));
  }

  void dialled(Endpoint endpoint) {
    dialled = Optional.of(endpoint);
  }

  /** Whether a change of its records may bring the next dial forward. */
  boolean mayPrompt(Instant now) {
    if (now.isBefore(noPromptBefore)) {
      return false;
    }
    noPromptBefore = now.plus(PROMPT_PAUSE);
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
    step(Rung.FRESH, 1);
  }

  void dialOpened() {
    lastGood = dialled;
    turns = 0;
  }

  void dialFailed(boolean isBusy) {
    turns++;
    climb(isBusy ? Rung.BUSY : Rung.FAILED);
  }

  /** A record that changes from now on says something of this session, which no earlier one did. */
  void sessionBegan(Instant now) {
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
    turns = 0;
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

  void record(Attempt attempt) {
    attempts.addFirst(attempt);
    if (attempts.size() > limits.attemptsPerDevice()) {
      attempts.removeLast();
    }
  }

  /** The latest first. */
  List<Attempt> attempts() {
    return List.copyOf(attempts);
  }
}
