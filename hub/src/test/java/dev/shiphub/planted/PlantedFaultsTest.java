package dev.shiphub.planted;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The faults of proofs/planted fit the code of today, and the page of the last hunt shows them. */
final class PlantedFaultsTest {
  private static final int FEWEST = 20;

  @Test
  void everyFaultFitsTheCode() throws IOException {
    List<PlantedFault> faults = PlantedFault.all();
    assertTrue(faults.size() >= FEWEST, "only " + faults.size());
    for (PlantedFault fault : faults) {
      assertTrue(!Patch.applied(fault.edits(), PlantedFault.root()).isEmpty(), fault.name());
    }
  }

  @Test
  void theLastHuntWasForAllOfThem() throws IOException {
    List<String> hunted =
        Files.readAllLines(PlantedFaultsPage.file()).stream()
            .filter(line -> line.startsWith("| ["))
            .map(line -> line.replaceFirst(".*?planted/(\\S+)\\.patch.*", "$1"))
            .toList();
    assertEquals(PlantedFault.all().stream().map(PlantedFault::name).toList(), hunted);
  }

  @Test
  void everyTestThatIsToFindOneIsThere() {
    List<String> missing = new ArrayList<>();
    for (PlantedFault fault : PlantedFault.all()) {
      for (String test : fault.tests()) {
        String file = "src/test/java/dev/shiphub/" + test.replace('.', '/') + ".java";
        boolean isThere =
            List.of("hub", "ship-protocol").stream()
                .anyMatch(
                    module -> Files.exists(PlantedFault.root().resolve(module).resolve(file)));
        if (!isThere) {
          missing.add(fault.name() + ": " + test);
        }
      }
    }
    assertEquals(List.of(), missing);
  }

  @Test
  void aPatchIsFoundByItsLinesAndOnlyOnce() throws IOException {
    List<Patch.Edit> edits =
        Patch.edits(
            List.of("+++ b/LICENSE", "@@ -1 +1 @@", "-this is not in the licence", "+nor this"));
    assertEquals(
        List.of(new Patch.Edit("LICENSE", "this is not in the licence\n", "nor this\n")), edits);
    assertThrows(IllegalStateException.class, () -> Patch.applied(edits, PlantedFault.root()));
  }
}
