package dev.shiphub.ship.mdns;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.discovery.Announcement;
import dev.shiphub.ship.discovery.TxtCodec;

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
   * @throws IllegalArgumentException if the SHIP ID or the path cannot be announced
   */
  static Offer of(Announcement announcement) {
    return new Offer(
        announcement.txt().ski(),
        announcement.instance(),
        announcement.port(),
        TxtBytes.of(TxtCodec.encode(announcement.txt())));
  }

  boolean differsOnlyInText(Offer other) {
    return instance.equals(other.instance) && port == other.port;
  }
}
