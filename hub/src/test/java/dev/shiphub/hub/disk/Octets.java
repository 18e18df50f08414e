package dev.shiphub.hub.disk;

/** Octets that nobody changes any more. */
public final class Octets {
  private final byte[] octets;

  Octets(byte[] octets) {
    this.octets = octets.clone();
  }

  byte[] toArray() {
    return octets.clone();
  }
}
