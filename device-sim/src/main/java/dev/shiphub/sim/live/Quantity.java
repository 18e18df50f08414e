package dev.shiphub.sim.live;

/** What is measured, in the words of SPINE. */
public enum Quantity {
  /** Watts, negative what is produced. */
  POWER("power", "W", "acPowerTotal"),
  /** Amperes of each of three phases. */
  CURRENT("current", "A", "acCurrent"),
  /** Watt hours drawn, which only grow. */
  CONSUMED("energy", "Wh", "acEnergyConsumed"),
  /** Watt hours given, which only grow. */
  PRODUCED("energy", "Wh", "acEnergyProduced"),
  /** Watt hours from the grid, which only grow. */
  GRID_CONSUMPTION("energy", "Wh", "gridConsumption"),
  /** Watt hours into the grid, which only grow. */
  GRID_FEED_IN("energy", "Wh", "gridFeedIn"),
  /** Percent of a battery, 0 to 100. */
  STATE_OF_CHARGE("percentage", "pct", "stateOfCharge");

  private final String type;
  private final String unit;
  private final String scope;

  Quantity(String type, String unit, String scope) {
    this.type = type;
    this.unit = unit;
    this.scope = scope;
  }

  /** The SPINE measurement type. */
  public String type() {
    return type;
  }

  /** The SPINE unit. */
  public String unit() {
    return unit;
  }

  /** The SPINE scope type. */
  public String scope() {
    return scope;
  }
}
