package dev.shiphub.ship.identity;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import javax.crypto.spec.PBEParameterSpec;

/** An identity as the bytes of a PKCS#12 key store (RFC 7292), and back. */
final class KeyStoreBytes {
  /** What was found, before anybody judged whether it belongs together. */
  record Entry(PrivateKey privateKey, X509Certificate certificate) {}

  private static final String ALIAS = "ship";

  /**
   * Fixed, because PKCS#12 wants a password: a daemon that starts without a person would have to
   * keep a secret one beside the file. The mode of the file is what protects the key.
   */
  private static final char[] PASSWORD = "shiphub".toCharArray();

  private static final String KEY_CIPHER = "PBEWithHmacSHA256AndAES_256";
  private static final int SALT_BYTES = 16;

  /**
   * Stretching a published password protects nothing; the default of 10000 costs a Pi a noticeable
   * part of its start.
   */
  private static final int ITERATIONS = 1_000;

  private KeyStoreBytes() {}

  static byte[] write(LocalIdentity identity, SecureRandom random) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    var entry =
        new KeyStore.PrivateKeyEntry(
            identity.privateKey(), new Certificate[] {identity.certificate()});
    var protection =
        new KeyStore.PasswordProtection(
            PASSWORD, KEY_CIPHER, new PBEParameterSpec(salt, ITERATIONS));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      KeyStore store = empty();
      store.setEntry(ALIAS, entry, protection);
      // No password here: the certificate is public, and its own signature shows damage as well as
      // a MAC would.
      store.store(bytes, null);
    } catch (GeneralSecurityException | IOException unexpected) {
      throw new IllegalStateException("cannot make a PKCS#12 key store", unexpected);
    }
    return bytes.toByteArray();
  }

  /**
   * @throws GeneralSecurityException if the bytes are no such key store, or are damaged
   */
  static Entry read(byte[] bytes) throws GeneralSecurityException {
    try {
      KeyStore store = empty();
      store.load(new ByteArrayInputStream(bytes), PASSWORD);
      String alias = onlyAlias(store);
      Key key = store.getKey(alias, PASSWORD);
      if (!(key instanceof PrivateKey privateKey)
          || !(store.getCertificate(alias) instanceof X509Certificate certificate)) {
        throw new GeneralSecurityException("it holds no private key with a certificate");
      }
      certificate.verify(certificate.getPublicKey());
      return new Entry(privateKey, certificate);
    } catch (IOException | RuntimeException damaged) {
      throw new GeneralSecurityException("it is damaged or not written by shiphub", damaged);
    }
  }

  private static String onlyAlias(KeyStore store) throws GeneralSecurityException {
    List<String> aliases = Collections.list(store.aliases());
    if (aliases.size() != 1) {
      throw new GeneralSecurityException("it holds " + aliases.size() + " entries instead of one");
    }
    return aliases.getFirst();
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}
