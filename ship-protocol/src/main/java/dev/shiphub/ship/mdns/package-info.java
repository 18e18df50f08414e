/** Announcing and browsing by multicast DNS (SHIP 7). The only package that knows JmDNS. */
@NullMarked
package dev.shiphub.ship.mdns;

import org.jspecify.annotations.NullMarked;
