package dev.shiphub.ship.mdns;

import dev.shiphub.ship.discovery.ServiceRecord;

/** What became of a heard service. */
sealed interface Verdict {
  /** A SHIP service. */
  record Good(ServiceRecord record) implements Verdict {}

  /** None, though it says so. */
  record Bad(String instance, String why) implements Verdict {}
}
