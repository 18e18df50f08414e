/** Words that people type, of which both programs have some. Pure. */
@NullMarked
package dev.shiphub.ship.word;

import org.jspecify.annotations.NullMarked;
