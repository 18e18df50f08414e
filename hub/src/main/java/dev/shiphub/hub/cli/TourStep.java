package dev.shiphub.hub.cli;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One thing that the tour does to a device, and what is to come of it.
 *
 * @param name in a word
 * @param at the place of the device
 * @param deed what is done, in words, to follow the device's name
 * @param action does it
 * @param promise what is to come of it, in words
 * @param rule whether it has come
 */
record TourStep(
    String name, int at, String deed, Action action, String promise, Predicate<TourSight> rule) {
  /** Does something. */
  @FunctionalInterface
  interface Action {
    /**
     * Does it.
     *
     * @return why it cannot be done; empty if it is done
     * @throws IOException if a process cannot be started or written to
     */
    Optional<String> on(TourGround ground, int at) throws IOException, InterruptedException;
  }

  /** Whether what was promised has come. */
  boolean isKept(TourSight sight) {
    return rule.test(sight);
  }
}
