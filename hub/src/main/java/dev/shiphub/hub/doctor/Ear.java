package dev.shiphub.hub.doctor;

import java.util.List;
import java.util.Optional;

/**
 * What a listener has heard of multicast DNS at one address of ours.
 *
 * @param where interface and address
 * @param isLoopback whether no other machine can be heard there
 * @param trouble why it could not listen or ask, in English
 * @param hearsItself whether its own question came back to it
 * @param others the addresses of other machines that were heard
 */
public record Ear(
    String where,
    boolean isLoopback,
    Optional<String> trouble,
    boolean hearsItself,
    List<String> others) {
  public Ear {
    others = List.copyOf(others);
  }

  boolean isDeaf() {
    return trouble.isPresent() || !hearsItself;
  }
}
