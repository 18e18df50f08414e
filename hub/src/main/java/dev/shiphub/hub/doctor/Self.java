package dev.shiphub.hub.doctor;

/**
 * What a running hub announces of itself.
 *
 * @param ski 40 hex digits
 * @param instance the name that it would like
 * @param port its SHIP port; 0 if it is not known
 * @param brand its brand
 */
public record Self(String ski, String instance, int port, String brand) {
  /** Whether a record is our own: same key, same port, same machine. */
  public boolean is(HeardHub heard) {
    return heard.ski().equals(ski)
        && (port == 0 || heard.port() == port)
        && heard.isOnThisMachine();
  }
}
