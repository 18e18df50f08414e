package dev.shiphub.ship.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.port.Acquaintances;
import dev.shiphub.ship.transport.TransportLimits.Rate;
import dev.shiphub.ship.transport.TransportLimits.Rates;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Proof of promise 9. */
class ArrivalRateTest {
  /** 3 at once and 1 a second from an address, 8 at once and 2 a second in all; 10 addresses. */
  private static final Duration CALM = Duration.ofSeconds(5);

  private static final Rates LIMITS = new Rates(new Rate(3, 1), new Rate(8, 2), CALM, 10);

  private final Set<InetAddress> known = new HashSet<>();
  private final HandClock clock = new HandClock();
  private final ArrivalRate rate =
      new ArrivalRate(
          LIMITS,
          new Acquaintances() {
            @Override
            public boolean isKnown(InetAddress address) {
              return known.contains(address);
            }

            @Override
            public boolean isPaired(Ski ski) {
              return false;
            }
          });

  private static InetAddress host(int number) {
    return InetAddress.ofLiteral("192.0.2." + number);
  }

  private boolean admits(InetAddress address) {
    return rate.admits(address, clock.instant());
  }

  private int admitted(InetAddress address, int knocks) {
    int admitted = 0;
    for (int i = 0; i < knocks; i++) {
      admitted += admits(address) ? 1 : 0;
    }
    return admitted;
  }

  @Test
  void admitsABurstOfAnAddressAndThenSoManyASecond() {
    assertEquals(3, admitted(host(1), 9));

    clock.advance(Duration.ofSeconds(2));
    assertEquals(2, admitted(host(1), 9));
  }

  @Test
  void doesNotSaveUpMoreThanABurst() {
    admits(host(1));
    clock.advance(Duration.ofDays(1));

    assertEquals(3, admitted(host(1), 9));
  }

  @Test
  void countsTheHostsOfAnIpv6NetworkAsOne() {
    int admitted = 0;
    for (int number = 1; number <= 9; number++) {
      admitted += admits(InetAddress.ofLiteral("2001:db8::" + number)) ? 1 : 0;
    }

    assertEquals(3, admitted);
    assertTrue(admits(InetAddress.ofLiteral("2001:db8:0:1::1")));
  }

  @Test
  void limitsAllStrangersTogether() {
    int admitted = 0;
    for (int number = 1; number <= 99; number++) {
      admitted += admits(host(number)) ? 1 : 0;
    }

    assertEquals(8, admitted);
  }

  // Else those who hammer leave nothing to a device that wants to be paired.
  @Test
  void leavesHalfOfTheBurstToThoseWhoKnockSeldom() {
    for (int i = 0; i < 20; i++) {
      clock.advance(Duration.ofMillis(100));
      for (int number = 1; number <= 4; number++) {
        admitted(host(number), 9);
      }
    }

    assertEquals(0, admitted(host(1), 9));
    assertEquals(1, admitted(host(5), 1));
  }

  // Else nine who come every second, and are refused, take also what is kept for others.
  @Test
  void countsKnocksInVainAsKnocks() {
    for (int i = 0; i < 60; i++) {
      clock.advance(Duration.ofSeconds(1));
      for (int number = 1; number <= 9; number++) {
        admits(host(number));
      }
    }

    assertEquals(0, admitted(host(1), 1));
    assertTrue(admits(host(10)));
  }

  @Test
  void leavesAKnownAddressItsOwnWhateverStrangersDo() {
    known.add(host(200));
    for (int number = 1; number <= 99; number++) {
      admitted(host(number), 9);
    }

    assertEquals(3, admitted(host(200), 9));
    clock.advance(Duration.ofSeconds(1));
    for (int number = 1; number <= 99; number++) {
      admitted(host(number), 9);
    }
    assertEquals(1, admitted(host(200), 9));
  }

  @Test
  void givesAKnownAddressWhatStrangersGetBesides() {
    known.add(host(200));

    assertEquals(6, admitted(host(200), 9));
  }

  @Test
  void doesNotGrowWithAFloodOfAddresses() {
    known.add(host(200));
    known.add(host(201));
    admits(host(200));
    admits(host(201));
    for (int number = 1; number <= 99; number++) {
      admits(host(number));
      clock.advance(Duration.ofMillis(10));
    }

    assertEquals(10 + 2, rate.size());
  }

  @Test
  void doesNotForgetWhoHammersForWhoComesNew() {
    admitted(host(1), 9);
    clock.advance(Duration.ofMillis(500));
    for (int number = 2; number <= 99; number++) {
      admits(host(number));
    }

    assertFalse(admits(host(1)));
  }

  @Test
  void forgetsAStrangerThatHasBeenCalm() {
    admits(host(1));
    clock.advance(CALM);
    admits(host(2));

    assertEquals(1, rate.size());
  }

  @Test
  void forgetsAnAddressThatIsKnownNoMore() {
    known.add(host(200));
    admits(host(200));
    known.clear();
    known.add(host(201));
    admits(host(201));

    assertEquals(1, rate.size());
  }
}
