package dev.shiphub.hub.core;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.discovery.Endpoint;

/**
 * Where to find a device without multicast DNS. Says nothing about trust.
 *
 * @param ski who should answer there
 * @param endpoint one host, port and path
 */
public record StaticPeer(Ski ski, Endpoint endpoint) {}
