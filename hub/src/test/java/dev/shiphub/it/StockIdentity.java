package dev.shiphub.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shiphub.ship.Ski;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * A key and a certificate made by the JDK's {@code keytool}, and TLS with them as the platform sets
 * it up: nothing of it is ours.
 */
record StockIdentity(Ski ski, SSLContext tls) {
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final String ALIAS = "peer";
  private static final String KEY_IDENTIFIER = "2.5.29.14";
  private static final int SKI_BYTES = 20;

  /** Makes one; the file is named after it. */
  static StockIdentity make(Path file) throws Exception {
    keytool(file);
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD);
    SSLContext tls = SSLContext.getInstance("TLS");
    KeyManager[] own = keys.getKeyManagers();
    tls.init(own, new TrustManager[] {new Anyone()}, null);
    return new StockIdentity(skiOf(store.getCertificate(ALIAS)), tls);
  }

  /** The SKI that a certificate shows. */
  static Ski skiOf(Certificate certificate) {
    byte[] extension = ((X509Certificate) certificate).getExtensionValue(KEY_IDENTIFIER);
    int end = extension.length;
    return new Ski(HexFormat.of().formatHex(Arrays.copyOfRange(extension, end - SKI_BYTES, end)));
  }

  private static void keytool(Path file) throws Exception {
    Path tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    String key = "-genkeypair -alias " + ALIAS + " -dname CN=x -keyalg EC -groupname secp256r1";
    String store = "-validity 3650 -storetype PKCS12 -storepass " + String.valueOf(PASSWORD);
    List<String> command = new ArrayList<>(List.of(tool.toString(), "-keystore", file.toString()));
    command.addAll(List.of((key + " " + store).split(" ")));
    Process running = Births.start(new ProcessBuilder(command).redirectErrorStream(true));
    String said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, running.waitFor(), said);
  }

  /** Takes every certificate, as trust is SHIP's business. */
  private static final class Anyone implements X509TrustManager {
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
