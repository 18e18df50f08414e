/** The SHIP state machine from CMI to the orderly close (SHIP 13.4). No thread, socket or clock. */
@NullMarked
package dev.shiphub.ship.handshake;

import org.jspecify.annotations.NullMarked;
