package dev.shiphub.sim.scenario;

/**
 * The step at which a scenario has failed.
 *
 * @param place of the step
 * @param step what was to be, as it is written
 * @param seen what was there instead
 */
public record Failure(Place place, String step, String seen) {
  static Failure ofBystander(Scenario scenario, String seen) {
    return new Failure(new Place(scenario.file(), 1, 1), "the bystander misses nothing", seen);
  }

  /** In one line. */
  public String words() {
    return place.file() + ":" + place.line() + ": expected: " + step + "; seen: " + seen;
  }
}
