package dev.shiphub.ship.mdns;

import java.util.Optional;

/**
 * What the user of discovery wants at a moment.
 *
 * @param browse whether to look for services
 * @param own what to announce
 */
record Wish(boolean browse, Optional<Offer> own) {
  static final Wish NOTHING = new Wish(false, Optional.empty());

  boolean isIdle() {
    return !browse && own.isEmpty();
  }

  Wish browsing() {
    return new Wish(true, own);
  }

  Wish announcing(Optional<Offer> offer) {
    return new Wish(browse, offer);
  }
}
