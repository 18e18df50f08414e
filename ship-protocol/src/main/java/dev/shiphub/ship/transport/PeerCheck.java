package dev.shiphub.ship.transport;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.Trouble;
import dev.shiphub.ship.identity.PeerSki;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The check of one peer's certificate inside its TLS handshake: the leaf's key confirms its SKI,
 * and for a dial it is the expected one (SHIP 12.2).
 *
 * <p>Dates, names and chains do not count (SHIP 12.1.1); the extended kind of trust manager keeps
 * JSSE from adding checks of its own. Whether a known peer is trusted is decided later, in hello.
 */
final class PeerCheck extends X509ExtendedTrustManager {
  private static final int LONGEST_CHAIN = 10;

  private final Optional<Ski> expected;
  private volatile @Nullable Refusal refusal;

  /** Why a peer was refused. */
  private record Refusal(Trouble trouble, String words) {}

  private PeerCheck(Optional<Ski> expected) {
    this.expected = expected;
  }

  /** For a dial: nobody else will do. */
  static PeerCheck expecting(Ski expected) {
    return new PeerCheck(Optional.of(expected));
  }

  /** For an accepted connection. */
  static PeerCheck anyone() {
    return new PeerCheck(Optional.empty());
  }

  /** Why the peer was refused, for people; empty if it was not, or has shown no certificate. */
  Optional<String> refusal() {
    return Optional.ofNullable(refusal).map(Refusal::words);
  }

  /** What was wrong with a refused peer. */
  Optional<Trouble> trouble() {
    return Optional.ofNullable(refusal).map(Refusal::trouble);
  }

  private void check(X509Certificate[] chain) throws CertificateException {
    if (chain.length == 0 || chain.length > LONGEST_CHAIN) {
      throw refuse(
          Trouble.BAD_CERTIFICATE, "the peer sent a chain of " + chain.length + " certificates");
    }
    switch (PeerSki.of(chain[0])) {
      case PeerSki.Refused(String why) ->
          throw refuse(Trouble.BAD_CERTIFICATE, "the certificate of the peer was refused: " + why);
      case PeerSki.Consistent(Ski ski) -> {
        if (expected.isPresent() && !expected.get().equals(ski)) {
          throw refuse(
              Trouble.OTHER_DEVICE, "answered as SKI " + ski + ", expected " + expected.get());
        }
      }
    }
  }

  private CertificateException refuse(Trouble trouble, String why) {
    refusal = new Refusal(trouble, why);
    return new CertificateException(why);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String kind) throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String kind) throws CertificateException {
    check(chain);
  }

  /** No list of issuers in the certificate request: every node is its own. */
  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
