/**
 * Hostile cases against a running daemon, layer by layer, while two paired bystanders exchange
 * data: what is sent, what must come of it, what the bystanders noticed, and a report.
 */
@NullMarked
package dev.shiphub.sim.attack;

import org.jspecify.annotations.NullMarked;
