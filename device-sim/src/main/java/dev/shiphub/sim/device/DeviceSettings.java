package dev.shiphub.sim.device;

import dev.shiphub.ship.Pin;
import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.discovery.Announcement;
import dev.shiphub.ship.discovery.Endpoint;
import dev.shiphub.ship.discovery.TxtRecord;
import dev.shiphub.ship.handshake.PinDemand;
import dev.shiphub.sim.profile.DeviceProfile;
import dev.shiphub.sim.profile.Nameplate;
import dev.shiphub.sim.quirk.Quirk;
import dev.shiphub.sim.quirk.Quirks;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who a device is and how it behaves.
 *
 * @param profile what kind of device it is
 * @param ski who it is; that of the identity behind its listener and dialer
 * @param instance the DNS-SD instance label that it wishes, at most 63 bytes of UTF-8
 * @param trusted whom it trusts at its start
 * @param known where peers are that it need not be shown by multicast DNS
 * @param isDialling whether it dials at all, or only accepts
 * @param rule what it does about double connections
 * @param times its time limits
 * @param pins its PIN and those of its peers
 * @param quirks what it does differently from what SHIP wants
 */
public record DeviceSettings(
    DeviceProfile profile,
    Ski ski,
    String instance,
    Set<Ski> trusted,
    Map<Ski, Endpoint> known,
    boolean isDialling,
    PeerRule rule,
    DeviceTimes times,
    DevicePins pins,
    Quirks quirks) {
  static final String PATH = "/ship/";

  public DeviceSettings {
    trusted = Set.copyOf(trusted);
    known = Map.copyOf(known);
  }

  /** A device that trusts nobody, knows nobody, dials and follows the specification. */
  public static DeviceSettings of(DeviceProfile profile, Ski ski) {
    Nameplate plate = profile.nameplate();
    String instance = plate.brand() + " " + plate.model() + " " + ski.brief();
    return new DeviceSettings(
        profile,
        ski,
        instance,
        Set.of(),
        Map.of(),
        true,
        new SpecRule(),
        DeviceTimes.DEFAULT,
        DevicePins.NONE,
        Quirks.NONE);
  }

  /** These settings with another instance label. */
  public DeviceSettings named(String label) {
    return new DeviceSettings(
        profile, ski, label, trusted, known, isDialling, rule, times, pins, quirks);
  }

  /** These settings, trusting these peers. */
  public DeviceSettings trusting(Set<Ski> peers) {
    return new DeviceSettings(
        profile, ski, instance, peers, known, isDialling, rule, times, pins, quirks);
  }

  /** These settings, knowing where these peers are. */
  public DeviceSettings knowing(Map<Ski, Endpoint> peers) {
    return new DeviceSettings(
        profile, ski, instance, trusted, peers, isDialling, rule, times, pins, quirks);
  }

  /** These settings, without dialling. */
  public DeviceSettings onlyAccepting() {
    return new DeviceSettings(
        profile, ski, instance, trusted, known, false, rule, times, pins, quirks);
  }

  /** These settings with another rule. */
  public DeviceSettings with(PeerRule other) {
    return new DeviceSettings(
        profile, ski, instance, trusted, known, isDialling, other, times, pins, quirks);
  }

  /** These settings with other times. */
  public DeviceSettings with(DeviceTimes others) {
    return new DeviceSettings(
        profile, ski, instance, trusted, known, isDialling, rule, others, pins, quirks);
  }

  /** These settings with these PINs. */
  public DeviceSettings with(DevicePins others) {
    return new DeviceSettings(
        profile, ski, instance, trusted, known, isDialling, rule, times, others, quirks);
  }

  /**
   * These settings with these quirks; a rule of double connections and a PIN among them are those
   * of the device from then on.
   */
  public DeviceSettings with(Quirks others) {
    PeerRule odd = others.doubleRule().map(FieldRule::of).orElse(rule);
    Optional<PinDemand> demand =
        others.text(Quirk.PIN_REQUIRED).flatMap(Pin::parse).map(pin -> new PinDemand(pin, true));
    DevicePins both = new DevicePins(demand.or(pins::demand), pins.ofPeers());
    return new DeviceSettings(
        profile, ski, instance, trusted, known, isDialling, odd, times, both, others);
  }

  /** Unique, and the same as long as the key is. */
  public ShipId shipId() {
    return new ShipId("SIM-" + profile.name() + "-" + serial());
  }

  /** What it tells on one of its connections. */
  ShipId shipId(long connection) {
    return quirks.has(Quirk.SHIP_ID_CHANGE)
        ? new ShipId(shipId().value() + "-" + connection)
        : shipId();
  }

  /** Tells devices of one profile apart. */
  public String serial() {
    return ski.brief();
  }

  Announcement announcement(int port) {
    Nameplate plate = profile.nameplate();
    TxtRecord txt =
        new TxtRecord(
            ski,
            shipId(),
            quirks.text(Quirk.OTHER_PATH).orElse(PATH),
            quirks.has(Quirk.REGISTER_TRUE),
            Optional.of(plate.brand()),
            Optional.of(plate.type()),
            Optional.of(plate.model()),
            Optional.of(serial()),
            plate.categories());
    return new Announcement(instance, port, txt);
  }
}
