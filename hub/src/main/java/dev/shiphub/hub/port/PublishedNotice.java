package dev.shiphub.hub.port;

import dev.shiphub.hub.core.Notice;
import java.time.Instant;

/**
 * A notice with its place in the one total order.
 *
 * @param seq counts up without gaps within a run, and never goes back, over restarts either
 * @param time by the wall clock, which may step
 * @param steadyMillis milliseconds since the hub was started, never stepping
 * @param notice what happened
 */
public record PublishedNotice(long seq, Instant time, long steadyMillis, Notice notice) {}
