package dev.shiphub.hub.core;

import static dev.shiphub.hub.core.Fixtures.OWN;
import static dev.shiphub.hub.core.Fixtures.START;
import static dev.shiphub.hub.core.Fixtures.service;
import static dev.shiphub.hub.core.Fixtures.trust;

import dev.shiphub.ship.Ski;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Drives a core in virtual time; the disk answers at once unless a test says otherwise. */
final class CoreDriver {
  final HubCore core;
  final List<HubEffect> effects = new ArrayList<>();
  final NoticeGrammar grammar = new NoticeGrammar();
  Instant now = START;
  boolean isDiskBroken;
  boolean isDiskSlow;
  private long commands;

  CoreDriver(Limits limits, long seed, Ski... trusted) {
    this(limits, seed, List.of(), trusted);
  }

  CoreDriver(Limits limits, long seed, List<StaticPeer> configured, Ski... trusted) {
    this(DoubleConnectionRule.EVIDENCE, limits, seed, configured, storedTrust(trusted));
  }

  private CoreDriver(
      DoubleConnectionRule rule,
      Limits limits,
      long seed,
      List<StaticPeer> configured,
      StoredState stored) {
    core =
        new HubCore(OWN, rule, limits, Duration.ofSeconds(5), stored, new SplittableRandom(seed));
    take(core.start(configured, now));
  }

  static CoreDriver trusting(Ski... trusted) {
    return new CoreDriver(Limits.DEFAULT, 1, trusted);
  }

  /** A hub that has begun to dial this device. */
  static CoreDriver dialling(Ski device) {
    return trusting(device).on(new HubEvent.ServiceSeen(service(device))).waits(1);
  }

  /**
   * A hub that has dialled this device and is in data exchange with it; what led there is
   * forgotten.
   */
  static CoreDriver connected(Connection connection) {
    return dialling(connection.peer()).connects(connection).forget();
  }

  private static StoredState storedTrust(Ski... trusted) {
    return new StoredState(Arrays.stream(trusted).map(Fixtures::trust).toList(), List.of());
  }

  /** A hub that finds these records at its start. */
  static CoreDriver stored(TrustRecord... trusted) {
    return stored(new StoredState(List.of(trusted), List.of()));
  }

  /** A hub that finds all this at its start. */
  static CoreDriver stored(StoredState stored) {
    return new CoreDriver(DoubleConnectionRule.EVIDENCE, Limits.DEFAULT, 1, List.of(), stored);
  }

  /** A hub that arbitrates in another way. */
  static CoreDriver ruledBy(DoubleConnectionRule rule, Ski... trusted) {
    return new CoreDriver(rule, Limits.DEFAULT, 1, List.of(), storedTrust(trusted));
  }

  CoreDriver on(HubEvent event) {
    take(core.on(event, now));
    return this;
  }

  long ask(Request request) {
    commands++;
    on(new HubEvent.Asked(commands, "the user", request));
    return commands;
  }

  /** A hub whose user wants to hear of strangers. */
  CoreDriver opensWindow() {
    ask(new Request.OpenWindow(Request.OpenWindow.LONGEST, false));
    return this;
  }

  void pair(Ski ski) {
    ask(new Request.Pair(ski, trust(ski).origin(), START));
  }

  /** Lets time pass, with every deadline on the way; one that stays due would spin the loop. */
  CoreDriver waits(Duration time) {
    Instant until = now.plus(time);
    Optional<Instant> due = core.deadline();
    while (due.isPresent() && !due.get().isAfter(until)) {
      now = due.get().isAfter(now) ? due.get() : now;
      take(core.onDeadline(now));
      due = core.deadline();
      if (due.filter(next -> !next.isAfter(now)).isPresent()) {
        throw new IllegalStateException("still due after it was done: " + due.get());
      }
    }
    now = until;
    return this;
  }

  CoreDriver waits(int seconds) {
    return waits(Duration.ofSeconds(seconds));
  }

  /** The connection opens and reaches data exchange. */
  CoreDriver connects(Connection connection) {
    return on(new HubEvent.Opened(connection))
        .on(new HubEvent.FirstMessage(connection))
        .on(new HubEvent.HandshakeCompleted(connection));
  }

  private void take(List<HubEffect> taken) {
    for (HubEffect effect : taken) {
      effects.add(effect);
      switch (effect) {
        case HubEffect.Notify(Notice notice) -> grammar.hear(notice);
        case HubEffect.Save(long version, _, _) when !isDiskSlow ->
            take(
                core.on(
                    isDiskBroken
                        ? new HubEvent.SaveFailed(version, "disk full")
                        : new HubEvent.Saved(version),
                    now));
        default -> {}
      }
    }
  }

  CoreDriver forget() {
    effects.clear();
    return this;
  }

  <T extends HubEffect> List<T> all(Class<T> type) {
    return effects.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** The devices that were dialled, in order. */
  List<Ski> dialled() {
    return all(HubEffect.Dial.class).stream().map(HubEffect.Dial::ski).toList();
  }

  boolean has(HubEffect effect) {
    return effects.contains(effect);
  }

  List<String> notices() {
    return all(HubEffect.Notify.class).stream()
        .map(HubEffect.Notify::notice)
        .map(notice -> notice.type().label() + notice.session().map(id -> " " + id).orElse(""))
        .toList();
  }

  /** What was said of the last notice of that kind. */
  String causeOf(NoticeType type) {
    return all(HubEffect.Notify.class).stream()
        .map(HubEffect.Notify::notice)
        .filter(notice -> notice.type() == type)
        .map(Notice::cause)
        .toList()
        .getLast();
  }

  boolean isAnswered(long command) {
    return all(HubEffect.Reply.class).stream().anyMatch(reply -> reply.command() == command);
  }

  Answer answer(long command) {
    return all(HubEffect.Reply.class).stream()
        .filter(reply -> reply.command() == command)
        .map(HubEffect.Reply::answer)
        .findFirst()
        .orElseThrow();
  }

  HubSnapshot snapshot() {
    return ((Answer.Picture) answer(ask(new Request.Look()))).snapshot();
  }

  HubSnapshot.Device device(Ski ski) {
    return snapshot().devices().stream()
        .filter(device -> device.ski().equals(ski))
        .findFirst()
        .orElseThrow();
  }
}
