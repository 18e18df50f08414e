/** How files that must survive a power cut are written. */
@NullMarked
package dev.shiphub.ship.file;

import org.jspecify.annotations.NullMarked;
