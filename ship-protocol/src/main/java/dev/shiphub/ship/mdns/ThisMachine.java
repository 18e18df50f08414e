package dev.shiphub.ship.mdns;

import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.stream.Stream;

/** The network interfaces of the machine that we run on. */
final class ThisMachine {
  private ThisMachine() {}

  /** All interfaces as they are now; one that vanishes meanwhile is left out. */
  static List<InterfaceFacts> interfaces() {
    try {
      return NetworkInterface.networkInterfaces().flatMap(ThisMachine::facts).toList();
    } catch (SocketException none) {
      return List.of();
    }
  }

  private static Stream<InterfaceFacts> facts(NetworkInterface one) {
    try {
      return Stream.of(
          new InterfaceFacts(
              one.getName(),
              one.getIndex(),
              one.isUp(),
              one.isLoopback(),
              one.isPointToPoint(),
              one.supportsMulticast(),
              one.getInterfaceAddresses().stream().map(address -> link(one, address)).toList()));
    } catch (SocketException vanished) {
      return Stream.empty();
    }
  }

  private static Link link(NetworkInterface one, InterfaceAddress address) {
    return new Link(
        one.getName(),
        one.getIndex(),
        address.getAddress(),
        Math.max(0, address.getNetworkPrefixLength()));
  }
}
