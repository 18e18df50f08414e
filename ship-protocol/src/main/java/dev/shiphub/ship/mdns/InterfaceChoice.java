package dev.shiphub.ship.mdns;

import java.util.List;

/** Which network interfaces are announced on and listened to. */
public sealed interface InterfaceChoice {
  /**
   * All that are up, can do multicast, and lead to other machines.
   *
   * <p>Left out are loopback, point-to-point links (VPN), and what container and virtual machine
   * tools make, known by its names: {@code docker0}, {@code br-} with Docker's twelve digits,
   * {@code veth}, {@code virbr}, {@code vnet}, {@code lxcbr}, {@code lxdbr}, {@code cni}, {@code
   * flannel}, {@code cali}, {@code podman}. Other bridges ({@code br0}, {@code br-lan}) are used:
   * on routers they are the home network.
   */
  record Automatic() implements InterfaceChoice {}

  /**
   * Only these, whatever they are; loopback works with its IPv4 address.
   *
   * @param names at least one, as the kernel spells them
   */
  record Named(List<String> names) implements InterfaceChoice {
    /**
     * @throws IllegalArgumentException if there is no name
     */
    public Named {
      names = List.copyOf(names);
      if (names.isEmpty()) {
        throw new IllegalArgumentException("no interface is named");
      }
    }
  }

  /** The default choice. */
  static InterfaceChoice automatic() {
    return new Automatic();
  }

  /** Exactly the interfaces with these names; without names the automatic choice. */
  static InterfaceChoice of(List<String> names) {
    return names.isEmpty() ? automatic() : new Named(names);
  }
}
