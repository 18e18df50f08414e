package dev.shiphub.sim.live;

import dev.shiphub.sim.profile.DeviceProfile;
import dev.shiphub.sim.profile.EntityProfile;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a device of a profile measures at each of its entities. Not thread-safe. */
public final class LiveValues {
  private final Map<List<Integer>, Gauge> gauges = new LinkedHashMap<>();

  /**
   * The values of one device.
   *
   * @param seed tells devices of one profile apart
   */
  public LiveValues(DeviceProfile profile, long seed) {
    for (EntityProfile entity : profile.entities()) {
      gauge(entity.type(), seed).ifPresent(gauge -> gauges.put(entity.address(), gauge));
    }
  }

  /** Goes on to that time everywhere. */
  public void advance(Instant now) {
    gauges.values().forEach(gauge -> gauge.advance(now));
  }

  /** Where something is measured, and what. */
  public Map<List<Integer>, Gauge> gauges() {
    return Collections.unmodifiableMap(gauges);
  }

  /** What is measured at an entity. */
  public Optional<Gauge> at(List<Integer> entity) {
    return Optional.ofNullable(gauges.get(entity));
  }

  private static Optional<Gauge> gauge(String type, long seed) {
    return switch (type) {
      case "HeatPumpAppliance" ->
          Optional.of(new Gauge(Curve.heatPump(seed), Quantity.POWER, Quantity.CONSUMED));
      case "EV" ->
          Optional.of(
              new Gauge(Curve.vehicle(seed), Quantity.POWER, Quantity.CURRENT, Quantity.CONSUMED));
      case "PVSystem" -> Optional.of(new Gauge(Curve.sun(seed), Quantity.POWER, Quantity.PRODUCED));
      case "BatterySystem" ->
          Optional.of(
              new Gauge(
                  Curve.battery(seed),
                  Quantity.POWER,
                  Quantity.STATE_OF_CHARGE,
                  Quantity.CONSUMED,
                  Quantity.PRODUCED));
      case "GridConnectionPointOfPremises" ->
          Optional.of(
              new Gauge(
                  Curve.house(seed).and(Curve.sun(seed)),
                  Quantity.POWER,
                  Quantity.GRID_CONSUMPTION,
                  Quantity.GRID_FEED_IN));
      case "SubMeterElectricity" ->
          Optional.of(new Gauge(Curve.house(seed + 1), Quantity.POWER, Quantity.CONSUMED));
      default -> Optional.empty();
    };
  }
}
