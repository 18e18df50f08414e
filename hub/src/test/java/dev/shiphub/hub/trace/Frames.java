package dev.shiphub.hub.trace;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.shiphub.hub.core.Connection;
import dev.shiphub.hub.core.ConnectionId;
import dev.shiphub.hub.trace.TracedFrame.Form;
import dev.shiphub.ship.Role;
import dev.shiphub.ship.Ski;
import java.time.Instant;

/** Frames and connections to try things with. */
final class Frames {
  static final Ski PUMP = new Ski("a1b2c3d4e5000000000000000000000000000001");
  static final Ski BOX = new Ski("b1b2c3d4e5000000000000000000000000000002");
  static final Ski STRANGER = new Ski("c1b2c3d4e5000000000000000000000000000003");
  static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123456Z");

  private Frames() {}

  static Connection connection(Ski ski) {
    return new Connection(new ConnectionId(7), ski, Role.CLIENT, "192.0.2.7:4711");
  }

  /** A message whose first octet is its type. */
  static byte[] message(int type, String value) {
    byte[] octets = (" " + value).getBytes(UTF_8);
    octets[0] = (byte) type;
    return octets;
  }

  static TracedFrame frame(boolean isOutgoing, Form form, byte[] octets) {
    return new TracedFrame(12, NOW, connection(PUMP), isOutgoing, form, octets, octets.length);
  }
}
