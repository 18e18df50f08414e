/** Tests of key, certificate and SKI, and the odd certificates that other tests need. */
@NullMarked
package dev.shiphub.ship.identity;

import org.jspecify.annotations.NullMarked;
