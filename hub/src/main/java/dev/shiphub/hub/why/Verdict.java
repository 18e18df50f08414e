package dev.shiphub.hub.why;

import dev.shiphub.hub.core.Attempt;
import dev.shiphub.hub.core.HubSnapshot;
import java.time.Instant;
import java.util.Optional;

/**
 * Why a device stands as it does.
 *
 * @param since since when, by the steady clock
 * @param attempt the past attempt that says so
 * @param phase where the connection in use stands, as sessions call it
 */
public record Verdict(
    HubSnapshot.Device device,
    Cause cause,
    Optional<Instant> since,
    Optional<Attempt> attempt,
    Optional<String> phase) {}
