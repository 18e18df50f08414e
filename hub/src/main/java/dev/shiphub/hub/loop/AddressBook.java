package dev.shiphub.hub.loop;

import dev.shiphub.hub.core.Connection;
import dev.shiphub.hub.core.StoredState;
import dev.shiphub.hub.core.TrustRecord;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.port.Acquaintances;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who is paired, and at which addresses paired devices have proved who they are, whoever dialled.
 *
 * <p>Multicast DNS has no part in it. Bounded by the paired devices, and never written to a disk:
 * it costs nobody more than a reserved place to be missing here. Any thread.
 */
public final class AddressBook implements Acquaintances {
  /** A device moves, and may have an address of each family. */
  static final int ADDRESSES_OF_A_DEVICE = 4;

  private final Map<Ski, Deque<InetAddress>> entries = new HashMap<>();

  /** What is asked for by those who have no time to wait: the addresses of all entries. */
  private volatile Set<InetAddress> known = Set.of();

  private volatile Set<Ski> paired;

  /** Knows who is paired, and no address. */
  public AddressBook(StoredState stored) {
    paired = trusted(stored);
  }

  private static Set<Ski> trusted(StoredState state) {
    return Set.copyOf(state.trusted().stream().map(TrustRecord::ski).toList());
  }

  /** These records are on the disk. */
  synchronized void saved(StoredState state) {
    paired = trusted(state);
    forgetOthers();
  }

  /** These records are to be written: whoever is not in them has lost its trust already. */
  synchronized void intended(StoredState state) {
    Set<Ski> left = new HashSet<>(paired);
    left.retainAll(trusted(state));
    paired = Set.copyOf(left);
    forgetOthers();
  }

  private void forgetOthers() {
    entries.keySet().retainAll(paired);
    show();
  }

  /** A trusted device has proved its SKI on this connection. */
  synchronized void met(Connection connection) {
    Optional<InetAddress> address = literal(connection.address());
    if (address.isEmpty() || !paired.contains(connection.peer())) {
      return;
    }
    Deque<InetAddress> all = entries.computeIfAbsent(connection.peer(), _ -> new ArrayDeque<>());
    all.remove(address.get());
    all.addFirst(address.get());
    if (all.size() > ADDRESSES_OF_A_DEVICE) {
      all.removeLast();
    }
    show();
  }

  private void show() {
    List<InetAddress> all = new ArrayList<>();
    entries.values().forEach(all::addAll);
    known = Set.copyOf(all);
  }

  /** The address of {@code 192.0.2.1:4712} or {@code [fe80::1%2]:4712}. */
  private static Optional<InetAddress> literal(String withPort) {
    int colon = withPort.lastIndexOf(':');
    String host = colon < 0 ? withPort : withPort.substring(0, colon);
    try {
      return Optional.of(InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")));
    } catch (IllegalArgumentException noAddress) {
      return Optional.empty();
    }
  }

  @Override
  public boolean isKnown(InetAddress address) {
    return known.contains(address);
  }

  @Override
  public boolean isPaired(Ski ski) {
    return paired.contains(ski);
  }
}
