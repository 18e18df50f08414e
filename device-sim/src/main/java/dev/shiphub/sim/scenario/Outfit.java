package dev.shiphub.sim.scenario;

import dev.shiphub.ship.Pin;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.discovery.Endpoint;
import dev.shiphub.ship.handshake.PinDemand;
import dev.shiphub.sim.device.DevicePins;
import dev.shiphub.sim.device.DeviceSettings;
import dev.shiphub.sim.device.DeviceTimes;
import dev.shiphub.sim.profile.Catalogue;
import dev.shiphub.sim.quirk.QuirkSet;
import dev.shiphub.sim.quirk.Quirks;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a scenario says of a simulated device, as its settings. */
final class Outfit {
  static final String USUAL_PROFILE = "wallbox";

  private Outfit() {}

  /** What is wrong with the quirks, if something is. */
  static Optional<String> complaint(Values values) {
    return Quirks.parse(values.list("quirks")) instanceof Quirks.Parsed.Refused(String why)
        ? Optional.of("device.quirks: " + why)
        : Optional.empty();
  }

  private static Quirks quirks(Values values) {
    Quirks set =
        values.text("like").flatMap(QuirkSet::named).map(QuirkSet::quirks).orElse(Quirks.NONE);
    return Quirks.parse(values.list("quirks")) instanceof Quirks.Parsed.Ok(Quirks more)
        ? set.and(more)
        : set;
  }

  /**
   * The settings of a device.
   *
   * @param values that were read, and so are sound
   * @param ski of the device
   * @param place where the device finds the target
   */
  static DeviceSettings of(Values values, Ski ski, Scene scene, Endpoint place) {
    Ski target = scene.target().ski();
    DeviceTimes usual = DeviceTimes.DEFAULT;
    DeviceTimes times =
        new DeviceTimes(
            usual.handshake(),
            values.span("ping").orElse(usual.ping()),
            values.span("pong").orElse(usual.pong()),
            usual.farewell(),
            usual.stop());
    DevicePins pins =
        new DevicePins(
            values.text("pin").flatMap(Pin::parse).map(pin -> new PinDemand(pin, true)),
            values.text("enters").flatMap(scene::pin));
    DeviceSettings settings =
        DeviceSettings.of(Catalogue.named(values.text("profile", USUAL_PROFILE)).orElseThrow(), ski)
            .trusting(values.flag("trusts", true) ? Set.of(target) : Set.of())
            .knowing(Map.of(target, place))
            .with(times)
            .with(pins)
            .with(quirks(values));
    return values.flag("dials", true) ? settings : settings.onlyAccepting();
  }
}
