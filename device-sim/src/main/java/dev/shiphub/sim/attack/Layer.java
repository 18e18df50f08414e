package dev.shiphub.sim.attack;

/** What a case attacks, from below to above. */
public enum Layer {
  /** Multicast DNS. */
  M("multicast DNS"),
  /** TCP. */
  T("TCP"),
  /** TLS. */
  L("TLS"),
  /** The upgrade and WebSocket. */
  W("HTTP upgrade and WebSocket"),
  /** The messages of SHIP. */
  S("SHIP"),
  /** The PIN. */
  P("PIN"),
  /** Double connections and reconnects. */
  D("double connections"),
  /** Trust withdrawn, ends and restarts. */
  X("withdrawal and ends"),
  /** The admin API. */
  A("admin API");

  private final String words;

  Layer(String words) {
    this.words = words;
  }

  /** For reports. */
  public String words() {
    return words;
  }
}
