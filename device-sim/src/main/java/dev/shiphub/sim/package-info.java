/** The device simulator as a program, and the one place where devices are put on a real network. */
@NullMarked
package dev.shiphub.sim;

import org.jspecify.annotations.NullMarked;
