/** The admin API: commands in, snapshots and events out. */
@NullMarked
package dev.shiphub.hub.adapter.admin;

import org.jspecify.annotations.NullMarked;
