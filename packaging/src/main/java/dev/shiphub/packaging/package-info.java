/**
 * Makes what the Debian packages have besides the program; a tool of the build, shipped nowhere.
 */
@NullMarked
package dev.shiphub.packaging;

import org.jspecify.annotations.NullMarked;
