/** What a SHIP node needs from the world: the ports that the shell packages implement. */
@NullMarked
package dev.shiphub.ship.port;

import org.jspecify.annotations.NullMarked;
