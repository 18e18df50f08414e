package dev.shiphub.hub.adapter.doctor;

import dev.shiphub.hub.doctor.Self;
import dev.shiphub.ship.mdns.InterfaceChoice;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The gateway that is examined.
 *
 * @param state its state directory
 * @param interfaces those that it is to use
 * @param port the SHIP port that is bound; without a daemon the one that is wanted
 * @param self what it announces; empty if no daemon runs
 * @param isInside whether the daemon itself asks
 * @param stepped by how much the wall clock was set since its start
 * @param built when the program was built
 */
public record Patient(
    Path state,
    InterfaceChoice interfaces,
    int port,
    Optional<Self> self,
    boolean isInside,
    Duration stepped,
    Instant built) {}
