package dev.shiphub.bench;

import dev.shiphub.ship.clock.SteadyClock;
import dev.shiphub.ship.identity.LocalIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** Keys and certificates of the ends of a measurement: P-256, as SHIP wants them (SHIP 9). */
final class BenchKeys {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final char[] NO_PASSWORD = {};
  private static final int PEM_LINE = 64;

  private BenchKeys() {}

  /** A new one. */
  static LocalIdentity fresh() {
    return LocalIdentity.generate("bench", SteadyClock.wall().instant(), RANDOM);
  }

  /** TLS with it, that takes whatever certificate the peer shows. */
  static SSLContext tls(LocalIdentity identity) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      X509Certificate[] chain = {identity.certificate()};
      store.setKeyEntry("bench", identity.privateKey(), NO_PASSWORD, chain);
      KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
      keys.init(store, NO_PASSWORD);
      SSLContext context = SSLContext.getInstance("TLSv1.2");
      context.init(keys.getKeyManagers(), new TrustManager[] {new Anyone()}, null);
      return context;
    } catch (GeneralSecurityException | IOException missing) {
      throw new IllegalStateException("this Java platform has no TLS", missing);
    }
  }

  /** Writes it for programs that are not Java: {@code certificate.pem} and {@code key.pem}. */
  static void write(LocalIdentity identity, Path directory) throws IOException {
    Files.writeString(
        directory.resolve("key.pem"), pem("PRIVATE KEY", identity.privateKey().getEncoded()));
    try {
      Files.writeString(
          directory.resolve("certificate.pem"),
          pem("CERTIFICATE", identity.certificate().getEncoded()));
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("our own certificate", broken);
    }
  }

  private static String pem(String what, byte[] bytes) {
    byte[] newline = "\n".getBytes(StandardCharsets.US_ASCII);
    String body = Base64.getMimeEncoder(PEM_LINE, newline).encodeToString(bytes);
    return "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n";
  }
}
