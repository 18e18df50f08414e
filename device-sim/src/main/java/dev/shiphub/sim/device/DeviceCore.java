package dev.shiphub.sim.device;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.PinStanding;
import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.Stage;
import dev.shiphub.ship.handshake.Input;
import dev.shiphub.ship.handshake.Output;
import dev.shiphub.ship.port.DialOutcome;
import dev.shiphub.ship.port.Sighting;
import dev.shiphub.ship.port.Transport;
import dev.shiphub.ship.wire.ConnectionHello;
import dev.shiphub.ship.wire.Decoded;
import dev.shiphub.ship.wire.ShipData;
import dev.shiphub.ship.wire.ShipMessage;
import dev.shiphub.sim.quirk.OddTransport;
import dev.shiphub.sim.quirk.Quirk;
import dev.shiphub.sim.quirk.Quirks;
import dev.shiphub.sim.spine.SpineNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The behaviour of one device: inputs and the time come in; transports, dials and events are acted
 * on.
 *
 * <p>Has no thread and no clock and never blocks. Owned by the driver's thread.
 */
final class DeviceCore {
  private static final Logger LOG = LoggerFactory.getLogger(DeviceCore.class);
  private static final int MOST_LINKS = 64;

  /** Between the cut of the last connections and giving up on hearing of their end. */
  private static final Duration AFTER_CUT = Duration.ofMillis(300);

  private final DeviceSettings settings;
  private final Consumer<SimEvent> events;
  private final Consumer<DeviceInput> driver;
  private final PeerTable peers;
  private final DialPlan dials;
  private final SpineTalk talk;
  private final PinDesk pins;
  private long links;
  private int cut;

  /** When what is still open is cut; set while stopping. */
  private Optional<Instant> cutAt = Optional.empty();

  /**
   * A device before its first input.
   *
   * @param driver takes what its connections tell, from any thread
   */
  DeviceCore(
      DeviceSettings settings,
      DialPlan dials,
      Consumer<SimEvent> events,
      Consumer<DeviceInput> driver) {
    this.settings = settings;
    this.dials = dials;
    this.events = events;
    this.driver = driver;
    peers = new PeerTable(settings);
    pins = new PinDesk(events);
    talk = new SpineTalk(new SpineNode(settings.profile(), settings.serial()), events);
  }

  /** Plans the dials to peers that need not be seen first. */
  void begin(Instant now) {
    peers.all().forEach(peer -> dials.plan(peer, now));
  }

  void on(DeviceInput input, Instant now) {
    switch (input) {
      case DeviceInput.Accepted(Transport transport) -> opened(transport, now);
      case DeviceInput.DialEnded(Ski ski, var outcome) -> dialEnded(peers.of(ski), outcome, now);
      case DeviceInput.Heard(Link link, var message) -> heard(link, received(message), now);
      case DeviceInput.Alive(Link link) -> link.heard(now);
      case DeviceInput.Ended(Link link, CloseReason reason) -> ended(link, reason, now);
      case DeviceInput.Sighted(Sighting sighting) -> sighted(sighting, now);
      case DeviceInput.Trust(Ski ski, boolean isTrusted) -> trust(ski, isTrusted, now);
      case DeviceInput.EnterPin(Ski ski, var pin) -> tell(pins.entered(peers.of(ski), pin), now);
      case DeviceInput.Dial(Ski ski) -> dials.now(peers.of(ski)).ifPresent(why -> vain(ski, why));
      case DeviceInput.Ask(Ski ski) -> ask(peers.of(ski));
      case DeviceInput.Break() -> peers.links().forEach(link -> link.cut("broken on purpose"));
      case DeviceInput.Stop() -> stop(now);
    }
  }

  /** When {@link #onDeadline} has something to do. */
  Optional<Instant> deadline() {
    return Stream.concat(
            Stream.of(cutAt, talk.deadline()).flatMap(Optional::stream),
            peers.all().stream().flatMap(Peer::deadlines))
        .min(Instant::compareTo);
  }

  /** Does what is due. */
  void onDeadline(Instant now) {
    for (Peer peer : peers.all()) {
      dials.onDeadline(peer, now);
      for (Link link : List.copyOf(peer.links)) {
        if (isDue(link.deadline(), now)) {
          act(link, link.onDeadline(now), now);
        }
      }
      if (isDue(peer.judgeAt, now)) {
        judge(peer, now);
      }
    }
    talk.onDeadline(now);
    if (isDue(cutAt, now)) {
      cutRest(now);
    }
  }

  /** Whether it has stopped, or has nothing more to wait for. */
  boolean isOver() {
    boolean isIdle =
        peers.links().isEmpty() && peers.all().stream().noneMatch(peer -> peer.isDialling);
    return dials.isStopped() && (isIdle || cutAt.isEmpty());
  }

  /** How many peers are remembered. */
  int peers() {
    return peers.all().size();
  }

  /** How many connections did not close in time. */
  int cut() {
    return cut;
  }

  /** Cuts what is open; for the case that nothing else is possible. */
  void cutAll() {
    peers.links().forEach(link -> link.cut("the device has stopped"));
  }

  private void opened(Transport transport, Instant now) {
    if (dials.isStopped() || peers.links().size() >= MOST_LINKS) {
      transport.close(CloseReason.GOING_AWAY, "no place");
      return;
    }
    Peer peer = peers.of(transport.peer());
    if (settings.quirks().has(Quirk.HANGS_ON_DUPLICATE) && !peer.open().isEmpty()) {
      talk.hang();
    }
    if (settings.quirks().has(Quirk.ONE_CONNECTION) && !peers.links().isEmpty()) {
      transport.cut("there is a connection already");
      return;
    }
    Link link = new Link(++links, odd(transport), settings, now);
    peer.links.add(link);
    peer.dialAt = Optional.empty();
    events.accept(link.connected());
    link.listen(driver);
    act(link, link.on(new Input.PinTold(peer.standing), now), now);
    act(link, link.begin(peer.isTrusted, now), now);
    judge(peer, now);
  }

  private Transport odd(Transport transport) {
    Quirks quirks = settings.quirks();
    return OddTransport.isNeededFor(quirks) ? new OddTransport(transport, quirks) : transport;
  }

  private void heard(Link link, Input input, Instant now) {
    link.heard(now);
    act(link, link.on(input, now), now);
    boolean isAborted =
        input instanceof Input.Received(ConnectionHello hello)
            && hello.phase() == ConnectionHello.Phase.ABORTED;
    if (isAborted && settings.quirks().has(Quirk.EXITS_WHEN_ABORTED)) {
      stop(now);
    }
  }

  private void named(Link link, ShipId id) {
    Peer peer = peers.of(link.peer());
    LOG.debug("{}  is {}", peer.ski.brief(), id);
    Optional<ShipId> known =
        settings.quirks().text(Quirk.SHIP_ID_MISMATCH).flatMap(ShipId::parse).or(() -> peer.id);
    peer.id = known.or(() -> Optional.of(id));
    boolean isOther = known.filter(it -> !it.equals(id)).isPresent();
    if (isOther && settings.quirks().has(Quirk.SHIP_ID_MISMATCH)) {
      link.slam(CloseReason.byUs(CloseReason.SHIP_ID_MISMATCH, "SHIP id mismatch"));
    }
  }

  private void dialEnded(Peer peer, Optional<DialOutcome> outcome, Instant now) {
    peer.isDialling = false;
    if (outcome.isPresent()) {
      switch (outcome.get()) {
        case DialOutcome.Opened(Transport transport) -> opened(transport, now);
        case DialOutcome.Failed failed -> vain(peer.ski, failed.words());
      }
    }
    dials.plan(peer, now);
  }

  private void vain(Ski ski, String why) {
    events.accept(new SimEvent.DialFailed(ski, why));
  }

  private void ended(Link link, CloseReason reason, Instant now) {
    act(link, link.on(new Input.PeerGone(reason), now), now);
    Peer peer = peers.of(link.peer());
    peer.links.remove(link);
    talk.forget(link);
    events.accept(
        new SimEvent.Disconnected(peer.ski, link.number(), link.reached(), reason, link.words()));
    judge(peer, now);
    dials.plan(peer, now);
  }

  private void sighted(Sighting sighting, Instant now) {
    switch (sighting) {
      case Sighting.Seen(var service) when service.ski().equals(settings.ski()) -> {}
      case Sighting.Seen(var service) -> {
        Peer peer = peers.of(service.ski());
        peer.seen = Optional.of(service);
        dials.plan(peer, now);
      }
      case Sighting.Gone(Ski ski, String instance) ->
          peers
              .find(ski)
              .filter(peer -> peer.seen.filter(it -> it.instance().equals(instance)).isPresent())
              .ifPresent(peer -> dials.forget(peer, now));
      case Sighting.NetworkChanged() -> {}
      case Sighting.Rejected(String instance, String why) ->
          LOG.debug("{}: no SHIP service: {}", instance, why);
    }
  }

  private void trust(Ski ski, boolean isTrusted, Instant now) {
    Peer peer = peers.of(ski);
    peer.isTrusted = isTrusted;
    if (!isTrusted) {
      peer.standing = PinStanding.FRESH;
    }
    Input word = isTrusted ? new Input.TrustGranted() : new Input.TrustDenied();
    for (Link link : List.copyOf(peer.links)) {
      act(link, link.on(word, now), now);
    }
    if (isTrusted) {
      dials.encourage(peer, now);
    } else {
      dials.callOff(peer);
    }
  }

  private void stop(Instant now) {
    if (dials.isStopped()) {
      return;
    }
    cutAt = Optional.of(now.plus(settings.times().farewell()));
    dials.stop(peers.all());
    CloseReason reason = CloseReason.byUs(CloseReason.GOING_AWAY, "the device stops");
    peers.links().forEach(link -> act(link, link.close(reason, now), now));
  }

  /** First cuts what is left; the next time, nobody waits any more. */
  private void cutRest(Instant now) {
    boolean isFirst = cut == 0 && !peers.links().isEmpty();
    if (isFirst) {
      cut = peers.links().size();
      peers.links().forEach(link -> link.cut("the device stops"));
    }
    cutAt = isFirst ? Optional.of(now.plus(AFTER_CUT)) : Optional.empty();
  }

  private void act(Link link, List<Output> outputs, Instant now) {
    for (Output output : outputs) {
      switch (output) {
        case Output.AskTrust() ->
            events.accept(new SimEvent.TrustRequested(link.peer(), link.number()));
        case Output.AskPin asked -> tell(pins.asked(peers.of(link.peer()), link, asked), now);
        case Output.PinJudged(boolean isRight) -> pins.judged(peers.of(link.peer()), link, isRight);
        case Output.PinEntered(boolean isRight) ->
            tell(pins.tried(peers.of(link.peer()), link, isRight, now), now);
        case Output.Completed() -> completed(link);
        case Output.Deliver(ShipData data) -> talk.hear(link, data, now);
        case Output.RemovedByPeer() -> peers.of(link.peer()).hasRemovedUs = true;
        case Output.PeerNamed(ShipId id) -> named(link, id);
        case Output.Send _, Output.Close _, Output.Remark _ ->
            throw new IllegalStateException("a link does this itself: " + output);
      }
    }
  }

  private void tell(List<PinDesk.Word> words, Instant now) {
    words.forEach(word -> act(word.link(), word.link().on(word.input(), now), now));
  }

  private void completed(Link link) {
    Peer peer = peers.of(link.peer());
    peer.attempts = 0;
    peer.hasRemovedUs = false;
    events.accept(new SimEvent.DataExchange(link.peer(), link.number()));
    talk.begin(link);
  }

  private void ask(Peer peer) {
    List<Link> ready = peer.open().stream().filter(link -> link.reached() == Stage.DATA).toList();
    if (ready.isEmpty()) {
      events.accept(new SimEvent.NotAsked(peer.ski));
    } else {
      talk.begin(ready.getLast());
    }
  }

  private void judge(Peer peer, Instant now) {
    List<Link> open = peer.open();
    PeerRule.Verdict verdict =
        settings
            .rule()
            .judge(
                new PeerRule.Situation(
                    settings.ski().isBiggerThan(peer.ski),
                    open.stream().map(Link::facts).toList(),
                    now));
    peer.judgeAt = verdict.again();
    open.stream()
        .filter(link -> verdict.toClose().contains(link.number()))
        .forEach(link -> act(link, link.end(verdict.ending(), now), now));
  }

  private static Input received(Decoded<ShipMessage> message) {
    return switch (message) {
      case Decoded.Ok<ShipMessage>(ShipMessage it) -> new Input.Received(it);
      case Decoded.Malformed<ShipMessage>(String what, _) -> new Input.Unreadable(what);
      case Decoded.Skippable<ShipMessage>(String what, _) -> new Input.Skippable(what);
    };
  }

  private static boolean isDue(Optional<Instant> deadline, Instant now) {
    return deadline.filter(at -> !at.isAfter(now)).isPresent();
  }
}
