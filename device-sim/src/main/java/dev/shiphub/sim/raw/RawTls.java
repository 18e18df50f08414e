package dev.shiphub.sim.raw;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * TLS 1.2 with a certificate that is shown to everybody, and no opinion on that of the device. Each
 * one has a memory for sessions of its own.
 */
public final class RawTls {
  private static final List<String> SUITES =
      List.of("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256");
  private static final String ALIAS = "raw";

  private final Shown shown;
  private final List<String> suites;
  private final boolean isAsking;
  private final SSLContext context;

  private RawTls(
      Optional<RawIdentity> identity, int copies, List<String> suites, boolean isAsking) {
    shown = new Shown(identity, copies);
    this.suites = suites;
    this.isAsking = isAsking;
    context = context();
  }

  /** As SHIP wants it. */
  public static RawTls of(RawIdentity identity) {
    return new RawTls(Optional.of(identity), 1, SUITES, true);
  }

  /** The same with so many copies of its certificate as a chain. */
  public static RawTls chained(RawIdentity identity, int copies) {
    return new RawTls(Optional.of(identity), copies, SUITES, true);
  }

  /** The same with these suites of TLS alone. */
  public static RawTls of(RawIdentity identity, List<String> suites) {
    return new RawTls(Optional.of(identity), 1, suites, true);
  }

  /** A client without a certificate. */
  public static RawTls nameless() {
    return new RawTls(Optional.empty(), 1, SUITES, true);
  }

  /** One that offers or takes these suites, and as a server asks no client who it is. */
  public static RawTls careless(RawIdentity identity, List<String> suites) {
    return new RawTls(Optional.of(identity), 1, suites, false);
  }

  /** Whether TLS has come so far that it took our certificate to send it. */
  boolean isCertificateShown() {
    return shown.isTaken;
  }

  SSLSocket over(Socket plain, boolean isClient) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            context
                .getSocketFactory()
                .createSocket(
                    plain, plain.getInetAddress().getHostAddress(), plain.getPort(), true);
    socket.setUseClientMode(isClient);
    socket.setEnabledProtocols(new String[] {"TLSv1.2"});
    socket.setEnabledCipherSuites(suites.toArray(String[]::new));
    if (!isClient) {
      socket.setNeedClientAuth(isAsking);
    }
    return socket;
  }

  private SSLContext context() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {shown}, new TrustManager[] {new Anyone()}, null);
      return context;
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("this Java platform has no TLS", missing);
    }
  }

  /** Shows the one certificate, whoever asks for what. */
  private static final class Shown extends X509ExtendedKeyManager {
    private final Optional<RawIdentity> identity;
    private final int copies;
    private volatile boolean isTaken;

    private Shown(Optional<RawIdentity> identity, int copies) {
      this.identity = identity;
      this.copies = copies;
    }

    @Override
    public @Nullable String chooseClientAlias(
        String[] kinds, Principal @Nullable [] issuers, @Nullable Socket socket) {
      return identity.isPresent() ? ALIAS : null;
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
      isTaken = true;
      return Collections.nCopies(copies, identity.orElseThrow().certificate())
          .toArray(X509Certificate[]::new);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      return identity.orElseThrow().key();
    }
  }

  /** Takes every certificate. */
  private static final class Anyone extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket) {
      // Whoever it is.
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket) {
      // Whoever it is.
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine) {
      // Whoever it is.
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine) {
      // Whoever it is.
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind) {
      // Whoever it is.
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind) {
      // Whoever it is.
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
