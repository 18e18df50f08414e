package dev.shiphub.sim.device;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Role;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.Stage;
import dev.shiphub.ship.handshake.Handshake;
import dev.shiphub.ship.handshake.Input;
import dev.shiphub.ship.handshake.Output;
import dev.shiphub.ship.handshake.Party;
import dev.shiphub.ship.handshake.Phase;
import dev.shiphub.ship.port.Transport;
import dev.shiphub.ship.wire.ConnectionClose;
import dev.shiphub.ship.wire.Encoded;
import dev.shiphub.ship.wire.MessageCodec;
import dev.shiphub.ship.wire.ShipMessage;
import dev.shiphub.ship.wire.WireLimits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection: drives the handshake over the transport, and watches whether the peer lives.
 *
 * <p>What concerns more than this connection is handed back. Owned by the driver's thread.
 */
final class Link {
  static final MessageCodec CODEC = new MessageCodec(WireLimits.USUAL);

  private static final Logger LOG = LoggerFactory.getLogger(Link.class);

  private final long number;
  private final Transport transport;
  private final DeviceTimes times;
  private final Handshake handshake;
  private final Instant since;
  private Stage reached = Stage.OPEN;
  private Instant heardAt;
  private Optional<Instant> pongBy = Optional.empty();

  Link(long number, Transport transport, DeviceSettings settings, Instant now) {
    this.number = number;
    this.transport = transport;
    times = settings.times();
    handshake =
        new Handshake(
            new Party(transport.role(), settings.shipId(), times.handshake())
                .demanding(settings.pins().demand()));
    since = now;
    heardAt = now;
  }

  long number() {
    return number;
  }

  Ski peer() {
    return transport.peer();
  }

  /** How far it has come at most. */
  Stage reached() {
    return reached;
  }

  /** Whether anybody has begun to close it. */
  boolean isEnding() {
    return handshake.phase().stage().isEmpty();
  }

  /** Why it ended; meaningful once it has. */
  String words() {
    return handshake.phase() instanceof Phase.Closed(String why) ? why : "";
  }

  PeerRule.Open facts() {
    return new PeerRule.Open(
        number, transport.role() == Role.CLIENT, handshake.isInDataExchange(), since);
  }

  SimEvent connected() {
    return new SimEvent.Connected(peer(), number, transport.role(), transport.remoteAddress());
  }

  List<Output> begin(boolean isTrusted, Instant now) {
    return act(handshake.begin(isTrusted, now));
  }

  List<Output> on(Input input, Instant now) {
    return act(handshake.on(input, now));
  }

  /** Closes it in order, with this code where the close exchange is not possible. */
  List<Output> close(CloseReason reason, Instant now) {
    return on(new Input.CloseWanted(ConnectionClose.Reason.UNSPECIFIC, reason), now);
  }

  void cut(String why) {
    transport.cut(why);
  }

  /** Anything from the peer shows that it lives. */
  void heard(Instant now) {
    heardAt = now;
    pongBy = Optional.empty();
  }

  Optional<Instant> deadline() {
    Instant alive = pongBy.orElse(heardAt.plus(times.ping()));
    return Stream.concat(Stream.of(alive), handshake.deadline().stream()).min(Instant::compareTo);
  }

  List<Output> onDeadline(Instant now) {
    if (pongBy.isEmpty() && !heardAt.plus(times.ping()).isAfter(now)) {
      pongBy = Optional.of(now.plus(times.pong()));
      transport.ping();
    } else if (pongBy.filter(by -> !by.isAfter(now)).isPresent()) {
      // Cut once; until its end is reported there is nothing more to do.
      heard(now);
      transport.cut("no answer to a ping");
    }
    return on(new Input.DeadlineReached(), now);
  }

  /** Sends; a message that is too long for the peer is not sent. */
  void send(ShipMessage message) {
    switch (CODEC.encode(message)) {
      case Encoded.Ready ready -> transport.send(ready.octets(), _ -> {});
      case Encoded.TooLong(int length, int most) ->
          LOG.warn("{}  not sent: {} octets, more than {}", peer().brief(), length, most);
    }
  }

  private List<Output> act(List<Output> outputs) {
    handshake.phase().stage().filter(stage -> stage.compareTo(reached) > 0).ifPresent(this::reach);
    List<Output> rest = new ArrayList<>();
    for (Output output : outputs) {
      switch (output) {
        case Output.Send(ShipMessage message) -> send(message);
        case Output.Remark(String words) -> LOG.debug("{}  {}", peer().brief(), words);
        case Output.Close(CloseReason reason, _) -> transport.close(reason.code(), reason.phrase());
        case Output.AskTrust _,
            Output.AskPin _,
            Output.PinJudged _,
            Output.PinEntered _,
            Output.Completed _,
            Output.PeerNamed _,
            Output.Deliver _,
            Output.RemovedByPeer _ ->
            rest.add(output);
      }
    }
    return rest;
  }

  private void reach(Stage stage) {
    LOG.debug("{}  {} -> {}", peer().brief(), reached.label(), stage.label());
    reached = stage;
    if (stage == Stage.PIN) {
      transport.expectData();
    }
  }
}
