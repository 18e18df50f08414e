/** The command line: starts the daemon, or asks a running one over its API. */
@NullMarked
package dev.shiphub.hub.cli;

import org.jspecify.annotations.NullMarked;
