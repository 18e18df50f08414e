/**
 * What simulated devices are: written by us after what real ones announce, copied from none. Pure.
 */
@NullMarked
package dev.shiphub.sim.profile;

import org.jspecify.annotations.NullMarked;
