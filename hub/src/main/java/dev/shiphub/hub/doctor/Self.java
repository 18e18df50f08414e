package dev.shiphub.hub.doctor;

/**
 * What a running hub announces of itself.
 *
 * @param ski 40 hex digits
 * @param instance the name that it would like
 * @param port its SHIP port
 * @param brand its brand
 */
public record Self(String ski, String instance, int port, String brand) {
  /** Whether a record is our own: same key, same port, same machine. */
  public boolean is(HeardHub heard) {
    return heard.ski().equals(ski) && heard.port() == port && heard.isOnThisMachine();
  }
}
