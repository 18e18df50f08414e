package dev.shiphub.ship.transport;

import dev.shiphub.ship.Role;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.port.Arrivals;
import dev.shiphub.ship.port.Transport;
import dev.shiphub.ship.transport.Deadlines.Deadline;
import dev.shiphub.ship.transport.InboundRefusal.Reason;
import dev.shiphub.ship.transport.InboundRefusal.Stage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings an arrival through TLS and upgrade, and hands it out or drops it. */
final class Reception {
  private static final Logger LOG = LoggerFactory.getLogger(Reception.class);
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);
  private static final int MOST_DRAINED_BYTES = 64 * 1024;

  private final TransportSetup setup;
  private final InboundWatch watch;
  private final Arrivals arrivals;

  Reception(TransportSetup setup, InboundWatch watch, Arrivals arrivals) {
    this.setup = setup;
    this.watch = watch;
    this.arrivals = arrivals;
  }

  /** Ends with the arrival handed out, or closed and reported. */
  void receive(Arrival arrival) {
    try {
      secure(arrival).ifPresent(wire -> upgrade(arrival, wire));
    } catch (Throwable bug) {
      LOG.error("{}: bug while accepting", Wire.remote(arrival.plain()), bug);
      arrival.drop();
    } finally {
      setup.vestibule().leave(arrival);
    }
  }

  private Optional<Wire> secure(Arrival arrival) {
    PeerCheck check = PeerCheck.anyone();
    Stage stage = Stage.ARRIVAL;
    Duration limit = setup.limits().times().tls();
    Instant giveUp = now().plus(limit);
    try (Deadline deadline = setup.deadlines().cutAfter(limit, arrival.plain())) {
      try {
        PlainSockets.tune(arrival.plain());
        Optional<byte[]> hello =
            ClientHello.read(arrival.plain().getInputStream(), arrival::speaks);
        if (hello.isEmpty()) {
          refuse(arrival, stage, Reason.NO_TLS, "did not begin with TLS");
          return Optional.empty();
        }
        stage = Stage.TLS;
        Wire wire = shake(arrival, check, hello.get(), giveUp);
        return proved(arrival, wire.peer()) ? Optional.of(wire) : Optional.empty();
      } catch (IOException failed) {
        Reason reason =
            check.refusal().isPresent() ? Reason.CERTIFICATE : reason(arrival, deadline);
        refuse(arrival, stage, reason, check.refusal().orElseGet(() -> words(deadline, failed)));
        return Optional.empty();
      }
    }
  }

  /** The certificate decides: a stranger does not keep what its address was given. */
  private boolean proved(Arrival arrival, Ski peer) {
    arrival.isServed(now());
    arrivals.authenticated(peer);
    if (setup.acquaintances().isPaired(peer)) {
      arrival.isProved();
      return true;
    }
    return switch (setup.vestibule().giveUpReserve(arrival, now())) {
      case Vestibule.Admission.Admitted(Optional<Arrival> displaced) -> {
        displaced.ifPresent(setup::drop);
        yield true;
      }
      case Vestibule.Admission.Full() -> {
        String remote = Wire.remote(arrival.plain());
        arrival.drop();
        watch.onRefused(
            new InboundRefusal(
                remote, Stage.TLS, Reason.NO_ROOM, "a stranger at the address of a paired device"));
        yield false;
      }
    };
  }

  private Instant now() {
    return setup.clock().instant();
  }

  private Wire shake(Arrival arrival, PeerCheck check, byte[] hello, Instant giveUp)
      throws IOException {
    arrival.waits();
    try (HandshakeGate.Permit _ = permit(arrival, giveUp)) {
      arrival.isServed(now());
      SSLSocket tls = setup.tls().server(arrival.plain(), check, new ByteArrayInputStream(hello));
      return Wire.shake(arrival.plain(), tls);
    }
  }

  private HandshakeGate.Permit permit(Arrival arrival, Instant giveUp) throws IOException {
    try {
      return setup
          .gate(arrival)
          .enter(arrival, giveUp)
          .orElseThrow(() -> new IOException("no turn for a TLS handshake in time"));
    } catch (InterruptedException stray) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  private void upgrade(Arrival arrival, Wire wire) {
    try (Deadline deadline =
        setup.deadlines().cutAfter(setup.limits().times().upgrade(), arrival.plain())) {
      try {
        switch (request(wire)) {
          case UpgradeHead.Request.Sound(String key) -> answer(arrival, wire, key, deadline);
          case UpgradeHead.Request.Refused(int status, String why) ->
              turnAway(arrival, wire, status, why);
        }
      } catch (IOException failed) {
        refuse(arrival, Stage.UPGRADE, reason(arrival, deadline), words(deadline, failed));
      }
    }
  }

  private static UpgradeHead.Request request(Wire wire) throws IOException {
    return switch (HttpHead.read(wire.input())) {
      case HttpHead.Reading.Whole(HttpHead head) -> UpgradeHead.judgeRequest(head);
      case HttpHead.Reading.Refused(int status, String why) ->
          new UpgradeHead.Request.Refused(status, why);
    };
  }

  private void answer(Arrival arrival, Wire wire, String key, Deadline deadline)
      throws IOException {
    Optional<Places.Place> free = setup.places().take(wire.peer());
    if (free.isEmpty()) {
      turnAway(arrival, wire, UpgradeHead.UNAVAILABLE, "connection limit reached");
      return;
    }
    Places.Place place = free.get();
    boolean isHandedOut = false;
    try {
      WebSocketEngine engine = WebSocketEngine.server(key, setup.limits().frames());
      wire.output().write(engine.upgrade());
      deadline.close();
      if (!setup.vestibule().leave(arrival)) {
        throw new IOException("the listener was closed");
      }
      isHandedOut = true;
      Transport transport = EngineTransport.open(wire, engine, Role.SERVER, setup, place::leave);
      place.seat(transport);
      handOut(transport);
    } finally {
      if (!isHandedOut) {
        place.leave();
      }
    }
  }

  private void handOut(Transport transport) {
    try {
      arrivals.opened(transport);
    } catch (Throwable bug) {
      LOG.error("{}: bug in the owner of a new connection", transport.remoteAddress(), bug);
      transport.cut("internal error");
    }
  }

  /** Answers by HTTP, and gives the client a moment to read that. */
  private void turnAway(Arrival arrival, Wire wire, int status, String why) throws IOException {
    try (Deadline _ = setup.deadlines().cutAfter(LAST_WORDS, arrival.plain())) {
      wire.output().write(UpgradeHead.refusal(status, why));
      wire.endOutput();
      wire.drain(MOST_DRAINED_BYTES);
    }
    refuse(
        arrival,
        Stage.UPGRADE,
        status == UpgradeHead.UNAVAILABLE ? Reason.NO_ROOM : Reason.NO_SHIP,
        "refused with HTTP " + status + ": " + why);
  }

  private void refuse(Arrival arrival, Stage stage, Reason reason, String why) {
    String remote = Wire.remote(arrival.plain());
    boolean wasOurs = setup.vestibule().leave(arrival);
    arrival.drop();
    watch.onRefused(
        wasOurs
            ? new InboundRefusal(remote, stage, reason, why)
            : new InboundRefusal(
                remote, stage, Reason.DISPLACED, "made room for others, or we closed"));
  }

  private static Reason reason(Arrival arrival, Deadline deadline) {
    if (deadline.hasPassed()) {
      return Reason.TOO_SLOW;
    }
    return PlainSockets.isOverdrawn(arrival.plain()) ? Reason.TOO_MUCH : Reason.BROKEN;
  }

  private static String words(Deadline deadline, IOException failed) {
    return deadline.hasPassed() ? "took too long" : String.valueOf(failed.getMessage());
  }
}
