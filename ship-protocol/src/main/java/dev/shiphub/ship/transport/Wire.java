package dev.shiphub.ship.transport;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.identity.PeerSki;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/** A TCP connection under TLS with an authenticated peer. Any thread may abort it. */
final class Wire {
  private static final int DRAIN_BYTES = 4096;

  private final Socket plain;
  private final SSLSocket tls;
  private final Ski peer;

  private Wire(Socket plain, SSLSocket tls, Ski peer) {
    this.plain = plain;
    this.tls = tls;
    this.peer = peer;
  }

  /** Shakes hands over a socket of {@link ShipTls}; on failure the caller closes {@code plain}. */
  static Wire shake(Socket plain, SSLSocket tls) throws IOException {
    tls.startHandshake();
    SSLSession session = tls.getSession();
    Ski peer = authenticated(session.getPeerCertificates());
    session.invalidate();
    return new Wire(plain, tls, peer);
  }

  private static Ski authenticated(Certificate[] chain) throws SSLPeerUnverifiedException {
    if (chain[0] instanceof X509Certificate leaf
        && PeerSki.of(leaf) instanceof PeerSki.Consistent(Ski ski)) {
      return ski;
    }
    throw new SSLPeerUnverifiedException("the handshake let a peer without SKI pass");
  }

  Ski peer() {
    return peer;
  }

  Socket plain() {
    return plain;
  }

  InputStream input() throws IOException {
    return tls.getInputStream();
  }

  OutputStream output() throws IOException {
    return tls.getOutputStream();
  }

  /** The peer's address and port. */
  String remote() {
    return remote(plain);
  }

  /** The peer's address and port, IPv6 in brackets. */
  static String remote(Socket plain) {
    return plain.getRemoteSocketAddress() instanceof InetSocketAddress address
        ? Hosts.withPort(address.getAddress().getHostAddress(), address.getPort())
        : "unknown";
  }

  /**
   * Reads and forgets until the peer ends, so that TCP does not throw away what we wrote because of
   * what we did not read. Ends after {@code mostBytes} in any case.
   */
  void drain(int mostBytes) {
    byte[] chunk = new byte[DRAIN_BYTES];
    try {
      InputStream input = input();
      int left = mostBytes;
      while (left > 0) {
        int length = input.read(chunk);
        left = length < 0 ? 0 : left - length;
      }
    } catch (IOException _) {
      // Gone, or cut by a deadline.
    }
  }

  /** The peer is trusted, and may send as much as it likes. */
  void trust() {
    if (plain instanceof MeteredSocket metered) {
      metered.lift();
    }
  }

  /** Whether the peer has sent more than it may before it is trusted. */
  boolean isOverdrawn() {
    return PlainSockets.isOverdrawn(plain);
  }

  /** Whether the socket is closed, by whomever. */
  boolean isClosed() {
    return plain.isClosed();
  }

  /** Says by TLS that nothing more will be written. */
  void endOutput() throws IOException {
    tls.shutdownOutput();
  }

  /** Closes TCP under TLS: never blocks, and ends whatever is stuck in it. */
  void abort() {
    PlainSockets.close(plain);
  }

  /**
   * Says goodbye by TLS (close_notify) and closes. Blocks while somebody is stuck in a write, so a
   * deadline must be running.
   */
  void close() {
    try {
      tls.close();
    } catch (IOException _) {
      // It ends as an abort.
    }
    abort();
  }
}
