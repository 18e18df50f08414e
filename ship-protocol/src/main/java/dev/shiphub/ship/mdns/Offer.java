package dev.shiphub.ship.mdns;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.discovery.Announcement;

/**
 * What to announce, ready to be sent.
 *
 * @param ski who we are
 * @param instance the wished instance name
 * @param port the SRV port
 * @param txt the text record
 */
record Offer(Ski ski, String instance, int port, TxtBytes txt) {
  /**
   * @throws IllegalArgumentException if the text record does not fit: our own mistake
   */
  static Offer of(Announcement announcement) {
    return new Offer(
        announcement.txt().ski(),
        announcement.instance(),
        announcement.port(),
        TxtBytes.of(TxtStandIn.encode(announcement.txt())));
  }

  boolean differsOnlyInText(Offer other) {
    return instance.equals(other.instance) && port == other.port;
  }
}
