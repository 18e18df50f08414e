package dev.shiphub.sim.scenario;

import java.util.List;

/**
 * One step.
 *
 * @param place where it stands
 * @param verb what is done
 * @param values how
 * @param steps that a repeat takes
 * @param words as it is written, in one line
 */
record Step(Place place, Verb verb, Values values, List<Step> steps, String words) {
  Step {
    steps = List.copyOf(steps);
  }

  /** How many steps are taken in all. */
  long count() {
    return verb == Verb.REPEAT
        ? values.number("times", 1) * steps.stream().mapToLong(Step::count).sum()
        : 1;
  }
}
