package dev.shiphub.planted;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The page docs/planted-faults.md: fault x finder x time. */
final class PlantedFaultsPage {
  private PlantedFaultsPage() {}

  /** What has found a fault. */
  record Row(
      PlantedFault fault,
      Optional<Found> inWorlds,
      Optional<Found> inTests,
      Optional<Found> inScenario) {
    boolean isFound() {
      boolean isMissed = fault.scenario().isPresent() && inScenario.isEmpty();
      return !isMissed && (inWorlds.isPresent() || inTests.isPresent());
    }

    String brief() {
      return fault.name()
          + "  worlds: "
          + inWorlds
          + "  tests: "
          + inTests
          + "  scenario: "
          + inScenario;
    }

    private String text() {
      String none = fault.blind().map(why -> "blind: " + why).orElse("not found");
      return "| [%s](../proofs/planted/%s.patch) | %d | %s | %s | %s | %s | %s | %s |\n"
          .formatted(
              fault.words(),
              fault.name(),
              fault.promise(),
              fault.seen(),
              inWorlds.map(Row::shortly).orElse(none),
              seconds(inWorlds),
              inTests.map(found -> "`" + found.by() + "`").orElse("not found"),
              seconds(inTests),
              scenario());
    }

    private String scenario() {
      if (fault.scenario().isEmpty()) {
        return "";
      }
      String name = "`" + fault.scenario().get() + "`";
      return inScenario.isPresent() ? name : name + ": not found";
    }

    private static String shortly(Found found) {
      String by = found.by().replace('|', '/');
      return by.length() > 60 ? by.substring(0, 60) + "…" : by;
    }

    private static String seconds(Optional<Found> found) {
      return found.map(it -> String.format(Locale.ROOT, "%.1f", it.millis() / 1_000.0)).orElse("");
    }
  }

  static Path file() {
    return PlantedFault.root().resolve("docs/planted-faults.md");
  }

  static void write(List<Row> rows, int seeds) throws IOException {
    String table = rows.stream().map(Row::text).collect(Collectors.joining());
    Files.writeString(file(), head(seeds) + table);
  }

  private static String head(int seeds) {
    return """
    # Planted faults, and what finds them

    Made by `mvn verify -P planted -Dplanted.write=true`; do not edit. Each row is a patch of `proofs/planted` against our own code: a
    fault that a hub of the field had, or could have. It is planted, and the finders are sent after it: %d seeded worlds, one after the
    other until a promise is broken, and the tests of the class, until one fails, or one hostile case of [sim attack](security-tests.md)
    against a daemon whose defence is switched off; and for some the [scenario](scenarios.md) of `sim run` that would fail. The seconds are those of the finder, on a busy machine
    with two cores. A fault that nothing finds fails the run: then a promise or a check is missing.

    | fault | breaks | seen in | seeded worlds | s | tests | s | scenario |
    | --- | --- | --- | --- | --- | --- | --- | --- |
    """
        .formatted(seeds);
  }
}
