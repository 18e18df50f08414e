/** One connection from its opening to its end, stepped in its own virtual thread. */
@NullMarked
package dev.shiphub.hub.session;

import org.jspecify.annotations.NullMarked;
