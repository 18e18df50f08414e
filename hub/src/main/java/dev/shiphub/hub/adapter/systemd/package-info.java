/** What systemd is told of the daemon, if systemd has started it. */
@NullMarked
package dev.shiphub.hub.adapter.systemd;

import org.jspecify.annotations.NullMarked;
