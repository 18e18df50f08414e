/** Trust, its audit log and events on disk. */
@NullMarked
package dev.shiphub.hub.adapter.file;

import org.jspecify.annotations.NullMarked;
