package dev.shiphub.hub.adapter.mqtt;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * How a broker is known and how we are known to it.
 *
 * @param trust who may sign its certificate; empty: those whom the JDK trusts
 * @param own our certificate, if it wants one
 */
record BrokerTls(Optional<TrustManagerFactory> trust, Optional<KeyManagerFactory> own) {
  /** Keys in memory are not encrypted with anything. */
  private static final char[] NO_PASSWORD = {};

  /**
   * Reads the files that the configuration names.
   *
   * @throws IOException if one of them is not what it should be; says which, and quotes nothing
   */
  static BrokerTls of(MqttSettings settings) throws IOException {
    Optional<TrustManagerFactory> trust = Optional.empty();
    if (settings.trustFile().isPresent()) {
      Path file = settings.trustFile().get();
      trust = Optional.of(read("mqtt.caFile", file, () -> trusting(Pem.certificates(file))));
    }
    Optional<KeyManagerFactory> own = Optional.empty();
    if (settings.certificateFile().isPresent() && settings.keyFile().isPresent()) {
      Path file = settings.certificateFile().get();
      Path keyFile = settings.keyFile().get();
      List<X509Certificate> chain =
          read("mqtt.certificateFile", file, () -> Pem.certificates(file));
      own = Optional.of(read("mqtt.keyFile", keyFile, () -> knownBy(Pem.key(keyFile), chain)));
    }
    return new BrokerTls(trust, own);
  }

  /** Something that reads a file. */
  @FunctionalInterface
  private interface Reading<T> {
    T read() throws IOException, GeneralSecurityException;
  }

  private static <T> T read(String key, Path file, Reading<T> reading) throws IOException {
    try {
      return reading.read();
    } catch (IOException | GeneralSecurityException unfit) {
      throw new IOException(key + ": " + file + " cannot be used: " + words(unfit), unfit);
    }
  }

  private static String words(Exception unfit) {
    return unfit instanceof IOException
        ? Trouble.words(unfit)
        : "it is not what it should be (" + unfit.getClass().getSimpleName() + ")";
  }

  private static TrustManagerFactory trusting(List<X509Certificate> signers)
      throws IOException, GeneralSecurityException {
    KeyStore store = empty();
    for (X509Certificate signer : signers) {
      store.setCertificateEntry("ca-" + store.size(), signer);
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    return trust;
  }

  private static KeyManagerFactory knownBy(PrivateKey key, List<X509Certificate> chain)
      throws IOException, GeneralSecurityException {
    KeyStore store = empty();
    store.setKeyEntry("own", key, NO_PASSWORD, chain.toArray(X509Certificate[]::new));
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(store, NO_PASSWORD);
    return own;
  }

  private static KeyStore empty() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    return store;
  }
}
