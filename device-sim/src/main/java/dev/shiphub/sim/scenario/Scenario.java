package dev.shiphub.sim.scenario;

import java.time.Duration;
import java.util.List;

/**
 * Who takes part, and what is done.
 *
 * @param file its name, for reports
 * @param values of the keys of the file
 * @param peers in the order of the file
 * @param steps in order
 */
public record Scenario(String file, Values values, List<Cast> peers, List<Step> steps) {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  public Scenario {
    peers = List.copyOf(peers);
    steps = List.copyOf(steps);
  }

  /** What reports call it. */
  public String name() {
    return values.need("name");
  }

  /** What it shows, in one line. */
  public String description() {
    return values.need("description").strip().replaceAll("\\s+", " ");
  }

  /** Where the fault is. */
  public String layer() {
    return values.need("layer");
  }

  /** How long all of it may take. */
  Duration limit() {
    return values.span("limit").orElse(LIMIT);
  }

  boolean hasBystander() {
    return values.flag("bystander", true);
  }

  /** Whether the target has to require a PIN. */
  public boolean needsPin() {
    return values.flag("needs-pin", false);
  }

  boolean isAlone() {
    return values.flag("alone", false);
  }
}
