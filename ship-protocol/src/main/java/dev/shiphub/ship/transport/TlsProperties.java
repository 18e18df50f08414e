package dev.shiphub.ship.transport;

import java.util.Map;

/**
 * The system properties of JSSE that SHIP needs, which it reads once and has no other switch for.
 *
 * <p>A launcher may set the same by {@code -D}; a value that is set already is kept. They count
 * only if they are set before the first use of TLS in the process.
 */
public final class TlsProperties {
  /** Name to value. */
  public static final Map<String, String> NEEDED =
      Map.of(
          // A peer must not change who it is, nor burn our time, on an open connection.
          "jdk.tls.rejectClientInitiatedRenegotiation", "true",
          // A resumed session would skip the check of the certificate.
          "jdk.tls.server.enableSessionTicketExtension", "false",
          "jdk.tls.client.enableSessionTicketExtension", "false",
          "jdk.tls.server.newSessionTicketCount", "0",
          // JSSE ends a handshake whose server name it does not take for one: "eebus.local." of
          // py-eebus, or one with an underscore. By which name we are called means nothing to us.
          "jdk.tls.server.disableExtensions", "server_name",
          // What a stranger can make us hold and parse.
          "jdk.tls.maxHandshakeMessageSize", "32768",
          "jdk.tls.maxCertificateChainLength", "10");

  private TlsProperties() {}

  /** Sets those that are not set yet. */
  public static void set() {
    NEEDED.forEach(
        (name, value) -> {
          if (System.getProperty(name) == null) {
            System.setProperty(name, value);
          }
        });
  }
}
