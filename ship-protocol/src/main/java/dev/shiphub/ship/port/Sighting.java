package dev.shiphub.ship.port;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.discovery.ServiceRecord;

/** A change of what multicast DNS shows, or of the links that it is shown on. */
public sealed interface Sighting {
  /** A service is there, or says something new. */
  record Seen(ServiceRecord service) implements Sighting {}

  /** A service said goodbye or its records ran out. */
  record Gone(Ski ski, String instance) implements Sighting {}

  /**
   * One of our links came, went or has another address, or this machine has slept: whoever was
   * connected may not be any more.
   */
  record NetworkChanged() implements Sighting {}

  /** Something calls itself a SHIP service and is none; told so that people can be told. */
  record Rejected(String instance, String why) implements Sighting {}
}
