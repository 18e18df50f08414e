package dev.shiphub.sim.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The parameter sheet of the device, by the official names.
 *
 * @param values name to value; every known name has one
 */
public record Declarations(SequencedMap<String, String> values) {
  private static final String YES = "yes";

  /** The sheet of a device that does everything. */
  public static Declarations usual() {
    SequencedMap<String, String> values = new LinkedHashMap<>();
    values.put("PAR_shipSvc", YES);
    values.put("PAR_helloProlongationCount", "2");
    values.put("PAR_shipVersion", "1.0");
    values.put("PAR_initiateClose", YES);
    values.put("PAR_shipId", "");
    values.put("PAR_queryAccessMethods", YES);
    values.put("PAR_clientDetailedDiscoverySupported", YES);
    return new Declarations(values);
  }

  /** With other values; what is wrong with a name or value is thrown in words. */
  public Declarations with(Map<String, String> changes) {
    SequencedMap<String, String> changed = new LinkedHashMap<>(values);
    changes.forEach(
        (name, value) -> {
          complaint(name, value)
              .ifPresent(
                  what -> {
                    throw new IllegalArgumentException(what);
                  });
          changed.put(name, value);
        });
    return new Declarations(changed);
  }

  private Optional<String> complaint(String name, String value) {
    String usual = values.get(name);
    if (usual == null) {
      return Optional.of(
          "there is no " + name + "; there are " + String.join(", ", values.keySet()));
    }
    if (usual.matches("yes|no") && !value.matches("yes|no")) {
      return Optional.of(name + " is yes or no");
    }
    if (name.equals("PAR_helloProlongationCount") && !value.matches("[2-9]|[1-9][0-9]")) {
      return Optional.of(name + " is a number from 2 to 99");
    }
    boolean isVersion = value.matches("[0-9]{1,3}\\.[0-9]{1,3}");
    return name.equals("PAR_shipVersion") && !isVersion
        ? Optional.of(name + " is of the form 1.0")
        : Optional.empty();
  }

  /** The values that are not those of another sheet. */
  public Map<String, String> differences(Declarations other) {
    Map<String, String> different = new LinkedHashMap<>(values);
    different.entrySet().removeAll(other.values.entrySet());
    return different;
  }

  /** Whether it is declared yes. */
  public boolean isYes(String name) {
    return YES.equals(values.get(name));
  }

  /** The declared value; empty if there is none. */
  public String text(String name) {
    return values.getOrDefault(name, "");
  }

  /** How many prolongations of hello the device grants. */
  public int prolongations() {
    return Integer.parseInt(text("PAR_helloProlongationCount"));
  }
}
