package dev.shiphub.hub.world;

/** How other implementations decide about double connections (ship-protocol 12.3). */
enum PeerRule {
  /** Keeps what the bigger SKI opened: ship-go up to 0.6. */
  INIT,
  /** The same, and its own dial under way counts as a connection. */
  INIT_PLUS,
  /** Both keep what is newest in their own view: ship-go's next. */
  RECENT,
  /** The letter: the bigger keeps the newest, the smaller waits, pings and then closes. */
  SPEC,
  /** The bigger one closes the newcomer. */
  FIRST_B,
  /** One connection; whatever comes besides is dropped after the upgrade. */
  FIRST,
  /** Does not look. */
  NONE
}
