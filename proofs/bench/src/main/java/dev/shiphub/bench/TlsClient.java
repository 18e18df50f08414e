package dev.shiphub.bench;

import dev.shiphub.ship.identity.LocalIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Plain JSSE as a client of whatever server: TLS 1.2, mutual, P-256 and GCM, and nothing of an
 * earlier connection resumed.
 *
 * @param identity whom it shows
 * @param from the address that it comes from
 */
record TlsClient(LocalIdentity identity, InetAddress from) {
  private static final int PATIENCE_MS = 15_000;
  private static final String SUITE = "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256";

  /** Connects and shakes hands. */
  SSLSocket connect(InetSocketAddress server) throws IOException {
    Socket plain = new Socket();
    try {
      plain.bind(new InetSocketAddress(from, 0));
      plain.connect(server, PATIENCE_MS);
      plain.setTcpNoDelay(true);
      plain.setSoTimeout(PATIENCE_MS);
      SSLSocket tls = over(context(identity), plain);
      tls.startHandshake();
      return tls;
    } catch (IOException failed) {
      plain.close();
      throw failed;
    }
  }

  private static SSLSocket over(SSLContext context, Socket plain) throws IOException {
    SSLSocket tls =
        (SSLSocket)
            context
                .getSocketFactory()
                .createSocket(
                    plain, plain.getInetAddress().getHostAddress(), plain.getPort(), true);
    restrict(tls);
    return tls;
  }

  /** To what SHIP has: the key agreement on P-256 as well, and not on the faster X25519. */
  static void restrict(SSLSocket tls) {
    SSLParameters parameters = tls.getSSLParameters();
    parameters.setProtocols(new String[] {"TLSv1.2"});
    parameters.setCipherSuites(new String[] {SUITE});
    parameters.setNamedGroups(new String[] {"secp256r1"});
    tls.setSSLParameters(parameters);
  }

  /** A context without a memory for sessions, that trusts whomever it meets. */
  static SSLContext context(LocalIdentity identity) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {new Own(identity)}, new TrustManager[] {new Anyone()}, null);
      return context;
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("this Java platform has no TLS", missing);
    }
  }

  /** Shows the one certificate. A key store would cost more than the handshake. */
  private static final class Own extends X509ExtendedKeyManager {
    private static final String ALIAS = "own";

    private final LocalIdentity identity;

    private Own(LocalIdentity identity) {
      this.identity = identity;
    }

    @Override
    public String chooseClientAlias(
        String[] kinds, Principal @Nullable [] issuers, @Nullable Socket socket) {
      return ALIAS;
    }

    @Override
    public String chooseServerAlias(
        String kind, Principal @Nullable [] issuers, @Nullable Socket socket) {
      return ALIAS;
    }

    @Override
    public String[] getClientAliases(String kind, Principal @Nullable [] issuers) {
      return new String[] {ALIAS};
    }

    @Override
    public String[] getServerAliases(String kind, Principal @Nullable [] issuers) {
      return new String[] {ALIAS};
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      return new X509Certificate[] {identity.certificate()};
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      return identity.privateKey();
    }
  }
}
