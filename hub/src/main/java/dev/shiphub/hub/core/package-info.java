/** The hub's decisions: pure, driven by events and time, owned by the loop's thread. */
@NullMarked
package dev.shiphub.hub.core;

import org.jspecify.annotations.NullMarked;
