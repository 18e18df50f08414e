package dev.shiphub.sim.scenario;

/**
 * Where something stands in a scenario.
 *
 * @param file its name, as it was given
 * @param line from 1
 * @param column from 1
 */
public record Place(String file, int line, int column) {
  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
