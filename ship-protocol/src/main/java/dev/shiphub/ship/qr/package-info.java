/** The text in the QR code on a device's label (SHIP 12.6). Pure. */
@NullMarked
package dev.shiphub.ship.qr;

import org.jspecify.annotations.NullMarked;
