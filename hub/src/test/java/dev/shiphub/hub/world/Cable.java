package dev.shiphub.hub.world;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * One TCP connection with TLS and WebSocket on it: carries parcels in order in each direction,
 * holds them while the network is down, and loses them only with a host.
 */
final class Cable {
  private final Network network;
  private final Host clientHost;
  private final Host serverHost;
  private final String clientAddress;
  private final String serverAddress;
  private final Lane toClient = new Lane();
  private final Lane toServer = new Lane();
  final End client;
  final End server;

  Cable(Network network, Node client, Node server) {
    this.network = network;
    clientHost = client.host();
    serverHost = server.host();
    clientAddress = clientHost.address();
    serverAddress = serverHost.address();
    this.client = new End(network, this, client.ski(), server.ski(), true);
    this.server = new End(network, this, server.ski(), client.ski(), false);
  }

  /** One direction. */
  private static final class Lane {
    private final Queue<Parcel> held = new ArrayDeque<>();
    private Instant busyUntil = Calendar.START;
  }

  Host hostOf(End end) {
    return end == client ? clientHost : serverHost;
  }

  /** The one at the other side. */
  End other(End end) {
    return end == client ? server : client;
  }

  private Lane laneTo(End end) {
    return end == client ? toClient : toServer;
  }

  /** Sends a parcel to the other end. */
  void carry(End from, Parcel parcel) {
    if (hostOf(from).isDark()) {
      return;
    }
    End to = other(from);
    Lane lane = laneTo(to);
    Instant arrival = network.calendar().now().plus(network.latency());
    // Never two at the same instant: they would come in any order.
    Instant next = lane.busyUntil.plusNanos(1_000);
    lane.busyUntil = arrival.isAfter(next) ? arrival : next;
    network.calendar().at(lane.busyUntil, () -> arrive(to, parcel));
  }

  /** An address of it belongs to nobody any more. */
  private boolean isSevered() {
    return !clientAddress.equals(clientHost.address())
        || !serverAddress.equals(serverHost.address());
  }

  private void arrive(End to, Parcel parcel) {
    Lane lane = laneTo(to);
    if (isSevered()) {
      return;
    }
    if (network.isCut(clientHost, serverHost) || isStalled(to) || !lane.held.isEmpty()) {
      lane.held.add(parcel);
    } else {
      deliver(to, parcel);
    }
  }

  /** An end whose process does not read. */
  private boolean isStalled(End end) {
    return hostOf(end).isStalled();
  }

  boolean isStalledAwayFrom(End from) {
    return isSevered() || isStalled(other(from)) || network.isCut(clientHost, serverHost);
  }

  /** The network works again, or a process reads again: TCP sends again what was held. */
  void retry() {
    for (End end : new End[] {client, server}) {
      Lane lane = laneTo(end);
      if (!lane.held.isEmpty()) {
        network
            .calendar()
            .in(network.between(Duration.ofMillis(1), Duration.ofSeconds(2)), () -> retry(end));
      }
      end.flush();
    }
  }

  private void retry(End to) {
    Lane lane = laneTo(to);
    while (!lane.held.isEmpty()
        && !isSevered()
        && !network.isCut(clientHost, serverHost)
        && !isStalled(to)) {
      deliver(to, lane.held.remove());
    }
  }

  private void deliver(End to, Parcel parcel) {
    if (hostOf(to).isDark()) {
      return;
    }
    if (to.isForgotten()) {
      if (!(parcel instanceof Parcel.Reset)) {
        carry(to, new Parcel.Reset());
      }
      return;
    }
    to.receive(parcel);
  }
}
