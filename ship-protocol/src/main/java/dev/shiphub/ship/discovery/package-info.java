/** What a device announces about itself by DNS-SD (SHIP 7). Pure. */
@NullMarked
package dev.shiphub.ship.discovery;

import org.jspecify.annotations.NullMarked;
