package dev.shiphub.sim.raw;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/**
 * From a TCP socket to an open WebSocket, in either direction.
 *
 * @param layers gives each connection its TLS
 * @param protocol the sub-protocol that is asked for, or granted
 * @param step the longest time for TCP, TLS and upgrade, each
 * @param clock steady
 * @param from the address to dial from; empty for the usual one
 */
public record RawDial(
    Supplier<RawTls> layers,
    String protocol,
    Duration step,
    InstantSource clock,
    Optional<InetAddress> from) {
  /** As SHIP wants it; sessions of TLS are not remembered. */
  public RawDial(RawIdentity identity, Duration step, InstantSource clock) {
    this(() -> RawTls.of(identity), "ship", step, clock, Optional.empty());
  }

  /** The same with TLS of another kind. */
  public RawDial over(Supplier<RawTls> other) {
    return new RawDial(other, protocol, step, clock, from);
  }

  /** The same that speaks of another sub-protocol. */
  public RawDial speaking(String other) {
    return new RawDial(layers, other, step, clock, from);
  }

  /** The same that dials from another address. */
  public RawDial from(Optional<InetAddress> other) {
    return new RawDial(layers, protocol, step, clock, other);
  }

  /** Dials the device. */
  public Opened open(InetSocketAddress target, String path) {
    TappedSocket plain = new TappedSocket();
    try {
      if (from.isPresent()) {
        plain.bind(new InetSocketAddress(from.get(), 0));
      }
      plain.connect(target, millis());
      plain.setTcpNoDelay(true);
    } catch (IOException notThere) {
      close(plain);
      return new Opened.NoAnswer("no TCP connection: " + notThere.getMessage());
    }
    return upgrade(
        plain, true, Upgrade.request(target.getHostString(), target.getPort(), path, protocol));
  }

  /** Takes a device that has dialled. */
  Opened take(TappedSocket plain) {
    return upgrade(plain, false, new byte[0]);
  }

  private Opened upgrade(TappedSocket plain, boolean isClient, byte[] request) {
    RawTls layer = layers.get();
    SSLSocket tls;
    try {
      plain.setSoTimeout(millis());
      tls = layer.over(plain, isClient);
      plain.listenToTheLast(true);
      tls.startHandshake();
      plain.listenToTheLast(false);
    } catch (SocketTimeoutException silent) {
      close(plain);
      return new Opened.NoAnswer("the device fell silent during the TLS handshake");
    } catch (IOException ended) {
      close(plain);
      return new Opened.TlsEnded(
          clock.instant(), String.valueOf(ended.getMessage()), layer.isCertificateShown());
    }
    Instant up = clock.instant();
    try {
      tls.getOutputStream().write(request);
      tls.getOutputStream().flush();
      String head = Upgrade.readHead(tls.getInputStream());
      Optional<String> complaint = isClient ? Upgrade.complaint(head) : answer(tls, head);
      if (complaint.isPresent()) {
        close(tls);
        return new Opened.NotUpgraded(clock.instant(), complaint.get());
      }
      RawLink.Opening opening =
          new RawLink.Opening(up, head, tls.getSession().getCipherSuite(), plain.tap());
      return new Opened.Up(new RawLink(tls, plain, isClient, clock, opening));
    } catch (SSLException alert) {
      close(tls);
      return new Opened.TlsEnded(clock.instant(), String.valueOf(alert.getMessage()), true);
    } catch (IOException ended) {
      close(tls);
      return new Opened.NotUpgraded(
          clock.instant(), "the connection ended during the upgrade: " + ended.getMessage());
    }
  }

  private Optional<String> answer(SSLSocket tls, String head) throws IOException {
    if (head.isEmpty()) {
      throw new EOFException("nothing was asked for");
    }
    Optional<byte[]> answer = Upgrade.answer(head, protocol);
    if (answer.isEmpty()) {
      return Optional.of("the device asked for no WebSocket");
    }
    tls.getOutputStream().write(answer.get());
    tls.getOutputStream().flush();
    return Optional.empty();
  }

  private int millis() {
    return Math.toIntExact(step.toMillis());
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException gone) {
      // What is closed cannot be closed better.
    }
  }
}
