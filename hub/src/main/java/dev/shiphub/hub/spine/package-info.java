/** The first words of SPINE: enough to send a command and to read a device's discovery data. */
@NullMarked
package dev.shiphub.hub.spine;

import org.jspecify.annotations.NullMarked;
