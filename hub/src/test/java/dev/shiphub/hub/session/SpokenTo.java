package dev.shiphub.hub.session;

import dev.shiphub.hub.adapter.spine.SpineSender;
import dev.shiphub.hub.core.Answer;
import dev.shiphub.hub.core.ConnectionId;
import dev.shiphub.hub.core.Notice;
import dev.shiphub.hub.core.NoticeType;
import dev.shiphub.hub.core.Request;
import dev.shiphub.hub.port.HubControl;
import dev.shiphub.hub.port.PublishedNotice;
import dev.shiphub.hub.spine.OwnDevice;
import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Role;
import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.handshake.HandshakeTimes;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.port.SendOutcome;
import dev.shiphub.ship.wire.ShipData;
import dev.shiphub.ship.wire.ShipMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/**
 * A device that is spoken to, octet by octet: our session with our SPINE node behind it, in virtual
 * time. What the hub's loop carries between the two arrives at once.
 */
final class SpokenTo implements HubControl {
  static final String ID = "hub";
  private static final ConnectionId CONNECTION = new ConnectionId(1);
  final FakeTransport transport;
  private final SpineSender spine =
      new SpineSender(new OwnDevice("d:_n:hub", "brand", "model", "serial", "0.1"));
  private final Deque<SessionReport> reports = new ArrayDeque<>();
  private final Session session;
  private Optional<SessionReport.Ended> ended = Optional.empty();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  /** In this role, trusting the peer, asking for access methods or not. */
  SpokenTo(Role role, boolean isAsking) {
    this(role, isAsking, true);
  }

  /** One that has yet to be told whether the peer is trusted. */
  static SpokenTo undecided(Role role) {
    return new SpokenTo(role, true, false);
  }

  private SpokenTo(Role role, boolean isAsking, boolean isTrusting) {
    transport = new FakeTransport(role);
    SessionRules rules =
        new SessionRules(
            new ShipId(ID),
            HandshakeTimes.DEFAULT,
            Duration.ofSeconds(50),
            Duration.ofSeconds(10),
            Optional.empty(),
            isAsking,
            Lifetime.UNLIMITED,
            64 * 1_024);
    session = new Session(transport, rules, reports::add, now);
    spine.use(this);
    on(new SessionInput.Start(isTrusting));
  }

  /**
   * It hears the whole handshake of a peer that is ready and wants no PIN.
   *
   * @param spelling how that peer writes its JSON
   */
  SpokenTo hearsHandshake(UnaryOperator<String> spelling) {
    hears(0, "\0");
    hears(1, spelling.apply("{\"connectionHello\":[{\"phase\":\"ready\"},{\"waiting\":60000}]}"));
    if (transport.role == Role.SERVER) {
      hears(1, spelling.apply(protocol("announceMax")));
    }
    hears(1, spelling.apply(protocol("select")));
    return hears(1, spelling.apply("{\"connectionPinState\":[{\"pinState\":\"none\"}]}"));
  }

  private static String protocol(String type) {
    return "{\"messageProtocolHandshake\":[{\"handshakeType\":\""
        + type
        + "\"},{\"version\":[{\"major\":1},{\"minor\":0}]},"
        + "{\"formats\":[{\"format\":[\"JSON-UTF8\"]}]}]}";
  }

  /** Its connection ends, by the peer. */
  SpokenTo loses(int code, String phrase) {
    on(new SessionInput.Gone(CloseReason.byPeer(code, phrase)));
    return this;
  }

  /** The user says yes. */
  SpokenTo trusts() {
    on(new SessionInput.Trust(true));
    return this;
  }

  Optional<SessionReport.Ended> ended() {
    return ended;
  }

  /** It hears a message. */
  SpokenTo hears(int type, String json) {
    byte[] octets = ("x" + json).getBytes(StandardCharsets.UTF_8);
    octets[0] = (byte) type;
    on(new SessionInput.Message(Session.CODEC.decode(octets), octets.length));
    return this;
  }

  /** Time passes; pings are answered at once. */
  SpokenTo waits(Duration time) {
    Instant until = now.plus(time);
    while (transport.isOpen() && !session.deadline().isAfter(until)) {
      now = session.deadline();
      int pings = transport.pings;
      session.onDeadline(now);
      carry();
      if (transport.pings > pings) {
        on(new SessionInput.SignOfLife());
      }
    }
    now = until;
    return this;
  }

  SpokenTo forget() {
    transport.sent.clear();
    return this;
  }

  List<ShipMessage> sent() {
    return transport.sent;
  }

  private void on(SessionInput input) {
    session.on(input, now);
    carry();
  }

  /** What the core does with the reports of a connection that owns its slot. */
  private void carry() {
    while (!reports.isEmpty()) {
      switch (reports.remove()) {
        case SessionReport.Completed() -> {
          spine.onNotice(sessionStarted());
          session.on(new SessionInput.Bind(), now);
        }
        case SessionReport.Received(ShipData data) ->
            spine.onData(transport.peer(), CONNECTION, data.payload());
        case SessionReport.Ended end -> ended = Optional.of(end);
        case SessionReport _ -> {}
      }
    }
  }

  private PublishedNotice sessionStarted() {
    Notice notice =
        new Notice(
            NoticeType.SESSION_STARTED, Optional.of(transport.peer()), Optional.of(CONNECTION), "");
    return new PublishedNotice(1, now, 0, notice);
  }

  @Override
  public CompletableFuture<SendOutcome> send(Ski ski, JsonObject payload) {
    CompletableFuture<SendOutcome> outcome = new CompletableFuture<>();
    on(new SessionInput.Send(new ShipData(ShipData.SPINE, payload), outcome::complete));
    return outcome;
  }

  @Override
  public CompletableFuture<Answer> ask(Request request, String by) {
    throw new AssertionError("nobody asks here: " + request);
  }

  @Override
  public Optional<SessionFigures> figures(ConnectionId connection) {
    return Optional.of(session.figures());
  }

  @Override
  public List<String> discoveryReport() {
    return List.of();
  }
}
