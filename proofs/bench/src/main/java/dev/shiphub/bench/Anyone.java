package dev.shiphub.bench;

import java.net.Socket;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Takes every certificate: who is there means nothing to a benchmark. */
final class Anyone extends X509ExtendedTrustManager {
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
