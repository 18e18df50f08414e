package dev.shiphub.ship.mdns;

import dev.shiphub.ship.port.Sighting;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What was told of one service, and when the next word may be said. */
final class TellRate {
  /** At most one word on a service in this time; the last state wins. */
  static final Duration GAP = Duration.ofMillis(500);

  /** A first word may wait this long for the addresses, which often come last. */
  static final Duration ADDRESS_GRACE = Duration.ofSeconds(2);

  private final Instant firstHeard;
  private Optional<Sighting> told = Optional.empty();
  private Optional<Instant> quietUntil = Optional.empty();
  private Optional<Instant> deadline = Optional.empty();
  private boolean forgotten;

  TellRate(Instant now) {
    firstHeard = now;
  }

  /**
   * What to say now.
   *
   * @param current what the links show of the service; empty if none does
   */
  Optional<Sighting> next(Optional<Sighting> current, Instant now) {
    deadline = Optional.empty();
    forgotten = forgotten && current.isEmpty();
    Optional<Sighting> wanted = current.or(this::gone);
    if (wanted.isEmpty() || wanted.equals(told)) {
      return Optional.empty();
    }
    Instant from = earliest(wanted.get(), now);
    if (now.isBefore(from)) {
      deadline = Optional.of(from);
      return Optional.empty();
    }
    told = wanted;
    quietUntil = Optional.of(now.plus(GAP));
    return wanted;
  }

  /** Its record was pushed out of the memory: nobody knows whether it is gone. */
  void forget() {
    forgotten = true;
  }

  /** Whether nothing is left to say of a service that no link shows, and no quiet to keep. */
  boolean isFinished(Instant now) {
    return gone().isEmpty() && quietUntil.map(until -> !now.isBefore(until)).orElse(true);
  }

  /** When there will be something to say if nothing changes. */
  Optional<Instant> deadline() {
    return deadline;
  }

  private Optional<Sighting> gone() {
    return !forgotten && told.orElse(null) instanceof Sighting.Seen(var service)
        ? Optional.of(new Sighting.Gone(service.ski(), service.instance()))
        : Optional.empty();
  }

  private Instant earliest(Sighting wanted, Instant now) {
    boolean lacksAddresses =
        wanted instanceof Sighting.Seen(var service) && service.addresses().isEmpty();
    Instant wish = told.isEmpty() && lacksAddresses ? firstHeard.plus(ADDRESS_GRACE) : now;
    return quietUntil.filter(wish::isBefore).orElse(wish);
  }
}
