package dev.shiphub.races;

import dev.shiphub.hub.race.Race;
import java.util.Optional;
import java.util.function.Supplier;

/** Looks for a round that breaks a promise. */
interface Search {
  /**
   * What came of a search.
   *
   * @param runs how many rounds there were
   * @param words what was wrong in the last of them, if something was
   */
  record Finding(long runs, Optional<String> words) {}

  /** Searches so many rounds, or up to the first fault. */
  Finding search(Supplier<Race.Round> rounds, int runs);
}
