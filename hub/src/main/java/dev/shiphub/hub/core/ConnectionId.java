package dev.shiphub.hub.core;

/**
 * Names one connection among all of this hub's life; a session has the id of its connection.
 *
 * @param number counts up from 1
 */
public record ConnectionId(long number) {
  @Override
  public String toString() {
    return "c" + number;
  }
}
