package dev.shiphub.sim.bench;

import java.security.SecureRandom;
import java.time.InstantSource;

/**
 * What all runs share.
 *
 * @param target the device
 * @param control how it is told things
 * @param declarations its parameter sheet
 * @param clock steady
 * @param wall for the dates in certificates
 * @param random for keys
 */
public record Lab(
    Target target,
    Control control,
    Declarations declarations,
    InstantSource clock,
    InstantSource wall,
    SecureRandom random) {}
