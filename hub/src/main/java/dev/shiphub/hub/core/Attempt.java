package dev.shiphub.hub.core;

import java.time.Instant;

/**
 * A dial or connection that has ended, in words.
 *
 * @param at when it ended, by the steady clock
 * @param direction {@code out} or {@code in}
 * @param where the address, or all that were tried
 * @param phase how far it came
 * @param outcome why it ended
 */
public record Attempt(Instant at, String direction, String where, String phase, String outcome) {}
