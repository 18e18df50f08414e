package dev.shiphub.ship.mdns;

import static dev.shiphub.ship.mdns.Samples.link;
import static dev.shiphub.ship.mdns.Samples.up;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkWatchTest {
  private static final Link V4 = link("eth0", 2, "192.168.1.5", 24);
  private static final Link SECOND_V4 = link("eth0", 2, "192.168.1.77", 24);
  private static final Link AUTO_V4 = link("eth0", 2, "169.254.3.4", 16);
  private static final Link ULA = link("eth0", 2, "fd00::5", 64);
  private static final Link SECOND_ULA = link("eth0", 2, "fd00::6", 64);
  private static final Link LINK_LOCAL = link("eth0", 2, "fe80::5", 64);
  private static final Link LO_V4 = link("lo", 1, "127.0.0.1", 8);
  private static final InterfaceFacts LO =
      new InterfaceFacts(
          "lo", 1, true, true, false, false, List.of(LO_V4, link("lo", 1, "::1", 128)));

  private static LinkWatch.Sight look(InterfaceChoice choice, InterfaceFacts... facts) {
    return new LinkWatch(choice, () -> List.of(facts)).look(Set.of());
  }

  private static LinkWatch.Sight automatic(InterfaceFacts... facts) {
    return look(InterfaceChoice.automatic(), facts);
  }

  @Nested
  class Automatically {
    @Test
    void takesWhatIsUpAndLeadsToOthers() {
      assertEquals(List.of(V4), automatic(LO, up("eth0", 2, V4)).links());
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "docker0",
          "br-0123456789ab",
          "veth12ab",
          "virbr0",
          "vnet3",
          "lxcbr0",
          "lxdbr0",
          "cni0",
          "flannel.1",
          "cali12",
          "podman0"
        })
    void leavesOutWhatContainersAndVirtualMachinesMake(String name) {
      assertEquals(
          new LinkWatch.Sight(List.of(), List.of(), Set.of("192.168.1.5")),
          automatic(up(name, 2, V4)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"br0", "br-lan", "enp3s0", "wlan0", "end0", "eth0.100"})
    void takesBridgesThatAreTheHomeNetwork(String name) {
      assertEquals(List.of(V4), automatic(up(name, 2, V4)).links());
    }

    @Test
    void saysWhyAnInterfaceIsNotUsed() {
      assertEquals(
          List.of(
              "eth1: down",
              "wlan0: no multicast",
              "tun0: point-to-point, not used unless named",
              "eth2: no address"),
          automatic(
                  new InterfaceFacts("eth1", 3, false, false, false, true, List.of(V4)),
                  new InterfaceFacts("wlan0", 4, true, false, false, false, List.of(V4)),
                  new InterfaceFacts("tun0", 5, true, false, true, true, List.of(V4)),
                  up("eth2", 6))
              .notes());
    }

    @Test
    void stopsAtSixteenLinks() {
      List<InterfaceFacts> many = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        many.add(up("eth" + i, i, link("eth" + i, i, "10.0." + i + ".1", 24)));
      }
      LinkWatch.Sight sight = automatic(many.toArray(InterfaceFacts[]::new));
      assertEquals(16, sight.links().size());
      assertEquals(List.of("only 16 of 20 addresses are used"), sight.notes());
    }
  }

  @Nested
  class ByName {
    @Test
    void takesLoopbackWithItsIpv4AddressAlone() {
      assertEquals(
          List.of(LO_V4), look(InterfaceChoice.of(List.of("lo")), LO, up("eth0", 2, V4)).links());
    }

    @Test
    void takesPointToPointAndContainerLinks() {
      InterfaceFacts tun = new InterfaceFacts("veth0", 5, true, false, true, true, List.of(V4));
      assertEquals(List.of(V4), look(InterfaceChoice.of(List.of("veth0")), tun).links());
    }

    @Test
    void saysThatThereIsNoSuchInterface() {
      assertEquals(
          List.of("eth7: no such interface"),
          look(InterfaceChoice.of(List.of("eth7")), up("eth0", 2, V4)).notes());
    }

    @Test
    void choosesAutomaticallyWithoutNames() {
      assertEquals(InterfaceChoice.automatic(), InterfaceChoice.of(List.of()));
    }
  }

  @Nested
  class Addresses {
    private static List<Link> served(Set<Link> before, Link... addresses) {
      return new LinkWatch(InterfaceChoice.automatic(), () -> List.of(up("eth0", 2, addresses)))
          .look(before)
          .links();
    }

    @Test
    void oneOfEachFamily() {
      assertEquals(List.of(V4, ULA), served(Set.of(), V4, SECOND_V4, ULA, SECOND_ULA, LINK_LOCAL));
    }

    // Peers that drop the scope dial into nothing (evcc#33634).
    @Test
    void announceLinkLocalIpv6OnlyIfThereIsNoOther() {
      assertEquals(List.of(V4), served(Set.of(), V4, LINK_LOCAL));
      assertEquals(List.of(LINK_LOCAL), served(Set.of(), LINK_LOCAL));
    }

    @Test
    void preferRoutedIpv4ToSelfAssigned() {
      assertEquals(List.of(V4), served(Set.of(), AUTO_V4, V4));
      assertEquals(List.of(AUTO_V4), served(Set.of(), AUTO_V4));
    }

    @Test
    void stayAsLongAsTheyAreThere() {
      assertEquals(List.of(SECOND_V4), served(Set.of(SECOND_V4), V4, SECOND_V4));
      assertEquals(List.of(ULA), served(Set.of(SECOND_ULA), ULA));
    }
  }

  @Test
  void knowsAllAddressesOfTheMachine() {
    assertEquals(
        Set.of("127.0.0.1", "0:0:0:0:0:0:0:1", "192.168.1.5", "fe80:0:0:0:0:0:0:5%eth0"),
        automatic(LO, up("eth0", 2, V4, LINK_LOCAL)).local());
  }

  @Test
  void readsTheInterfacesOfThisMachine() {
    assertTrue(
        ThisMachine.interfaces().stream()
            .anyMatch(one -> one.loopback() && one.toServe(Set.of()).contains(LO_V4)),
        () -> "no loopback interface with 127.0.0.1/8: " + ThisMachine.interfaces());
  }
}
