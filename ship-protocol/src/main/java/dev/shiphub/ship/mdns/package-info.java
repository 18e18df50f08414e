/**
 * Announcing and browsing by multicast DNS (SHIP 7). The only package that knows JmDNS.
 *
 * <p>{@link dev.shiphub.ship.mdns.JmdnsDiscovery} runs one supervisor on a virtual thread. It looks
 * at the network interfaces each second, keeps one responder on every address to serve, and turns
 * the services that all of them show into sightings. A responder has one thread that talks to its
 * JmDNS and reads its record cache; a JmDNS that dies, or whose link is lost, is given up at once
 * and closed beside the way.
 *
 * <p>JmDNS logs a stack trace for each packet that it cannot read: the logger {@code javax.jmdns}
 * should be off. The system property {@code net.dns.ttl} is set to 120 seconds unless it is set
 * already.
 */
@NullMarked
package dev.shiphub.ship.mdns;

import org.jspecify.annotations.NullMarked;
