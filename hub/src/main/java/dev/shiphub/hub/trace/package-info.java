/** What went over the connections: the last frames of each device, for people and Wireshark. */
@NullMarked
package dev.shiphub.hub.trace;

import org.jspecify.annotations.NullMarked;
