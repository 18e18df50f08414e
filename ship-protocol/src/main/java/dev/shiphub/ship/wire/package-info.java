/** What travels: frames, EEBUS JSON and the SHIP messages (SHIP 11, 13.4.2 and following). Pure. */
@NullMarked
package dev.shiphub.ship.wire;

import org.jspecify.annotations.NullMarked;
