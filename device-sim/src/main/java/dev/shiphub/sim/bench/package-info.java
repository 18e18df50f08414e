/**
 * What every suite against a device works with: identities and connections of its own, the hands of
 * the tester, messages byte by byte, and verdicts.
 */
@NullMarked
package dev.shiphub.sim.bench;

import org.jspecify.annotations.NullMarked;
