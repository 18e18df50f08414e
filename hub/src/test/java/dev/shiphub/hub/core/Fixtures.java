package dev.shiphub.hub.core;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Role;
import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.Stage;
import dev.shiphub.ship.Trouble;
import dev.shiphub.ship.discovery.Endpoint;
import dev.shiphub.ship.discovery.ServiceRecord;
import dev.shiphub.ship.discovery.TxtRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Values that the tests of the core talk about. */
final class Fixtures {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  static final Ski OWN = new Ski("8000000000000000000000000000000000000000");

  private Fixtures() {}

  /** A device with a smaller SKI than ours. */
  static Ski smaller(int number) {
    return new Ski("1%039d".formatted(number));
  }

  /** A device with a bigger SKI than ours. */
  static Ski bigger(int number) {
    return new Ski("f%039d".formatted(number));
  }

  static Connection connection(long id, Ski peer, Role role) {
    return new Connection(new ConnectionId(id), peer, role, "192.0.2.1:" + id);
  }

  static Connection out(long id, Ski peer) {
    return connection(id, peer, Role.CLIENT);
  }

  /** A device that connects from this address. */
  static Connection in(long id, Ski peer, String host) {
    return new Connection(new ConnectionId(id), peer, Role.SERVER, host + ":" + (50_000 + id));
  }

  static Connection in(long id, Ski peer) {
    return connection(id, peer, Role.SERVER);
  }

  static ServiceRecord service(Ski ski, String instance, String address) {
    return service(ski, instance, address, false);
  }

  /** A device that says it takes everybody, or wants everybody to take it (SHIP 7.3.2). */
  static ServiceRecord registering(Ski ski) {
    return service(ski, "device-" + ski.brief(), "192.0.2.1", true);
  }

  private static ServiceRecord service(
      Ski ski, String instance, String address, boolean registers) {
    TxtRecord txt =
        new TxtRecord(
            ski,
            new ShipId(instance),
            "/ship/",
            registers,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of());
    return new ServiceRecord(instance, txt, instance + ".local", 4_712, List.of(address));
  }

  static ServiceRecord service(Ski ski) {
    return service(ski, "device-" + ski.brief(), "192.0.2.1");
  }

  static StaticPeer staticPeer(Ski ski) {
    return new StaticPeer(
        ski, new Endpoint(List.of("198.51.100.7"), 4_711, "/ship/", Optional.empty()));
  }

  static TrustRecord trust(Ski ski) {
    return new TrustRecord(ski, Optional.empty(), TrustRecord.Origin.USER_INPUT, 64, START);
  }

  static HubEvent.DialFailed dialFailed(Ski ski) {
    return new HubEvent.DialFailed(
        ski, "192.0.2.1", "connect", Trouble.CONNECTION_REFUSED, "refused");
  }

  static HubEvent.Closed closed(Connection connection, Stage reached, String why) {
    return new HubEvent.Closed(
        connection, reached, CloseReason.byNetwork(why), Trouble.BROKEN, why, false);
  }
}
