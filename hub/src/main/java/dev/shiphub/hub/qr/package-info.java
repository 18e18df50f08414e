/** QR codes as pictures. Pure. */
@NullMarked
package dev.shiphub.hub.qr;

import org.jspecify.annotations.NullMarked;
