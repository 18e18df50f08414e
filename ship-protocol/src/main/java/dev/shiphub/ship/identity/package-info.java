/** Key, certificate and SKI (SHIP 12). The only package that knows Bouncy Castle. */
@NullMarked
package dev.shiphub.ship.identity;

import org.jspecify.annotations.NullMarked;
