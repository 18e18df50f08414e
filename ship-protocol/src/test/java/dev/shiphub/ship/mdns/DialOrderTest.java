package dev.shiphub.ship.mdns;

import static dev.shiphub.ship.mdns.Samples.ETH0;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DialOrderTest {
  private static List<String> order(Link link, String... literals) {
    return DialOrder.on(link, Stream.of(literals).map(Samples::address).toList());
  }

  @Test
  void triesIpv4ThenGlobalIpv6ThenScopedLinkLocal() {
    assertEquals(
        List.of("192.168.1.9", "fd00:0:0:0:0:0:0:9", "fe80:0:0:0:0:0:0:9%eth0"),
        order(ETH0, "fe80::9", "fd00::9", "192.168.1.9"));
  }

  // A device that announces the addresses of its containers too (hassio-addon#99).
  @Test
  void triesTheAddressOfTheOwnSubnetFirst() {
    assertEquals(
        List.of("192.168.1.9", "172.17.0.1", "172.18.0.1"),
        order(ETH0, "172.18.0.1", "172.17.0.1", "192.168.1.9"));
  }

  @Test
  void doesNotDependOnTheOrderOfThePackets() {
    assertEquals(
        order(ETH0, "192.168.1.9", "192.168.1.8"), order(ETH0, "192.168.1.8", "192.168.1.9"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1", "0.0.0.0", "::", "224.0.0.251", "ff02::fb"})
  void leavesOutWhatLeadsNowhereOrToOurselves(String literal) {
    assertEquals(List.of(), order(ETH0, literal));
  }

  @Test
  void takesLoopbackOnLoopback() {
    Link lo = Samples.link("lo", 1, "127.0.0.1", 8);
    assertEquals(List.of("127.0.0.1"), order(lo, "127.0.0.1"));
  }

  @Test
  void mergesWithoutRepetitionAndKeepsTheFamiliesInOrder() {
    assertEquals(
        List.of("192.168.1.9", "10.0.0.9", "fd00:0:0:0:0:0:0:9", "fe80:0:0:0:0:0:0:9%eth0"),
        DialOrder.merge(
            List.of("192.168.1.9", "fe80:0:0:0:0:0:0:9%eth0"),
            List.of("10.0.0.9", "192.168.1.9", "fd00:0:0:0:0:0:0:9")));
  }
}
