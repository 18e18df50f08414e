package dev.shiphub.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.clock.SteadyClock;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.sim.raw.ForgedCertificate;
import dev.shiphub.sim.raw.Opened;
import dev.shiphub.sim.raw.RawDial;
import dev.shiphub.sim.raw.RawDoor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Whoever shows the SKI of another with a key of his own is refused within the TLS handshake,
 * whoever dials, and changes nothing for the one whose SKI it is (SHIP 12.2; acceptance: forged
 * certificates).
 */
@Timeout(300)
@Execution(ExecutionMode.CONCURRENT)
final class ForgedIT {
  /** Fatal, certificate_unknown (RFC 5246 7.2.2). */
  private static final List<String> CERTIFICATE_UNKNOWN = List.of("022e");

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String PIN = "C0FFEE0123456789";
  private static final SecureRandom RANDOM = new SecureRandom();

  @TempDir private Path directory;

  private static RawDial forger(Ski claimed) {
    SteadyClock clock = new SteadyClock();
    return new RawDial(
        ForgedCertificate.claiming(claimed, SteadyClock.wall().instant(), RANDOM), PATIENCE, clock);
  }

  /** Dials the daemon as the forger; returns the alerts that it gets. */
  private static List<String> dials(RunningDaemon daemon, Ski claimed) throws IOException {
    try (Wiretap tap = Wiretap.before(daemon)) {
      InetSocketAddress door = new InetSocketAddress(InetAddress.getLoopbackAddress(), tap.port());
      Opened.TlsEnded ended =
          assertInstanceOf(Opened.TlsEnded.class, forger(claimed).open(door, "/ship/"));
      assertTrue(ended.isAfterCertificate());
      assertEquals(1, tap.alerts().size());
      return tap.alerts().getFirst();
    }
  }

  /** It keeps its key, dials the daemon and enters its PIN; only the daemon's user knows where. */
  private RunningDevice real(RunningDaemon daemon) throws IOException {
    return RunningDevice.start(
        daemon.ski(),
        "--profile",
        "wallbox",
        "--no-mdns",
        "--state",
        directory.resolve("device").toString(),
        "--send-pin",
        PIN,
        "--peer",
        daemon.ski() + "@127.0.0.1:" + daemon.shipPort());
  }

  @Test
  void aForgedCertificateIsRefusedInTlsWhoeverDialsAndTheRealOneKeepsAll() throws Exception {
    Path state = directory.resolve("state");
    try (RunningDaemon daemon = RunningDaemon.requiring(PIN, state)) {
      Ski ski;
      String trust;
      try (RunningDevice real = real(daemon)) {
        ski = real.ski();
        daemon.pair(ski);
        daemon.awaitConnected(ski);
        daemon.awaitDevice(
            ski, view -> view.object("pin").flatMap(pin -> pin.flag("verified")).orElse(false));
        trust = trusted(state);
        JsonObject session = daemon.device(ski).object("session").orElseThrow();

        assertEquals(CERTIFICATE_UNKNOWN, dials(daemon, new Ski("0123456789".repeat(4))));
        assertEquals(CERTIFICATE_UNKNOWN, dials(daemon, ski));

        assertEquals(
            session.text("id"),
            daemon.device(ski).object("session").flatMap(now -> now.text("id")));
        assertEquals(trust, trusted(state));
      }
      daemon.awaitDevice(ski, view -> view.object("session").isEmpty());

      assertEquals(CERTIFICATE_UNKNOWN, dials(daemon, ski));
      assertEquals(CERTIFICATE_UNKNOWN, isDialled(daemon, ski));

      assertEquals(trust, trusted(state));
      assertEquals(Optional.of(3L), refusedCertificates(daemon));
      try (RunningDevice again = real(daemon)) {
        assertEquals(ski, again.ski());
        daemon.awaitConnected(ski);
        assertEquals(trust, trusted(state));
      }
    }
  }

  /** Has the daemon dial the forger, where a user says that the device is. */
  private static List<String> isDialled(RunningDaemon daemon, Ski ski) throws Exception {
    try (RawDoor door = RawDoor.open(InetAddress.getLoopbackAddress(), forger(ski), () -> {});
        Wiretap tap = Wiretap.before(door.port())) {
      daemon.addPeer(ski, "127.0.0.1", tap.port());
      assertInstanceOf(Opened.TlsEnded.class, door.next(PATIENCE).orElseThrow());
      daemon.awaitDevice(
          ski,
          view ->
              view.items("attempts").stream()
                  .flatMap(List::stream)
                  .anyMatch(attempt -> attempt.toString().contains("is not that of its key")));
      return tap.alerts().getFirst();
    }
  }

  /** What the daemon has on the disk of those whom it trusts, their PINs included. */
  private static String trusted(Path state) throws IOException {
    return Program.json(Files.readString(state.resolve("trust.json")))
        .items("trusted")
        .orElseThrow()
        .toString();
  }

  private static Optional<Long> refusedCertificates(RunningDaemon daemon) throws Exception {
    return daemon
        .get("status")
        .object("ship")
        .flatMap(ship -> ship.object("refused"))
        .flatMap(refused -> refused.object("tls"))
        .flatMap(tls -> tls.integer("certificate"));
  }
}
