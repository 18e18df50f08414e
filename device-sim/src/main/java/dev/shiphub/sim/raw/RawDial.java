package dev.shiphub.sim.raw;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/**
 * From a TCP socket to an open WebSocket, in either direction.
 *
 * @param identity what is shown to the device
 * @param step the longest time for TCP, TLS and upgrade, each
 * @param clock steady
 */
public record RawDial(RawIdentity identity, Duration step, InstantSource clock) {
  /** Dials the device. */
  public Opened open(InetSocketAddress target, String path) {
    Socket plain = new Socket();
    try {
      plain.connect(target, millis());
      plain.setTcpNoDelay(true);
    } catch (IOException notThere) {
      close(plain);
      return new Opened.NoAnswer("no TCP connection: " + notThere.getMessage());
    }
    return upgrade(plain, true, Upgrade.request(target.getHostString(), target.getPort(), path));
  }

  /** Takes a device that has dialled. */
  Opened take(Socket plain) {
    return upgrade(plain, false, new byte[0]);
  }

  private Opened upgrade(Socket plain, boolean isClient, byte[] request) {
    RawTls layer = new RawTls(identity);
    SSLSocket tls;
    try {
      plain.setSoTimeout(millis());
      tls = layer.over(plain, isClient);
      tls.startHandshake();
    } catch (SocketTimeoutException silent) {
      close(plain);
      return new Opened.NoAnswer("the device fell silent during the TLS handshake");
    } catch (IOException ended) {
      close(plain);
      return new Opened.TlsEnded(String.valueOf(ended.getMessage()), layer.isCertificateShown());
    }
    try {
      Optional<String> complaint = isClient ? asClient(tls, request) : asServer(tls);
      if (complaint.isPresent()) {
        close(tls);
        return new Opened.NotUpgraded(complaint.get());
      }
      return new Opened.Up(new RawLink(tls, isClient, clock));
    } catch (SSLException alert) {
      close(tls);
      return new Opened.TlsEnded(String.valueOf(alert.getMessage()), true);
    } catch (IOException ended) {
      close(tls);
      return new Opened.NotUpgraded(
          "the connection ended during the upgrade: " + ended.getMessage());
    }
  }

  private static Optional<String> asClient(SSLSocket tls, byte[] request) throws IOException {
    tls.getOutputStream().write(request);
    tls.getOutputStream().flush();
    return Upgrade.complaint(Upgrade.readHead(tls.getInputStream()));
  }

  private static Optional<String> asServer(SSLSocket tls) throws IOException {
    String head = Upgrade.readHead(tls.getInputStream());
    if (head.isEmpty()) {
      throw new EOFException("nothing was asked for");
    }
    Optional<byte[]> answer = Upgrade.answer(head);
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
