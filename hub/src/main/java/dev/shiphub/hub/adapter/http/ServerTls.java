package dev.shiphub.hub.adapter.http;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * The server's side of TLS 1.3. There is no older version: whatever talks to us is new, and a
 * renegotiation, which costs only us, does not exist any more. Any thread.
 */
public final class ServerTls {
  private static final int REMEMBERED_SESSIONS = 64;

  private final SSLContext context;
  private final String fingerprint;

  private ServerTls(SSLContext context, String fingerprint) {
    this.context = context;
    this.fingerprint = fingerprint;
  }

  /** TLS that shows this certificate. */
  public static ServerTls of(PrivateKey key, X509Certificate certificate) {
    try {
      char[] inMemoryOnly = {};
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, inMemoryOnly);
      store.setKeyEntry("admin", key, inMemoryOnly, new Certificate[] {certificate});
      KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
      keys.init(store, inMemoryOnly);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      context.getServerSessionContext().setSessionCacheSize(REMEMBERED_SESSIONS);
      return new ServerTls(context, fingerprint(certificate));
    } catch (GeneralSecurityException | IOException unexpected) {
      throw new IllegalStateException("this Java platform has no TLS for P-256", unexpected);
    }
  }

  private static String fingerprint(X509Certificate certificate) throws GeneralSecurityException {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
    return HexFormat.ofDelimiter(":").withUpperCase().formatHex(hash);
  }

  /** SHA-256 of the certificate as browsers show it: pairs of hex digits between colons. */
  public String fingerprint() {
    return fingerprint;
  }

  /** Does the handshake; blocks, for as long as nobody closes the socket. */
  Socket secured(Socket plain) throws IOException {
    SSLSocket secured =
        (SSLSocket) context.getSocketFactory().createSocket(plain, null, plain.getPort(), true);
    secured.setUseClientMode(false);
    secured.setEnabledProtocols(new String[] {"TLSv1.3"});
    secured.startHandshake();
    return secured;
  }
}
