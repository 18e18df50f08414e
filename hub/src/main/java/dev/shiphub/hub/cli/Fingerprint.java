package dev.shiphub.hub.cli;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * The one certificate that a daemon is believed to have, by its SHA-256. Neither its name nor its
 * dates nor who signed it count.
 *
 * @param hex 64 lower case hex digits
 */
record Fingerprint(String hex) {
  private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{64}");

  /** Reads 64 hex digits, with or without colons or blanks between them; empty if it is none. */
  static Optional<Fingerprint> parse(String text) {
    String digits = text.toLowerCase(Locale.ROOT).replaceAll("[: ]", "");
    return DIGITS.matcher(digits).matches()
        ? Optional.of(new Fingerprint(digits))
        : Optional.empty();
  }

  /** TLS that talks to nobody else. */
  SSLSocketFactory tls() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new Pin()}, null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every Java platform has TLS", missing);
    }
  }

  private void require(X509Certificate[] chain) throws CertificateException {
    Fingerprint shown = of(chain[0]);
    if (!shown.equals(this)) {
      throw new CertificateException(
          "the certificate there has another fingerprint, "
              + shown
              + ": it is not the daemon that was meant, or has a new certificate; compare with the"
              + " daemon's log");
    }
  }

  private static Fingerprint of(X509Certificate certificate) throws CertificateException {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return new Fingerprint(HexFormat.of().formatHex(hash));
    } catch (GeneralSecurityException unreadable) {
      throw new CertificateException(unreadable);
    }
  }

  /** As browsers show it. */
  @Override
  public String toString() {
    return hex.toUpperCase(Locale.ROOT).replaceAll("..(?!$)", "$0:");
  }

  /** Believes in this certificate only. */
  private final class Pin extends X509ExtendedTrustManager {
    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      require(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      require(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      require(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      throw noServer();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      throw noServer();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      throw noServer();
    }

    private static CertificateException noServer() {
      return new CertificateException("this is a client");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
