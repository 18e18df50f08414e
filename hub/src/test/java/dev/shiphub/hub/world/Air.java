package dev.shiphub.hub.world;

import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.discovery.ServiceRecord;
import dev.shiphub.ship.discovery.TxtRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Multicast DNS: what nodes say of themselves reaches the others late, or not at all. */
final class Air {
  private static final Duration LATEST = Duration.ofMillis(1_500);

  private final Network network;
  private final List<Node> nodes = new ArrayList<>();

  Air(Network network) {
    this.network = network;
  }

  void add(Node node) {
    nodes.add(node);
  }

  static ServiceRecord record(Node node) {
    TxtRecord txt =
        new TxtRecord(
            node.ski(),
            new ShipId("id-" + node.ski().hex().substring(0, 8)),
            "/ship/",
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of());
    String address = node.host().address();
    return new ServiceRecord(instance(node), txt, address, 4_712, List.of(address));
  }

  static String instance(Node node) {
    return "node " + node.host();
  }

  /** A node shows itself to whom it can reach, and hears who is there. */
  void announce(Node node) {
    for (Node other : nodes) {
      if (!other.ski().equals(node.ski())) {
        whisper(node, other);
        whisper(other, node);
      }
    }
  }

  private void whisper(Node from, Node to) {
    network
        .calendar()
        .in(
            network.between(Duration.ofMillis(10), LATEST),
            () -> {
              if (from.isUp() && to.isUp() && !network.isCut(from.host(), to.host())) {
                to.sees(record(from));
              }
            });
  }

  /** The goodbye, or the end of the time to live, of what a node has said. */
  void withdraw(Node node) {
    Ski ski = node.ski();
    for (Node other : nodes) {
      if (!other.ski().equals(node.ski())) {
        network
            .calendar()
            .in(
                network.between(Duration.ofMillis(10), LATEST),
                () -> {
                  if (other.isUp()) {
                    other.misses(ski, instance(node));
                  }
                });
      }
    }
  }
}
