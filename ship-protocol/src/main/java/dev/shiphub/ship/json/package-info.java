/** A small ordered JSON tree with limits. The only package that knows the JSON library. */
@NullMarked
package dev.shiphub.ship.json;

import org.jspecify.annotations.NullMarked;
