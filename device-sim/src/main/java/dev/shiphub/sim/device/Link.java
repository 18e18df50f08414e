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
import dev.shiphub.sim.quirk.Deafening;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
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

  private static final int NORMAL = 1000;
  private static final String DOUBLE = "double connection";
  private static final Logger LOG = LoggerFactory.getLogger(Link.class);

  private final long number;
  private final Transport transport;
  private final DeviceTimes times;
  private final Handshake handshake;
  private final Oddities oddities;
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
            new Party(transport.role(), settings.shipId(number), times.handshake())
                .demanding(settings.pins().demand()));
    oddities = new Oddities(settings.quirks());
    since = now;
    heardAt = now;
  }

  long number() {
    return number;
  }

  Ski peer() {
    return transport.peer();
  }

  /** Begins to hear the peer, which the driver is told of. */
  void listen(Consumer<DeviceInput> driver) {
    transport.begin(new LinkInlet(this, driver));
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
    return act(handshake.begin(isTrusted, now), now);
  }

  List<Output> on(Input input, Instant now) {
    if (input instanceof Input.Received(ShipMessage message)) {
      oddities.heard(message, now);
    }
    return act(handshake.on(input, now), now);
  }

  /** Closes it in order, with this code where the close exchange is not possible. */
  List<Output> close(CloseReason reason, Instant now) {
    return on(new Input.CloseWanted(ConnectionClose.Reason.UNSPECIFIC, reason), now);
  }

  /** Closes it at once with this code, whatever SHIP would have it say before. */
  void slam(CloseReason reason) {
    transport.close(reason.code(), reason.phrase());
  }

  /** Ends it in one of the ways of the field. */
  List<Output> end(PeerRule.Ending ending, Instant now) {
    return switch (ending) {
      case IN_ORDER -> close(CloseReason.byUs(CloseReason.SHIP_CLOSE, DOUBLE), now);
      case REFUSED -> {
        slam(CloseReason.byUs(NORMAL, DOUBLE));
        yield List.of();
      }
      case WITHOUT_A_WORD -> {
        cut(DOUBLE);
        yield List.of();
      }
    };
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
    Stream<Instant> alive =
        oddities.isDeaf() ? Stream.of() : Stream.of(pongBy.orElse(heardAt.plus(times.ping())));
    Stream<Instant> rest =
        Stream.of(handshake.deadline(), oddities.deadline()).flatMap(Optional::stream);
    return Stream.concat(alive, rest).min(Instant::compareTo);
  }

  List<Output> onDeadline(Instant now) {
    List<Output> outputs = new ArrayList<>();
    oddities.due(now).forEach(act -> outputs.addAll(odd(act, now)));
    if (!oddities.isDeaf()) {
      lookAfter(now);
    }
    outputs.addAll(on(new Input.DeadlineReached(), now));
    return outputs;
  }

  private void lookAfter(Instant now) {
    if (pongBy.isEmpty() && !heardAt.plus(times.ping()).isAfter(now)) {
      pongBy = Optional.of(now.plus(times.pong()));
      transport.ping();
    } else if (pongBy.filter(by -> !by.isAfter(now)).isPresent()) {
      // Cut once; until its end is reported there is nothing more to do.
      heard(now);
      transport.cut("no answer to a ping");
    }
  }

  private List<Output> odd(Oddities.Act act, Instant now) {
    return switch (act) {
      case Oddities.Act.Say(ShipMessage message) -> {
        send(message);
        yield List.of();
      }
      case Oddities.Act.Slam(CloseReason reason) -> {
        slam(reason);
        yield List.of();
      }
      case Oddities.Act.Leave(CloseReason reason) -> close(reason, now);
      case Oddities.Act.Deafen() -> {
        if (transport instanceof Deafening end) {
          end.deafen();
        }
        yield List.of();
      }
    };
  }

  /** Sends; a message that is too long for the peer is not sent. */
  void send(ShipMessage message) {
    switch (CODEC.encode(message)) {
      case Encoded.Ready ready -> transport.send(ready.octets(), _ -> {});
      case Encoded.TooLong(int length, int most) ->
          LOG.warn("{}  not sent: {} octets, more than {}", peer().brief(), length, most);
    }
  }

  private List<Output> act(List<Output> outputs, Instant now) {
    handshake.phase().stage().filter(stage -> stage.compareTo(reached) > 0).ifPresent(this::reach);
    List<Output> rest = new ArrayList<>();
    for (Output output : outputs) {
      switch (output) {
        case Output.Send(ShipMessage message) -> oddities.said(message, now).forEach(this::send);
        case Output.Remark(String words) -> LOG.debug("{}  {}", peer().brief(), words);
        case Output.Close(CloseReason reason, _) -> transport.close(reason.code(), reason.phrase());
        case Output.Completed completed -> {
          oddities.completed(now);
          rest.add(completed);
        }
        case Output.AskTrust _,
            Output.AskPin _,
            Output.PinJudged _,
            Output.PinEntered _,
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
