/** What the facts about a gateway and its network mean, and what to do; pure. */
@NullMarked
package dev.shiphub.hub.doctor;

import org.jspecify.annotations.NullMarked;
