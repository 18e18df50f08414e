package dev.shiphub.bench;

import dev.shiphub.ship.clock.SteadyClock;
import dev.shiphub.ship.identity.LocalIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A mosquitto (Debian's) as a process: TLS 1.2, mutual, P-256, AES-128-GCM, no resumption that any
 * client of ours asks for. What a hub in C would cost.
 */
final class Broker implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Program program;
  private final InetSocketAddress address;

  private Broker(Program program, InetSocketAddress address) {
    this.program = program;
    this.address = address;
  }

  /**
   * Starts one that lets these in, and waits until it listens.
   *
   * @throws Missing if there is no mosquitto
   */
  static Broker start(Workplace place, List<String> prefix, List<LocalIdentity> clients)
      throws Missing, IOException, InterruptedException {
    Path binary =
        Program.find("mosquitto").orElseThrow(() -> new Missing("mosquitto (Debian: mosquitto)"));
    Path folder = place.folder("mosquitto");
    int port = freePort();
    Path configuration = configuration(folder, port, clients);
    Program program =
        Program.start(place, prefix, List.of(binary.toString(), "-c", configuration.toString()));
    Broker broker =
        new Broker(program, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    broker.awaitListening();
    return broker;
  }

  private static Path configuration(Path folder, int port, List<LocalIdentity> clients)
      throws IOException {
    LocalIdentity own =
        LocalIdentity.generate("broker", SteadyClock.wall().instant(), new SecureRandom());
    Path key = folder.resolve("key.pem");
    Path certificate = folder.resolve("certificate.pem");
    Path known = folder.resolve("clients.pem");
    Files.write(key, pem("PRIVATE KEY", own.privateKey().getEncoded()));
    Files.write(certificate, pem("CERTIFICATE", encoded(own)));
    List<String> all = new ArrayList<>();
    for (LocalIdentity client : clients) {
      all.addAll(pem("CERTIFICATE", encoded(client)));
    }
    Files.write(known, all);
    return Files.write(
        folder.resolve("mosquitto.conf"),
        List.of(
            "user root",
            "log_dest none",
            "persistence false",
            "listener " + port + " 127.0.0.1",
            "allow_anonymous true",
            "require_certificate true",
            "tls_version tlsv1.2",
            "ciphers ECDHE-ECDSA-AES128-GCM-SHA256",
            "cafile " + known,
            "certfile " + certificate,
            "keyfile " + key));
  }

  private static byte[] encoded(LocalIdentity identity) {
    try {
      return identity.certificate().getEncoded();
    } catch (CertificateEncodingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static List<String> pem(String kind, byte[] bytes) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return List.of("-----BEGIN " + kind + "-----", text, "-----END " + kind + "-----");
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private void awaitListening() throws IOException, InterruptedException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!isListening()) {
      if (System.nanoTime() > until || !program.process().isAlive()) {
        close();
        throw new IOException("mosquitto does not listen: " + program.errors());
      }
      Thread.sleep(2);
    }
  }

  private boolean isListening() {
    try (Socket probe = new Socket()) {
      probe.connect(address, 500);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  InetSocketAddress address() {
    return address;
  }

  Program program() {
    return program;
  }

  double cpuMillis() throws IOException {
    return Cpu.millis(program.pid());
  }

  @Override
  public void close() {
    program.close();
  }
}
