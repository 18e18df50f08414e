package dev.shiphub.hub.model;

/** The two nodes. */
enum Side {
  /** Ours, or what a control puts in its place. */
  US,
  /** The other implementation. */
  PEER;

  Side other() {
    return this == US ? PEER : US;
  }
}
