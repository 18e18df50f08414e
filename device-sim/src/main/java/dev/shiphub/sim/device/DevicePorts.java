package dev.shiphub.sim.device;

import dev.shiphub.ship.port.Dialer;
import dev.shiphub.ship.port.Discovery;
import dev.shiphub.ship.port.Listener;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The world of one device. The device closes the listener and the discovery, and in the end runs
 * {@code rest}.
 *
 * @param listener not opened yet
 * @param dialer is called on virtual threads
 * @param discovery where the device announces itself and looks for others; without it, it is found
 *     by who knows it, and finds whom it knows
 * @param clock a steady clock
 * @param random the delays of its dials
 * @param rest frees what else belongs to the device; must not block
 */
public record DevicePorts(
    Listener listener,
    Dialer dialer,
    Optional<Discovery> discovery,
    InstantSource clock,
    RandomGenerator random,
    Runnable rest) {}
