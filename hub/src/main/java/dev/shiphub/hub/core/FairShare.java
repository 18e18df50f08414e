package dev.shiphub.hub.core;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Who gives way when places for strangers are scarce: no address holds many while another has none.
 *
 * <p>Whoever has many addresses still gets many places, which nobody can tell from many devices.
 * Pure.
 */
final class FairShare {
  private FairShare() {}

  /**
   * Who has to go so that a newcomer can come; empty if the newcomer has no better claim.
   *
   * @param holders who holds the places, in the order in which they came
   */
  static Optional<Connection> yielding(List<Connection> holders, Connection newcomer) {
    Map<String, Long> shares = shares(holders);
    long own = shares.getOrDefault(newcomer.host(), 0L);
    return latestOfMost(holders)
        .filter(latest -> shares.getOrDefault(latest.host(), 0L) >= own + 2);
  }

  /** The latest of the address that holds most; of equal ones the later. */
  static Optional<Connection> latestOfMost(List<Connection> holders) {
    Map<String, Long> shares = shares(holders);
    long most = shares.values().stream().mapToLong(Long::longValue).max().orElse(0);
    return holders.reversed().stream()
        .filter(holder -> shares.getOrDefault(holder.host(), 0L) == most)
        .findFirst();
  }

  private static Map<String, Long> shares(List<Connection> holders) {
    return holders.stream()
        .map(Connection::host)
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }
}
