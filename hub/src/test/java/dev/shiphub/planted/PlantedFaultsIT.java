package dev.shiphub.planted;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every planted fault is found: by the seeded worlds, by tests of its class, or by both; or by a
 * hostile case; and some by a scenario, too.
 *
 * <p>{@code -Dplanted=regex} chooses by name, {@code -Dplanted.write=true} writes
 * docs/planted-faults.md, {@code -Dseeds=N} is the number of worlds for each.
 */
@Tag("planted")
final class PlantedFaultsIT {
  private static final Logger LOG = LoggerFactory.getLogger(PlantedFaultsIT.class);
  private static final int SEEDS = Integer.getInteger("seeds", 300);

  @TempDir Path folder;

  @Test
  @Timeout(7_200)
  void everyFaultIsFound() throws Exception {
    Predicate<String> isChosen = Pattern.compile(System.getProperty("planted", "")).asPredicate();
    List<PlantedFaultsPage.Row> rows = new ArrayList<>();
    for (PlantedFault fault : PlantedFault.all()) {
      if (isChosen.test(fault.name())) {
        rows.add(hunt(fault));
        LOG.info("{}", rows.getLast().brief());
      }
    }
    if (Boolean.getBoolean("planted.write")) {
      PlantedFaultsPage.write(rows, SEEDS);
    }
    assertEquals(
        List.of(),
        rows.stream().filter(row -> !row.isFound()).map(row -> row.fault().name()).toList());
  }

  private PlantedFaultsPage.Row hunt(PlantedFault fault) throws IOException, InterruptedException {
    Finders finders = new Finders(Files.createDirectory(folder.resolve(fault.name())));
    finders.plant(fault);
    Optional<Found> inWorlds = fault.blind().isPresent() ? Optional.empty() : finders.worlds(SEEDS);
    Optional<Found> inTests =
        fault.attack().isPresent()
            ? finders.daemon("attack " + fault.attack().get())
            : finders.tests(fault.tests());
    Optional<Found> inScenario =
        fault.scenario().isPresent()
            ? finders.daemon("scenario " + fault.scenario().get())
            : Optional.empty();
    return new PlantedFaultsPage.Row(fault, inWorlds, inTests, inScenario);
  }
}
