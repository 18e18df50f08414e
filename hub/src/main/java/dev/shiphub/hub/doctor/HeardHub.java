package dev.shiphub.hub.doctor;

/**
 * A SHIP node whose record was heard.
 *
 * @param instance how it calls itself
 * @param ski whom it claims to be, 40 hex digits
 * @param port where it can be dialled
 * @param brand what it says its brand is, empty text if nothing
 * @param from the address whose packet said it
 * @param isOnThisMachine whether that is one of ours
 */
public record HeardHub(
    String instance, String ski, int port, String brand, String from, boolean isOnThisMachine) {
  @Override
  public String toString() {
    return "\"" + instance + "\" (" + from + ", port " + port + ")";
  }
}
