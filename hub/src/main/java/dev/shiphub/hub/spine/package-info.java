/** The first words of SPINE: our own node, as small as peers accept it, and commands to devices. */
@NullMarked
package dev.shiphub.hub.spine;

import org.jspecify.annotations.NullMarked;
