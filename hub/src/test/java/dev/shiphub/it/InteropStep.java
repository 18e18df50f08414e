package dev.shiphub.it;

/** What every arrangement of hub and foreign node must get right. */
enum InteropStep {
  PAIRED_AT_HUB_FIRST("paired at the hub first"),
  PAIRED_AT_PEER_FIRST("paired at the peer first"),
  DATA("data both ways"),
  CLOSED_BY_HUB("closed by the hub"),
  CLOSED_BY_PEER("closed by the peer"),
  PEER_KILLED("peer killed, restarted"),
  WITHDRAWN_BY_HUB("trust withdrawn by the hub"),
  WITHDRAWN_BY_PEER("trust withdrawn by the peer");

  private final String words;

  InteropStep(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }
}
