/**
 * The 33 cases of the official SHIP test specification and ours, over real sockets against any
 * device: what is done to it, what it must do, and a report.
 */
@NullMarked
package dev.shiphub.sim.conform;

import org.jspecify.annotations.NullMarked;
