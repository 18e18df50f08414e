package dev.shiphub.hub.model;

import java.time.Duration;
import java.time.Instant;

/**
 * What has become of the two nodes' connection so far. Only what lasts counts, so that it does not
 * depend on the order of what happens in the same instant.
 *
 * @param hadCommon whether they had a connection in data exchange
 * @param without how long they had none since then
 * @param settledAt since when they have one, or the last moment in which they had none
 */
record Standing(boolean hadCommon, Duration without, Instant settledAt) {
  static Standing since(Instant start, boolean hadCommon) {
    return new Standing(hadCommon, Duration.ZERO, start);
  }

  /** One of the two has just come to data exchange, or lost it. */
  Standing seen(boolean isCommonNow) {
    return isCommonNow && !hadCommon ? new Standing(true, without, settledAt) : this;
  }

  /** Time passes. */
  Standing until(Instant until, Instant now, boolean isCommon) {
    if (isCommon) {
      return this;
    }
    Duration more = hadCommon ? Duration.between(now, until) : Duration.ZERO;
    return new Standing(hadCommon, without.plus(more), until);
  }
}
