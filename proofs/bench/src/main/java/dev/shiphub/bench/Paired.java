package dev.shiphub.bench;

import dev.shiphub.ship.identity.LocalIdentity;
import dev.shiphub.sim.bench.ShipBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Paired devices of a hub, as bare as can be: their cost must not hide that of the hub. */
final class Paired {
  /** A kilobyte that fits into one TLS record of SHIP with its WebSocket header (SHIP 9.2). */
  static final int KILOBYTE = 1000;

  private static final String FUNCTION = "nodeManagementDetailedDiscoveryData";
  private static final String DEVICE = "d:_n:bench_";
  private static final String FILTER =
      "[{\"cmdControl\":[{\"partial\":[]}]},{\"nodeManagementDetailedDiscoveryDataSelectors\":"
          + "[{\"deviceInformation\":[{\"deviceAddress\":[{\"device\":\"d:_i:1\"}]}]},"
          + "{\"entityInformation\":[{\"entityAddress\":[{\"entity\":[1]}]}]}]}]";

  private Paired() {}

  /** Pairs a device and brings it into data exchange. */
  static EchoLink connect(Hub hub, LocalIdentity device) throws IOException {
    hub.trust(device.ski());
    return reconnect(hub.address().getPort(), device);
  }

  /** Brings a paired device into data exchange, over this port. */
  static EchoLink reconnect(int port, LocalIdentity device) throws IOException {
    EchoLink link = EchoLink.webSocket(port, device);
    byte[] request = read();
    for (byte[] message :
        List.of(
            ShipBytes.CMI,
            ShipBytes.HELLO_READY,
            ShipBytes.ANNOUNCE_MAX,
            ShipBytes.SELECT,
            ShipBytes.PIN_NONE,
            request)) {
      link.send(link.framed(message));
    }
    while (!isReply(link.receive(0))) {
      // The handshake, and what the hub wants to know of us.
    }
    return link;
  }

  private static boolean isReply(byte[] message) {
    return new String(message, StandardCharsets.UTF_8).contains("\"reply\"");
  }

  /** A SPINE read of a kilobyte, to which the hub answers by its description of itself. */
  static byte[] read() {
    StringBuilder filters = new StringBuilder(FILTER);
    byte[] padded = read(DEVICE, filters.toString());
    while (padded.length + FILTER.length() < KILOBYTE - 1) {
      filters.append(',').append(FILTER);
      padded = read(DEVICE, filters.toString());
    }
    return read(DEVICE + "x".repeat(KILOBYTE - padded.length), filters.toString());
  }

  private static byte[] read(String device, String filters) {
    String plain = new String(ShipBytes.read(device, FUNCTION, 1), StandardCharsets.UTF_8);
    String command = "{\"" + FUNCTION + "\":[]}";
    return plain
        .replace(
            command,
            "{\"function\":\"" + FUNCTION + "\"},{\"filter\":[" + filters + "]}," + command)
        .getBytes(StandardCharsets.UTF_8);
  }
}
