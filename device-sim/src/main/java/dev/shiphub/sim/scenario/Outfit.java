package dev.shiphub.sim.scenario;

import dev.shiphub.ship.Pin;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.discovery.Endpoint;
import dev.shiphub.ship.handshake.PinDemand;
import dev.shiphub.sim.device.DevicePins;
import dev.shiphub.sim.device.DeviceSettings;
import dev.shiphub.sim.device.DeviceTimes;
import dev.shiphub.sim.profile.Catalogue;
import java.util.Map;
import java.util.Set;

/** What a scenario says of a simulated device, as its settings. */
final class Outfit {
  static final String USUAL_PROFILE = "wallbox";

  private Outfit() {}

  /**
   * The settings of a device.
   *
   * @param values that were read, and so are sound
   * @param ski of the device
   * @param place where the device finds the target
   */
  static DeviceSettings of(Values values, Ski ski, Ski target, Endpoint place) {
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
            values.text("enters").flatMap(Pin::parse));
    DeviceSettings settings =
        DeviceSettings.of(Catalogue.named(values.text("profile", USUAL_PROFILE)).orElseThrow(), ski)
            .trusting(values.flag("trusts", true) ? Set.of(target) : Set.of())
            .knowing(Map.of(target, place))
            .with(times)
            .with(pins);
    return values.flag("dials", true) ? settings : settings.onlyAccepting();
  }
}
