package dev.shiphub.it;

/** What the hub must get right with the stock client and the stock server of Java-WebSocket. */
enum StockStep {
  PAIRED("paired, both certificates shown"),
  DATA("data both ways"),
  PIECES("50 kB in fifty frames"),
  PINGS("ping and pong both ways"),
  CLOSED_BY_HUB("closed by the hub"),
  CLOSED_BY_PEER("closed by the peer"),
  HUNG_UP("WebSocket closed without SHIP's close");

  private final String words;

  StockStep(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }
}
