package dev.shiphub.hub.session;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.Stage;
import dev.shiphub.ship.Trouble;
import dev.shiphub.ship.handshake.Handshake;
import dev.shiphub.ship.handshake.Input;
import dev.shiphub.ship.handshake.Output;
import dev.shiphub.ship.handshake.Party;
import dev.shiphub.ship.handshake.Phase;
import dev.shiphub.ship.port.SendOutcome;
import dev.shiphub.ship.port.Transport;
import dev.shiphub.ship.wire.ConnectionClose;
import dev.shiphub.ship.wire.Decoded;
import dev.shiphub.ship.wire.Encoded;
import dev.shiphub.ship.wire.MessageCodec;
import dev.shiphub.ship.wire.ShipData;
import dev.shiphub.ship.wire.ShipMessage;
import dev.shiphub.ship.wire.WireLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * One connection, from its opening to its end: owns the transport, runs the handshake and then the
 * data exchange.
 *
 * <p>Stepped: has no thread and no clock of its own, and never waits for the socket. Waits for the
 * hub's word to start or to close. Not thread-safe; runs in its {@link SessionPump}.
 */
public final class Session {
  private static final Logger LOG = LoggerFactory.getLogger(Session.class);

  /** A peer waits for our first message, so it has little to say before. */
  private static final int MOST_EARLY = 8;

  static final MessageCodec CODEC = new MessageCodec(WireLimits.USUAL);

  private final Transport transport;
  private final SessionRules rules;
  private final Predicate<SessionReport> reports;
  private final StageWatch watch;
  private final Handshake handshake;
  private final Liveness liveness;
  private final Renewal renewal;
  private final Diagnosis diagnosis = new Diagnosis();
  private final List<Decoded<ShipMessage>> early = new ArrayList<>();
  private final List<ShipData> held = new ArrayList<>();
  private volatile SessionFigures figures;

  private int heldOctets;
  private Stage reached = Stage.OPEN;
  private Instant reachedAt;
  private Optional<String> why = Optional.empty();
  private boolean isStarted;
  private boolean isTrusted;
  private boolean hasHeardMessage;
  private boolean isBound;
  private boolean isDeaf;
  private boolean isRemoval;
  private volatile boolean isOver;

  /**
   * A session that waits for the hub's word.
   *
   * @param reports gets the reports, in this session's thread; says false if a report of data
   *     cannot be taken, which ends the session
   */
  public Session(
      Transport transport, SessionRules rules, Predicate<SessionReport> reports, Instant now) {
    this(transport, rules, reports, StageWatch.NOBODY, now);
  }

  /** The same, and somebody hears how long its handshake takes. */
  public Session(
      Transport transport,
      SessionRules rules,
      Predicate<SessionReport> reports,
      StageWatch watch,
      Instant now) {
    this.transport = transport;
    this.rules = rules;
    this.reports = reports;
    this.watch = watch;
    reachedAt = now;
    handshake =
        new Handshake(
            new Party(transport.role(), rules.id(), rules.times())
                .demanding(rules.pin())
                .asking(rules.isAsking()));
    liveness = new Liveness(rules.ping(), rules.pong(), now);
    renewal = new Renewal(rules.lifetime());
    figures = SessionFigures.fresh(now);
  }

  /** Takes one input. */
  public void on(SessionInput input, Instant now) {
    if (isOver) {
      refuse(input);
      return;
    }
    switch (input) {
      case SessionInput.Start(boolean isFriend) -> start(isFriend, now);
      case SessionInput.Trust(boolean isGranted) -> {
        isTrusted = isGranted;
        step(isGranted ? new Input.TrustGranted() : new Input.TrustDenied(), now);
      }
      case SessionInput.GivePin(var pin) -> step(new Input.PinGiven(pin), now);
      case SessionInput.TellPin(var standing) -> step(new Input.PinTold(standing), now);
      case SessionInput.Bind() -> bind(now);
      case SessionInput.Probe(var within) -> {
        transport.ping();
        liveness.probe(within, now);
      }
      case SessionInput.Close(CloseReason reason, boolean removal) ->
          step(new Input.CloseWanted(announced(removal), reason), now);
      case SessionInput.Send send -> send(send, now);
      case SessionInput.Message(Decoded<ShipMessage> message, int octets) -> {
        heard(now);
        if (isTooMuch(message, octets)) {
          giveUp("more data than can be kept before the connection is settled", now);
        } else {
          message(message, now);
        }
      }
      case SessionInput.SignOfLife() -> heard(now);
      case SessionInput.Gone(CloseReason reason) -> gone(reason, now);
    }
  }

  /** Does what is due. */
  public void onDeadline(Instant now) {
    if (isOver) {
      return;
    }
    step(new Input.DeadlineReached(), now);
    if (liveness.isProbeOver(now)) {
      report(new SessionReport.Probed(false));
    }
    if (renewal.isDue(now)) {
      LOG.info(
          "{}  the connection is old or idle, another one is wanted", transport.peer().brief());
      report(new SessionReport.RenewalDue());
    }
    switch (liveness.due(now)) {
      case NOTHING -> {}
      case PING -> transport.ping();
      case GIVE_UP -> {
        diagnosis.found(Trouble.SILENT);
        why = Optional.of("silent for " + liveness.silence().toSeconds() + " s");
        transport.cut(why.get());
      }
    }
  }

  /** When {@link #onDeadline} has something to do. */
  public Instant deadline() {
    return Stream.of(handshake.deadline(), renewal.deadline())
        .flatMap(Optional::stream)
        .reduce(liveness.deadline(), (one, other) -> one.isBefore(other) ? one : other);
  }

  /** Whether the end has been reported. Any thread. */
  public boolean isOver() {
    return isOver;
  }

  /** How the connection has been used. Any thread. */
  public SessionFigures figures() {
    return figures;
  }

  private static ConnectionClose.Reason announced(boolean removal) {
    return removal ? ConnectionClose.Reason.REMOVED_CONNECTION : ConnectionClose.Reason.UNSPECIFIC;
  }

  private void heard(Instant now) {
    figures = figures.heard(now);
    if (liveness.heard(now)) {
      report(new SessionReport.Probed(true));
    }
  }

  /** A client may speak before the hub has admitted it. */
  private void start(boolean isFriend, Instant now) {
    isStarted = true;
    isTrusted = isFriend;
    act(handshake.begin(isFriend, now), now);
    List<Decoded<ShipMessage>> waiting = List.copyOf(early);
    early.clear();
    waiting.forEach(message -> message(message, now));
  }

  private void message(Decoded<ShipMessage> message, Instant now) {
    if (isStarted) {
      step(received(message), now);
    } else if (early.size() < MOST_EARLY) {
      early.add(message);
    } else {
      giveUp("too many messages before the connection was admitted", now);
    }
  }

  private Input received(Decoded<ShipMessage> received) {
    if (!hasHeardMessage) {
      hasHeardMessage = true;
      report(new SessionReport.FirstMessage());
    }
    return switch (received) {
      case Decoded.Ok<ShipMessage>(ShipMessage message) -> new Input.Received(message);
      case Decoded.Malformed<ShipMessage>(String what, _) -> new Input.Unreadable(what);
      case Decoded.Skippable<ShipMessage>(String what, _) -> new Input.Skippable(what);
    };
  }

  private void step(Input input, Instant now) {
    Phase before = handshake.phase();
    List<Output> outputs = handshake.on(input, now);
    diagnosis.stepped(before, input, handshake.phase());
    act(outputs, now);
  }

  private void act(List<Output> outputs, Instant now) {
    note(now);
    for (Output output : outputs) {
      switch (output) {
        case Output.Send(ShipMessage message) -> transmit(message);
        case Output.AskTrust() -> report(new SessionReport.TrustAsked());
        case Output.AskPin(boolean isRequired, boolean isBusy) ->
            report(new SessionReport.PinAsked(isRequired, isBusy));
        case Output.PinJudged(boolean isRight) -> report(new SessionReport.PinJudged(isRight));
        case Output.PinEntered(boolean isRight) -> report(new SessionReport.PinEntered(isRight));
        case Output.Completed() -> report(new SessionReport.Completed());
        case Output.PeerNamed(ShipId id) -> report(new SessionReport.PeerNamed(id));
        case Output.Deliver(ShipData data) -> receive(data, now);
        case Output.RemovedByPeer() -> isRemoval = true;
        case Output.Remark(String words) -> LOG.debug("{}  {}", transport.peer().brief(), words);
        case Output.Close(CloseReason reason, String words) -> {
          why = why.or(() -> Optional.of(words));
          transport.close(reason.code(), reason.phrase());
        }
      }
    }
  }

  /** One line for every transition. */
  private void note(Instant now) {
    String phase = handshake.phase().label();
    if (!phase.equals(figures.phase())) {
      // Strangers can come as often as they like; the hub tells of them, within bounds.
      LOG.atLevel(isTrusted ? Level.INFO : Level.DEBUG)
          .log("{}  {} -> {}", transport.peer().brief(), figures.phase(), phase);
      figures = figures.in(phase, now);
      handshake
          .phase()
          .stage()
          .filter(stage -> stage.compareTo(reached) > 0)
          .ifPresent(stage -> reach(stage, now));
    }
  }

  private void reach(Stage stage, Instant now) {
    watch.passed(reached, Duration.between(reachedAt, now));
    reached = stage;
    reachedAt = now;
    if (stage == Stage.PIN) {
      // Hello is done, so the peer is trusted; it may send data once it knows our PIN state.
      transport.expectData();
    }
  }

  /** A message of the handshake; if it cannot be sent, the connection ends and that is reported. */
  private void transmit(ShipMessage message) {
    switch (CODEC.encode(message)) {
      case Encoded.Ready ready -> transport.send(ready.octets(), _ -> {});
      case Encoded.TooLong tooLong ->
          throw new IllegalStateException("a handshake message of " + tooLong.length() + " octets");
    }
  }

  private void bind(Instant now) {
    isBound = true;
    renewal.begin(now);
    List<ShipData> waiting = List.copyOf(held);
    held.clear();
    waiting.forEach(this::deliver);
  }

  private void receive(ShipData data, Instant now) {
    figures = figures.oneReceived(now);
    renewal.used(now);
    if (isBound) {
      deliver(data);
      return;
    }
    held.add(data);
  }

  /**
   * Until the connection is bound, a message of any length is kept beyond the bound, but no more.
   */
  private boolean isTooMuch(Decoded<ShipMessage> message, int octets) {
    if (isBound || !(message instanceof Decoded.Ok<ShipMessage>(ShipData _))) {
      return false;
    }
    boolean isOver = heldOctets > rules.mostHeld();
    heldOctets += octets;
    return isOver;
  }

  /** After a message that nobody could take none may follow, or the gap would not be seen. */
  private void deliver(ShipData data) {
    if (isDeaf) {
      return;
    }
    isDeaf = !reports.test(new SessionReport.Received(data));
    if (isDeaf) {
      diagnosis.found(Trouble.OVERRUN);
      why = why.or(() -> Optional.of("the application does not keep up with the data"));
      transport.close(CloseReason.POLICY, "too much data");
    }
  }

  private void giveUp(String words, Instant now) {
    diagnosis.found(Trouble.VIOLATION);
    CloseReason reason = CloseReason.byUs(CloseReason.POLICY, words);
    step(new Input.CloseWanted(ConnectionClose.Reason.UNSPECIFIC, reason), now);
  }

  private void send(SessionInput.Send send, Instant now) {
    if (!handshake.isInDataExchange()) {
      send.done().accept(new SendOutcome.Failed("the device is not in data exchange"));
      return;
    }
    switch (CODEC.encode(send.data())) {
      case Encoded.Ready ready -> {
        figures = figures.oneSent(now);
        renewal.used(now);
        transport.send(ready.octets(), send.done());
      }
      case Encoded.TooLong tooLong ->
          send.done()
              .accept(
                  new SendOutcome.Failed(
                      tooLong.length() + " octets; a device takes at most " + tooLong.most()));
    }
  }

  private void gone(CloseReason reason, Instant now) {
    try {
      step(new Input.PeerGone(reason), now);
    } finally {
      isOver = true;
      Trouble trouble = diagnosis.of(reason);
      report(new SessionReport.Ended(reached, reason, trouble, words(reason), isRemoval));
    }
  }

  /** Our own words say more than the code that came back for them. */
  private String words(CloseReason reason) {
    return why.filter(_ -> reason.origin() != CloseReason.Origin.PEER).orElse(reason.toString());
  }

  /** Nothing comes of this input any more; whoever waits for its outcome is told. */
  static void refuse(SessionInput input) {
    if (input instanceof SessionInput.Send(_, Consumer<SendOutcome> done)) {
      done.accept(new SendOutcome.Failed("the connection has ended"));
    }
  }

  private void report(SessionReport report) {
    boolean isTaken = reports.test(report);
    if (!isTaken) {
      LOG.debug("{}  nobody hears {}", transport.peer().brief(), report);
    }
  }
}
