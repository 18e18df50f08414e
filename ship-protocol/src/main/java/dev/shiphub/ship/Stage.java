package dev.shiphub.ship;

/** How far a connection has come, in the order of SHIP 13.4. */
public enum Stage {
  /** The WebSocket is open. */
  OPEN("opening"),
  /** Connection mode initialisation (SHIP 13.4.3). */
  INIT("init"),
  /** Hello: trust on both sides (SHIP 13.4.4.1). */
  HELLO("hello"),
  /** Version and format (SHIP 13.4.4.2). */
  PROTOCOL("protocol handshake"),
  /** PIN verification (SHIP 13.4.4.3). */
  PIN("PIN"),
  /** Data exchange (SHIP 13.4.5). */
  DATA("data exchange");

  private final String label;

  Stage(String label) {
    this.label = label;
  }

  /** For people. */
  public String label() {
    return label;
  }
}
