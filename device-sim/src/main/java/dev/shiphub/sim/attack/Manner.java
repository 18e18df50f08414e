package dev.shiphub.sim.attack;

/** How a case gets on with others. */
enum Manner {
  /** It mostly waits, beside the others; such cases begin first. */
  WAITING,
  /** It is short and disturbs no other case. */
  QUIET,
  /** It fills what all share, or counts it, so it runs alone. */
  ALONE
}
