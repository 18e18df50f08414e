package dev.shiphub.hub.core;

import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.discovery.ServiceRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * All decisions of the hub: a function of events and time.
 *
 * <p>One exhaustive switch lists everything that can happen; what is to be done comes back as
 * effects. Only routes, to {@link Dialling}, {@link Admission}, {@link Prompts}, {@link Pairing}
 * and {@link Pins}. Knows no thread, socket or clock. Owned by the loop's thread.
 */
public final class HubCore {
  private final HubState state;
  private final Duration stopTimeout;
  private final Dialling dialling;
  private final Admission admission;
  private final Prompts prompts;
  private final Pairing pairing;
  private final Pins pins;

  /**
   * A hub that has not started.
   *
   * @param own our SKI
   * @param stopTimeout how long a stop may take before connections are cut
   * @param stored what the last run has saved
   * @param random draws the delays
   */
  public HubCore(
      Ski own,
      DoubleConnectionRule rule,
      Limits limits,
      Duration stopTimeout,
      StoredState stored,
      RandomGenerator random) {
    ConnectionRegistry registry =
        new ConnectionRegistry(rule, limits.pairedDevices(), limits.strangers());
    state =
        new HubState(
            own,
            limits,
            new PeerBook(limits),
            new RecordBook(stored),
            new Slots(own, registry),
            new SessionBook(limits.handover()),
            new DialScheduler(),
            new PairingDesk(limits.strangerWait()),
            new PairingWindow(),
            new PinBook(),
            new Stopping(),
            new StrangerNotices(limits.strangerNotices()),
            new Outbox());
    this.stopTimeout = stopTimeout;
    dialling = new Dialling(state, rule, new DelayLadder(random));
    pins = new Pins(state);
    admission = new Admission(state, dialling, pins);
    prompts = new Prompts(state);
    pairing = new Pairing(state, dialling, admission, pins, prompts);
  }

  /**
   * Starts: devices with a static address are dialled, the others when they are seen.
   *
   * @param configured static peers of the configuration, beside those of the records
   */
  public List<HubEffect> start(List<StaticPeer> configured, Instant now) {
    state.out().notice(Notice.ofHub(NoticeType.HUB_STARTED, "SKI " + state.own().grouped()));
    StoredState stored = state.records().intended();
    pins.load(stored, now);
    stored.trusted().forEach(trusted -> state.peer(trusted.ski()).history().away(now));
    configured.forEach(fixed -> state.peer(fixed.ski()).where().configure(fixed.endpoint()));
    stored
        .peers()
        .forEach(fixed -> state.peer(fixed.ski()).where().fix(Optional.of(fixed.endpoint())));
    Stream.concat(configured.stream(), stored.peers().stream())
        .forEach(fixed -> dialling.replan(fixed.ski(), now));
    return taken(now);
  }

  /** Takes one event; returns what is to be done, in this order. */
  public List<HubEffect> on(HubEvent event, Instant now) {
    switch (event) {
      case HubEvent.ServiceSeen(ServiceRecord service) -> {
        if (dialling.seen(service, now)) {
          admission.check(service.ski());
        }
      }
      case HubEvent.ServiceGone(Ski ski, String instance) -> dialling.gone(ski, instance, now);
      case HubEvent.NetworkChanged() -> admission.checkAll();
      case HubEvent.Opened(Connection connection) -> admission.opened(connection, now);
      case HubEvent.DialFailed failed -> dialling.failed(failed, now);
      case HubEvent.DialYielded(Ski ski) -> dialling.yielded(ski, now);
      case HubEvent.PeerAuthenticated(Ski ski) -> dialling.authenticated(ski);
      case HubEvent.FirstMessage(Connection connection) -> admission.heard(connection, now);
      case HubEvent.ProbeResult(Connection connection, boolean isAlive) ->
          admission.probed(connection, isAlive, now);
      case HubEvent.TrustAsked(Connection connection) -> prompts.trustAsked(connection, now);
      case HubEvent.PinAsked asked -> pins.asked(asked, now);
      case HubEvent.PinJudged(Connection connection, boolean isRight) ->
          pins.judged(connection, isRight, now);
      case HubEvent.PinEntered(Connection connection, boolean isRight) ->
          pins.entered(connection, isRight, now);
      case HubEvent.HandshakeCompleted(Connection connection) ->
          admission.completed(connection, now);
      case HubEvent.RenewalDue(Connection connection) -> admission.renew(connection, now);
      case HubEvent.PeerNamed(Connection connection, ShipId id) ->
          pairing.named(connection.peer(), id);
      case HubEvent.Closed closed -> admission.closed(closed, now);
      case HubEvent.Saved(long version) ->
          state.records().saved(version).forEach(entry -> pairing.saved(entry, now));
      case HubEvent.SaveFailed(long version, String why) ->
          state.records().failed(version, now).forEach(entry -> pairing.saveFailed(entry, why));
      case HubEvent.Asked asked -> asked(asked, now);
      case HubEvent.StopRequested() -> stop(now);
    }
    return taken(now);
  }

  /** Does what is due; without anything due it does nothing. */
  public List<HubEffect> onDeadline(Instant now) {
    admission.due(now);
    state.out().notices(state.sessions().due(now));
    prompts.due(now);
    dialling.due(now);
    state.records().due(now);
    if (state.stopping().isCutDue(now)) {
      for (Connection left : state.slots().lives()) {
        state.out().add(new HubEffect.Cut(left, "cut, it did not end in time"));
      }
    }
    return taken(now);
  }

  /** When {@link #onDeadline} has something to do. */
  public Optional<Instant> deadline() {
    if (state.stopping().hasBegun()) {
      return state.stopping().deadline();
    }
    return Stream.of(
            state.sessions().deadline(),
            state.slots().deadline(),
            state.desk().deadline(),
            state.window().deadline(),
            state.dials().deadline(),
            state.records().deadline())
        .flatMap(Optional::stream)
        .min(Instant::compareTo);
  }

  private void asked(HubEvent.Asked asked, Instant now) {
    if (state.stopping().hasBegun() && !(asked.request() instanceof Request.Look)) {
      state.out().refuse(asked.command(), Answer.Kind.STOPPING, Refusal.CLOSED.words());
    } else {
      pairing.asked(asked, now);
    }
  }

  private void stop(Instant now) {
    if (!state.stopping().begin(now.plus(stopTimeout))) {
      return;
    }
    state.out().notice(Notice.ofHub(NoticeType.HUB_STOPPING, ""));
    state.records().hurry();
    pins.save(now);
    state.dials().close();
    state.dials().underWay().forEach(ski -> state.out().add(new HubEffect.CancelDial(ski)));
    prompts.stop();
    admission.close();
  }

  private List<HubEffect> taken(Instant now) {
    state.records().next().ifPresent(state.out()::add);
    state.stopping().finish(state.isDrained(), now).ifPresent(this::finish);
    checkInvariants();
    return state.out().take();
  }

  private void finish(HubEffect.Finish finish) {
    String cause = finish.isClean() ? "" : "some connections had to be cut";
    state.out().notice(Notice.ofHub(NoticeType.HUB_STOPPED, cause));
    state.out().add(finish);
  }

  /** A broken invariant is our bug, and stops the hub loudly. */
  private void checkInvariants() {
    for (Connection connection : state.slots().lives()) {
      Optional<Connection> session = state.sessions().running(connection.peer());
      if (session.isPresent() && !state.slots().isOwner(session.get())) {
        throw new IllegalStateException("a session without its slot: " + session.get());
      }
    }
  }
}
