package dev.shiphub.ship.transport;

import dev.shiphub.ship.Role;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.Trouble;
import dev.shiphub.ship.discovery.Endpoint;
import dev.shiphub.ship.port.DialOutcome.Phase;
import dev.shiphub.ship.port.DialOutcome.Try;
import dev.shiphub.ship.port.Transport;
import dev.shiphub.ship.transport.Deadlines.Deadline;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLSocket;

/** One try at one address: TCP, TLS with the check of the SKI, upgrade. */
final class Knock {
  /** How it ended. */
  sealed interface Answer {
    /** The expected device answered. */
    record Opened(Transport transport) implements Answer {}

    /** It did not; the HTTP status tells whether another path may do. */
    record Vain(Try failure, Optional<Integer> status) implements Answer {}
  }

  /**
   * What is dialled.
   *
   * @param expected who must answer
   * @param endpoint where
   * @param mayUpgrade whether to go on after TLS
   */
  record Aim(Ski expected, Endpoint endpoint, BooleanSupplier mayUpgrade) {}

  private final TransportSetup setup;
  private final Aim aim;
  private final InetAddress address;
  private final String path;
  private final Socket plain;

  private Phase phase = Phase.CONNECT;

  Knock(TransportSetup setup, Aim aim, InetAddress address, String path) {
    this.setup = setup;
    this.aim = aim;
    this.address = address;
    this.path = path;
    this.plain = new MeteredSocket(setup.limits().frames().untrustedBytes());
  }

  /**
   * Blocks; an interrupt of a virtual thread closes the socket, and comes out as {@code Vain} with
   * the interrupt still pending.
   *
   * @param source the address to dial from, if not any
   */
  Answer run(Optional<InetAddress> source) {
    boolean isOpened = false;
    try {
      stopIfInterrupted();
      connect(source);
      Answer answer = secured();
      isOpened = answer instanceof Answer.Opened;
      return answer;
    } catch (IOException failed) {
      return vain(unconnected(failed), words(failed));
    } finally {
      if (!isOpened) {
        PlainSockets.close(plain);
      }
    }
  }

  private void connect(Optional<InetAddress> source) throws IOException {
    if (source.isPresent() && source.get().getClass() == address.getClass()) {
      plain.bind(new InetSocketAddress(source.get(), 0));
    }
    Duration limit = setup.limits().times().connect();
    plain.connect(new InetSocketAddress(address, aim.endpoint().port()), (int) limit.toMillis());
    PlainSockets.tune(plain);
  }

  private Answer secured() throws IOException {
    phase = Phase.TLS;
    PeerCheck check = PeerCheck.expecting(aim.expected());
    Duration limit = setup.limits().times().tls();
    Wire wire;
    try (Deadline deadline = setup.deadlines().cutAfter(limit, plain)) {
      try {
        SSLSocket tls = setup.tls().client(plain, check, aim.endpoint().serverName());
        wire = Wire.shake(plain, tls);
      } catch (IOException failed) {
        Trouble trouble =
            check.trouble().orElse(deadline.hasPassed() ? Trouble.TLS_SILENT : Trouble.TLS_FAILED);
        return vain(
            trouble, check.refusal().orElseGet(() -> words(deadline, limit, "TLS", failed)));
      }
    }
    return aim.mayUpgrade().getAsBoolean()
        ? upgraded(wire)
        : vain(Trouble.CANCELLED, "gave way to the device's dial");
  }

  /** What is ready at once is not waited for, and only a wait would notice the interrupt. */
  private static void stopIfInterrupted() throws InterruptedIOException {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("called off");
    }
  }

  private Answer upgraded(Wire wire) throws IOException {
    stopIfInterrupted();
    phase = Phase.UPGRADE;
    Duration limit = setup.limits().times().upgrade();
    try (Deadline deadline = setup.deadlines().cutAfter(limit, plain)) {
      try {
        WebSocketEngine engine = WebSocketEngine.client(hostField(), path, setup.limits().frames());
        wire.output().write(engine.upgrade());
        return switch (HttpHead.read(wire.input())) {
          case HttpHead.Reading.Whole(HttpHead head) -> judged(head, wire, engine, deadline);
          case HttpHead.Reading.Refused(int _, String why) ->
              vain(Trouble.NO_SHIP, "answered with no HTTP: " + why);
        };
      } catch (IOException failed) {
        return vain(
            deadline.hasPassed() ? Trouble.UPGRADE_SILENT : Trouble.BROKEN,
            words(deadline, limit, "upgrade", failed));
      }
    }
  }

  private Answer judged(HttpHead head, Wire wire, WebSocketEngine engine, Deadline deadline) {
    Optional<Integer> status = UpgradeHead.status(head);
    if (status.isEmpty()) {
      return vain(Trouble.NO_SHIP, "answered with no HTTP");
    }
    if (status.get() != UpgradeHead.SWITCHING) {
      boolean isFull = status.get() == UpgradeHead.UNAVAILABLE;
      phase = isFull ? Phase.NO_PLACE : phase;
      return new Answer.Vain(
          tried(
              isFull ? Trouble.NO_PLACE : Trouble.NO_SHIP,
              "refused the upgrade with HTTP " + status.get()),
          status);
    }
    Optional<String> flaw = UpgradeHead.flaw(head);
    if (flaw.isPresent()) {
      return vain(Trouble.NO_SHIP, flaw.get());
    }
    if (!engine.accept(head.only("Sec-WebSocket-Accept").orElseThrow())) {
      return vain(Trouble.NO_SHIP, "sent a wrong Sec-WebSocket-Accept");
    }
    deadline.close();
    return new Answer.Opened(EngineTransport.open(wire, engine, Role.CLIENT, setup, () -> {}));
  }

  /** The scope of an IPv6 address means nothing to the peer. */
  private String hostField() {
    String literal = address.getHostAddress().replaceFirst("%.*", "");
    String host =
        aim.endpoint()
            .serverName()
            .flatMap(Hosts::serverName)
            .map(SNIHostName::getAsciiName)
            .orElse(literal);
    return Hosts.withPort(host, aim.endpoint().port());
  }

  private Answer vain(Trouble trouble, String cause) {
    return new Answer.Vain(tried(trouble, cause), Optional.empty());
  }

  private Try tried(Trouble trouble, String cause) {
    String tried = Hosts.withPort(address.getHostAddress(), aim.endpoint().port());
    return new Try(tried, phase, trouble, cause);
  }

  /** The JDK tells a refusal from a time-out of the kernel by its words only. */
  private static Trouble unconnected(IOException failed) {
    String words = String.valueOf(failed.getMessage());
    return switch (failed) {
      case ConnectException _ when !words.contains("timed out") -> Trouble.CONNECTION_REFUSED;
      case ConnectException _, SocketTimeoutException _ -> Trouble.NO_ANSWER;
      case InterruptedIOException _ -> Trouble.CANCELLED;
      default -> Trouble.UNREACHABLE;
    };
  }

  private static String words(Deadline deadline, Duration limit, String what, IOException failed) {
    return deadline.hasPassed()
        ? "no " + what + " within " + limit.toSeconds() + " s"
        : what + " failed: " + failed.getMessage();
  }

  private static String words(IOException failed) {
    return failed instanceof SocketTimeoutException
        ? "no answer"
        : String.valueOf(failed.getMessage());
  }
}
