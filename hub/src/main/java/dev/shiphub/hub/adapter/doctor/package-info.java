/**
 * Finds out the facts about this gateway and its network that the doctor judges; changes nothing.
 */
@NullMarked
package dev.shiphub.hub.adapter.doctor;

import org.jspecify.annotations.NullMarked;
