package dev.shiphub.ship.mdns;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.discovery.ServiceRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What this node itself announces, or did lately: not to be told as a neighbour, whichever of our
 * links hears it.
 *
 * <p>Owned by the supervisor's thread.
 */
final class OwnServices {
  /**
   * Longer than any link can still show what we no longer announce: our records live for two
   * minutes.
   */
  private static final Duration AFTERLIFE = Duration.ofSeconds(150);

  /** An announcement under the names that it really got. */
  record Own(Ski ski, int port, String instance, String hostName) {}

  private final Map<Own, Instant> announced = new HashMap<>();
  private Set<String> localAddresses = Set.of();

  /**
   * Takes note of what is announced at this moment, and of all that the machine can be reached at.
   */
  void update(List<Own> now, Set<String> localLiterals, Instant at) {
    announced.values().removeIf(last -> last.plus(AFTERLIFE).isBefore(at));
    now.forEach(own -> announced.put(own, at));
    localAddresses = Set.copyOf(localLiterals);
  }

  /**
   * A record with our SKI from elsewhere is not ours: somebody has a copy of our key, or claims to.
   */
  boolean isOurs(ServiceRecord record) {
    return announced.keySet().stream()
        .anyMatch(
            own ->
                own.ski().equals(record.ski())
                    && own.port() == record.port()
                    && (hasNames(record, own) || isLocal(record.addresses())));
  }

  private static boolean hasNames(ServiceRecord record, Own own) {
    return own.instance().equalsIgnoreCase(record.instance())
        && own.hostName().equalsIgnoreCase(record.hostName());
  }

  private boolean isLocal(List<String> addresses) {
    return !addresses.isEmpty() && localAddresses.containsAll(addresses);
  }
}
