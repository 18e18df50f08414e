/** Lets our SPINE node speak and hear over a running hub. */
@NullMarked
package dev.shiphub.hub.adapter.spine;

import org.jspecify.annotations.NullMarked;
