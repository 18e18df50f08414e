package dev.shiphub.hub.adapter.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.hub.adapter.http.Network;
import java.net.InetAddress;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What wrong tokens are told: 3 a minute from one network, 100 from all, 4 networks apart. */
final class ThrottleTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final Throttle throttle = new Throttle(3, 100, 4);

  private Throttle.Verdict wrong(String address, int second) {
    return throttle.wrong(Network.of(InetAddress.ofLiteral(address)), START.plusSeconds(second));
  }

  @Test
  void theFourthInAMinuteIsTooMany() {
    for (int at = 0; at < 3; at++) {
      assertFalse(wrong("10.0.0.1", at).isTooMany());
    }
    assertTrue(wrong("10.0.0.1", 59).isTooMany());
    assertFalse(wrong("10.0.0.1", 60).isTooMany());
  }

  @Test
  void aNeighbourDoesNotSuffer() {
    for (int at = 0; at < 50; at++) {
      wrong("10.0.0.1", at);
    }
    assertFalse(wrong("10.0.0.2", 50).isTooMany());
  }

  @Test
  void theAddressesOfAnIpv6NetworkCountTogether() {
    for (int at = 1; at <= 3; at++) {
      wrong("2001:db8::" + at, 0);
    }
    assertTrue(wrong("2001:db8::4", 0).isTooMany());
  }

  @Test
  void manyNetworksTogetherAreTooManyToo() {
    for (int at = 0; at < 100; at++) {
      assertFalse(wrong("10.0." + at + ".1", 0).isTooMany());
    }
    assertTrue(wrong("10.1.0.1", 0).isTooMany());
  }

  @Test
  void oneMinuteOfOneNetworkIsTwoLinesInTheLog() {
    assertEquals(
        2, IntStream.range(0, 50).filter(at -> wrong("10.0.0.1", at).isWorthALine()).count());
  }

  // Whoever has many addresses must not fill the disk with them.
  @Test
  void manyNetworksAreTenLinesAMinute() {
    assertEquals(
        10,
        IntStream.range(0, 200).filter(at -> wrong("10.0." + at + ".1", 0).isWorthALine()).count());
    assertTrue(wrong("10.1.0.1", 60).isWorthALine());
  }

  @Test
  void theTableForgetsWhomItHasNotHeardOfForLongest() {
    for (int at = 0; at < 4; at++) {
      wrong("10.0.0.1", 0);
    }
    for (int at = 2; at <= 4; at++) {
      wrong("10.0.0." + at, 1);
    }
    assertTrue(wrong("10.0.0.1", 2).isTooMany());
    for (int at = 5; at <= 8; at++) {
      wrong("10.0.0." + at, 3);
    }
    assertEquals(1, wrong("10.0.0.1", 4).count());
  }
}
