package dev.shiphub.hub;

import dev.shiphub.hub.spine.OwnDevice;
import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.discovery.Announcement;
import dev.shiphub.ship.discovery.TxtRecord;
import dev.shiphub.ship.handshake.PinDemand;
import dev.shiphub.ship.qr.QrText;
import java.util.List;
import java.util.Optional;

/** Who this hub is for its neighbours: what it announces, shows as a QR code, and says in SPINE. */
record OwnFace(HubConfig.Ship ship, Ski ski, ShipId shipId) {
  /** Energy manager, in the device categories of SRIP. */
  private static final List<Integer> CATEGORIES = List.of(2);

  /** The name that such a hub would like to be announced under. */
  static String instance(HubConfig.Ship ship, Ski ski) {
    return ship.brand() + " " + ship.model() + " " + ski.brief();
  }

  /** What is announced of it on that port. */
  Announcement announcement(int port) {
    TxtRecord txt =
        new TxtRecord(
            ski,
            shipId,
            ship.path(),
            false,
            Optional.of(ship.brand()),
            Optional.of(ship.type()),
            Optional.of(ship.model()),
            Optional.empty(),
            CATEGORIES);
    return new Announcement(instance(ship, ski), port, txt);
  }

  /** What its QR code says (SHIP 12.6). */
  QrText qr() {
    return new QrText(
        ski,
        Optional.of(shipId),
        ship.pin().map(PinDemand::pin),
        Optional.of(ship.brand()),
        Optional.of(ship.type()),
        Optional.of(ship.model()),
        Optional.empty(),
        CATEGORIES);
  }

  /** What it is in SPINE. */
  OwnDevice device(String version) {
    String address = "d:_n:" + shipId.value();
    return new OwnDevice(address, ship.brand(), ship.model(), shipId.value(), version);
  }
}
