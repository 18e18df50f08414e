package dev.shiphub.ship.mdns;

import java.util.List;

/**
 * All SHIP services that one link shows at a moment.
 *
 * @param services with complete records, those heard first come first
 * @param truncated whether older ones were left out: what is missing is then forgotten, not gone
 */
record Heard(List<HeardService> services, boolean truncated) {
  static final Heard NOTHING = new Heard(List.of(), false);

  Heard {
    services = List.copyOf(services);
  }

  /** The newest {@code most} of them. */
  Heard newest(int most) {
    int excess = services.size() - most;
    return excess <= 0 ? this : new Heard(services.subList(excess, services.size()), true);
  }
}
