package dev.shiphub.hub.model;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;

/**
 * What an exploration has found.
 *
 * @param moments different moments
 * @param depth steps of the longest interleaving
 * @param all interleavings
 * @param ours those in which the connection that we dialled stays
 * @param again those in which somebody dialled a second time
 * @param redials the most dials beside the first of each
 * @param without the longest time without a common connection after there was one
 * @param settling the longest time until there was one for good
 * @param divergence the shortest interleaving that does not end on one common connection
 * @param loss the shortest with a time without a common connection after there was one
 * @param secondRound the shortest in which somebody dialled a second time
 */
record Figures(
    long moments,
    int depth,
    BigInteger all,
    BigInteger ours,
    BigInteger again,
    int redials,
    Duration without,
    Duration settling,
    Optional<String> divergence,
    Optional<String> loss,
    Optional<String> secondRound) {
  /** Whether each interleaving ends on one common connection, without a second round or a gap. */
  boolean isSmooth() {
    return divergence.isEmpty() && loss.isEmpty() && secondRound.isEmpty();
  }

  /** The shortest interleaving that is not as it should be. */
  String fault() {
    return divergence.or(() -> loss).or(() -> secondRound).orElse("none");
  }
}
