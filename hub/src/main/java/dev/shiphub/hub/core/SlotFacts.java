package dev.shiphub.hub.core;

import java.time.Instant;
import java.util.Map;

/**
 * What the registry has to know of a device to decide about its slot.
 *
 * @param isOursBigger whether our SKI is bigger than the device's
 * @param isPaired whether the device is trusted; paired devices and strangers have limits of their
 *     own
 * @param evidence what is known of the connections to this device; an unknown one has just opened
 */
public record SlotFacts(
    boolean isOursBigger, boolean isPaired, Map<Connection, Evidence> evidence) {
  public SlotFacts {
    evidence = Map.copyOf(evidence);
  }

  DoubleConnectionRule.Contender contender(Connection connection, Instant now) {
    return new DoubleConnectionRule.Contender(
        connection, evidence.getOrDefault(connection, Evidence.opened(now)));
  }
}
