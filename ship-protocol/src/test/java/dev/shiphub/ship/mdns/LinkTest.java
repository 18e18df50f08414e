package dev.shiphub.ship.mdns;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkTest {
  // RFC 6762 11
  @ParameterizedTest
  @CsvSource({
    "192.168.1.5, 24, 192.168.1.200, true",
    "192.168.1.5, 24, 192.168.2.200, false",
    "192.168.1.5, 24, 8.8.8.8, false",
    "192.168.1.5, 24, 169.254.3.4, true",
    "192.168.1.5, 20, 192.168.15.1, true",
    "192.168.1.5, 20, 192.168.16.1, false",
    "192.168.1.5, 0, 8.8.8.8, true",
    "192.168.1.5, 24, fe80::1, false",
    "fd00::5, 64, fe80::1, true",
    "fd00::5, 64, fd00::6, true",
    "fd00::5, 64, fd01::6, false",
    "127.0.0.1, 8, 127.0.0.1, true",
    "127.0.0.1, 8, 192.168.1.5, false",
  })
  void takesPacketsOnlyFromItsOwnSubnet(String own, int bits, String source, boolean reaches) {
    assertEquals(reaches, Samples.link("eth0", 2, own, bits).reaches(Samples.address(source)));
  }

  @Test
  void sortsByInterfaceThenIpv4First() {
    Link a = Samples.link("eth0", 2, "192.168.1.5", 24);
    Link b = Samples.link("eth0", 2, "fd00::5", 64);
    Link c = Samples.link("wlan0", 3, "10.0.0.1", 24);
    assertEquals(List.of(a, b, c), Stream.of(c, b, a).sorted().toList());
  }
}
