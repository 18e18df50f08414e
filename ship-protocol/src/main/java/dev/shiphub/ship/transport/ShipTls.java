package dev.shiphub.ship.transport;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.identity.LocalIdentity;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/**
 * TLS as SHIP wants it (SHIP 9): mutual, version 1.2, two suites, small records, no resumption.
 *
 * <p>Every connection has a context of its own, so that there is no session of an earlier one to
 * resume.
 */
public final class ShipTls {
  /** JSSE has no CCM; of SHIP's suites these two are left, the better one first (SHIP 9.1). */
  private static final List<String> SUITES =
      List.of("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256");

  private static final String SUITE_1_3 = "TLS_AES_128_GCM_SHA256";

  /** The largest packet whose plaintext stays within 1024 bytes with both suites (SHIP 9.2). */
  private static final int PACKET_BYTES = 1053;

  static {
    TlsProperties.set();
  }

  private final LocalIdentity identity;
  private final KeyManager[] keys;
  private final String[] protocols;
  private final String[] suites;

  /** TLS 1.2 only: SHIP 1.0.1 knows no other version (SHIP 9). */
  public ShipTls(LocalIdentity identity) {
    this(identity, false);
  }

  /**
   * With or without TLS 1.3.
   *
   * @param isTls13Allowed whether to offer and accept TLS 1.3 too; some devices cannot cope with
   *     the offer
   */
  public ShipTls(LocalIdentity identity, boolean isTls13Allowed) {
    this.identity = identity;
    keys = new KeyManager[] {new OwnKey(identity)};
    protocols = isTls13Allowed ? new String[] {"TLSv1.3", "TLSv1.2"} : new String[] {"TLSv1.2"};
    suites =
        isTls13Allowed
            ? new String[] {SUITE_1_3, SUITES.get(0), SUITES.get(1)}
            : SUITES.toArray(String[]::new);
  }

  /** The SKI that our certificate shows. */
  public Ski ownSki() {
    return identity.ski();
  }

  /**
   * Layers TLS over a connected socket, as the end that dialled; does not shake hands yet.
   *
   * @param serverName the mDNS host name, sent as SNI also when an address was dialled (SHIP 9.4)
   */
  SSLSocket client(Socket plain, PeerCheck check, Optional<String> serverName) throws IOException {
    String address = plain.getInetAddress().getHostAddress();
    SSLSocket socket =
        (SSLSocket)
            context(check).getSocketFactory().createSocket(plain, address, plain.getPort(), true);
    socket.setUseClientMode(true);
    SSLParameters parameters = parameters(socket);
    Optional<SNIServerName> name = serverName.flatMap(Hosts::serverName);
    parameters.setServerNames(name.stream().toList());
    socket.setSSLParameters(parameters);
    return socket;
  }

  /**
   * Layers TLS over an accepted socket; does not shake hands yet.
   *
   * @param consumed what was already read from it
   */
  SSLSocket server(Socket plain, PeerCheck check, InputStream consumed) throws IOException {
    SSLSocket socket =
        (SSLSocket) context(check).getSocketFactory().createSocket(plain, consumed, true);
    socket.setUseClientMode(false);
    SSLParameters parameters = parameters(socket);
    parameters.setNeedClientAuth(true);
    socket.setSSLParameters(parameters);
    return socket;
  }

  private SSLParameters parameters(SSLSocket socket) {
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setProtocols(protocols);
    parameters.setCipherSuites(suites);
    // SHIP 9.3: secp256r1; brainpool is optional and JSSE has none.
    parameters.setNamedGroups(new String[] {"secp256r1"});
    parameters.setEndpointIdentificationAlgorithm("");
    parameters.setMaximumPacketSize(PACKET_BYTES);
    return parameters;
  }

  private SSLContext context(PeerCheck check) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys, new TrustManager[] {check}, null);
      return context;
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("this Java platform has no TLS", missing);
    }
  }
}
