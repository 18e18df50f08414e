package dev.shiphub.hub.model;

/** How other implementations decide about double connections. */
enum OtherRule {
  INIT("INIT", "keeps what the bigger SKI opened (ship-go up to 0.6)"),
  INIT_PLUS("INIT+", "the same, and its own dial under way counts as a connection"),
  RECENT("RECENT", "both keep what is newest in their own view (ship-go's next)"),
  SPEC("SPEC", "the letter: the bigger keeps the newest, the smaller waits, pings, then closes"),
  FIRST_B("FIRST-B", "the bigger closes the newcomer"),
  FIRST("FIRST", "one connection; what comes besides is dropped after the upgrade"),
  NONE("NONE", "does not look; its own dial closes what there was");

  private final String label;
  private final String words;

  OtherRule(String label, String words) {
    this.label = label;
    this.words = words;
  }

  String label() {
    return label;
  }

  String words() {
    return words;
  }
}
