package dev.shiphub.sim.bench;

import dev.shiphub.ship.Ski;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * The device under test, and how it reaches the tool.
 *
 * @param address where it listens
 * @param path of its WebSocket
 * @param ski who it is
 * @param own the address of the tool that it can dial
 */
public record Target(InetSocketAddress address, String path, Ski ski, InetAddress own) {}
