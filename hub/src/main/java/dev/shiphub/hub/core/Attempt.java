package dev.shiphub.hub.core;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Trouble;
import java.time.Instant;
import java.util.Optional;

/**
 * A dial or connection that has ended.
 *
 * @param at when it ended, by the steady clock
 * @param direction {@code out} or {@code in}
 * @param where the address, or all that were tried
 * @param phase how far it came
 * @param trouble what was wrong
 * @param said who closed the connection and with which words; empty if it never opened
 * @param outcome why it ended, for people
 */
public record Attempt(
    Instant at,
    String direction,
    String where,
    String phase,
    Trouble trouble,
    Optional<CloseReason> said,
    String outcome) {
  static Attempt of(HubEvent.DialFailed failed, Instant now) {
    return new Attempt(
        now,
        "out",
        failed.where(),
        failed.phase(),
        failed.trouble(),
        Optional.empty(),
        failed.cause());
  }

  static Attempt of(HubEvent.Closed closed, Instant now) {
    Connection connection = closed.connection();
    return new Attempt(
        now,
        connection.direction(),
        connection.address(),
        closed.reached().label(),
        closed.trouble(),
        Optional.of(closed.reason()),
        closed.why());
  }
}
