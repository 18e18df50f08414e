package dev.shiphub.hub;

import dev.shiphub.hub.core.Limits;
import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.handshake.HandshakeTimes;
import dev.shiphub.ship.transport.TransportLimits;
import dev.shiphub.tidy.MadePage;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * docs/limits.md is made of the limits that the daemon has. {@code -Dlimits.write=true} writes it.
 */
final class LimitsPageTest {
  private static final MadePage PAGE = new MadePage("limits.md", "limits.write");

  private final HubConfig config = ConfigFile.usual();
  private final TransportLimits ship = config.transportLimits();
  private final Limits limits = config.limits();
  private final HandshakeTimes times = HandshakeTimes.DEFAULT;

  @Test
  void thePageShowsTheLimitsOfTheDaemon() throws IOException {
    PAGE.assertIs(HEAD + arrivals() + SLOW + slow() + KEPT + kept() + TAIL);
  }

  private String arrivals() {
    TransportLimits.Rates rates = ship.rates();
    return row(
            "connections from one address", rate(rates.address()), "closed at once, with a reset")
        + row(
            "connections of all strangers",
            rate(rates.all())
                + "; the last "
                + rates.all().burst() / 2
                + " for addresses that have not knocked for "
                + words(rates.calm()),
            "closed at once, with a reset")
        + row(
            "addresses that are remembered",
            rates.addresses()
                + ", none longer than "
                + words(rates.calm())
                + " after its last knock",
            "later ones count as one address")
        + row(
            "connections before the end of the upgrade",
            ship.door().arrivals() + ", " + ship.door().arrivalsPerAddress() + " of one address",
            "who is silent makes room, then who is slow, then the last of the address that has"
                + " most; else reset")
        + row(
            "TLS handshakes under way",
            ship.door().handshakes()
                + ", one of an address, each counted for "
                + words(ship.door().permit()),
            "wait in line, address by address")
        + row(
            "open connections",
            ship.door().open()
                + ", "
                + (ship.door().open() - ship.reserve().open())
                + " of strangers",
            "HTTP 503")
        + row(
            "strangers that wait for a decision",
            limits.strangers() + ", each for at most " + words(limits.strangerWait()),
            "closed with " + CloseReason.POLICY)
        + row(
            "bytes that are read before trust",
            bytes(ship.frames().untrustedBytes()) + ", TLS and HTTP included",
            "closed")
        + row("head of HTTP", bytes(TransportLimits.HTTP_HEAD_BYTES), "HTTP 431")
        + row("message before trust", bytes(ship.frames().handshakeBytes()), "closed with 1009")
        + row(
            "pings and pongs",
            ship.frames().controls() + " in " + words(ship.frames().controlsWithin()),
            "closed with " + CloseReason.POLICY);
  }

  private String slow() {
    String tls = words(ship.times().tls()) + " after TCP accept";
    int room = ship.door().arrivals() + ship.reserve().arrivals();
    return row("TCP: says nothing", tls + "; at once if others want in", room + " places", "6 KiB")
        + row(
            "TCP: half a ClientHello", tls + patience(), room + " places", "4 KiB and what it sent")
        + row("TLS: stalls", tls + patience(), room + " places", "35 KiB, 49 at most")
        + row(
            "HTTP: drips its head",
            words(ship.times().upgrade()) + " after TLS" + patience(),
            room + " places",
            "as in TLS, and what it sent")
        + row(
            "SHIP: no first message",
            words(times.cmi()) + " after the upgrade",
            limits.strangers() + " strangers",
            "an open connection")
        + row(
            "SHIP: waits in hello",
            words(limits.strangerWait())
                + " if it asks for more time, else "
                + words(times.helloInit()),
            limits.strangers() + " strangers",
            "an open connection");
  }

  private String patience() {
    return "; after " + words(ship.door().patience()) + " if others want in";
  }

  private String kept() {
    TransportLimits.Reserve reserve = ship.reserve();
    return row("rate", rate(ship.rates().address()) + " of each such address", "the address")
        + row(
            "connections before the end of the upgrade",
            reserve.arrivals() + ", " + reserve.arrivalsPerAddress() + " of one address",
            "the address, and after TLS the certificate")
        + row("TLS handshakes under way", String.valueOf(reserve.handshakes()), "the address")
        + row("open connections", String.valueOf(reserve.open()), "the certificate");
  }

  private static String row(String... cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }

  private static String rate(TransportLimits.Rate rate) {
    return rate.burst() + " at once, then " + rate.perSecond() + " a second";
  }

  private static String bytes(int count) {
    return count % 1024 == 0 ? count / 1024 + " KiB" : count + " bytes";
  }

  private static String words(Duration time) {
    if (time.toMillis() % 1_000 != 0) {
      return time.toMillis() + " ms";
    }
    return time.toSeconds() % 60 == 0 ? time.toMinutes() + " min" : time.toSeconds() + " s";
  }

  private static final String HEAD =
      """
      # What anybody can take before he is trusted

      Made by `mvn verify -Dlimits.write=true` of the limits that the daemon has unless its configuration says otherwise; do not edit.
      `shiphub status --json` shows them under `limits`, and under `ship.refused` how many connections were turned away, by stage and
      reason; the log has one line of each kind in a minute, with a count of those that were held back.

      An address is an IPv4 address or an IPv6 network of 64 bits. With `ship.interfaces`, whoever comes to another interface is closed
      at once.

      | what | most | and then |
      | --- | --- | --- |
      """;
  private static final String SLOW =
      """

      ## What a slow client costs

      Each limit counts for the whole phase, not for each read. The memory is that of the heap, measured with 60 of them on JDK 25; a
      client costs one descriptor and one virtual thread besides.

      | where | ends | at most | each costs |
      | --- | --- | --- | --- |
      """;
  private static final String KEPT =
      """

      ## What is kept for paired devices

      Besides what everybody gets. An address counts where a paired device has proved its SKI by TLS since the start, whoever dialled;
      multicast DNS has no say, and the four latest addresses of each paired device are known. A stranger at such an address leaves the
      reserve as soon as TLS shows who he is, and has to find room among the others. A paired device at a new address is a stranger
      until then.

      | what | kept | decided by |
      | --- | --- | --- |
      """;
  private static final String TAIL =
      """

      Shown by `ReserveTest`, `VestibuleTest`, `ArrivalRateTest`, `PlacesTest`, and against the packaged daemon by
      `mvn verify -P strangers -Dminutes=5`.
      """;
}
