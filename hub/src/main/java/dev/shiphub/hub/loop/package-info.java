/** The thread that decides, and everything that it starts and stops. */
@NullMarked
package dev.shiphub.hub.loop;

import org.jspecify.annotations.NullMarked;
