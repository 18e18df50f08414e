package dev.shiphub.hub.crash;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.planted.Finders;
import dev.shiphub.planted.Found;
import dev.shiphub.planted.PlantedFault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@link CrashPointsTest} at length, ten thousand points unless {@code -Dpoints=N} says otherwise,
 * and what it has to find.
 *
 * <p>Proof of promise 10.
 */
@Tag("crash")
@Timeout(1_800)
final class CrashPointsIT {
  private static final int POINTS = 10_000;

  @TempDir private Path directory;

  @Test
  void noCrashBreaksWhatWasSaid() {
    CrashPointsTest.look(Integer.getInteger("points", POINTS));
  }

  /** A disk on which these are not found is none. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "71-rename-before-sync",
        "72-name-not-synced",
        "73-written-in-place",
        "74-told-before-saved",
        "75-directory-not-synced",
        "76-torn-line-goes-on",
        "77-left-over-stays",
        "78-numbers-not-synced",
        "79-audit-after-trust",
        "80-audit-not-synced",
        "81-torn-entry-stays"
      })
  void findsAPlanted(String name) throws Exception {
    PlantedFault fault =
        PlantedFault.all().stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
    Finders finders = new Finders(Files.createDirectory(directory.resolve("planted")));
    finders.plant(fault);
    Optional<Found> found = finders.tests(List.of("hub.crash.CrashPointsTest"));
    System.out.println(name + ": " + found);
    assertTrue(
        found.filter(it -> !it.by().equals(Found.ENDLESS)).isPresent(),
        () -> "not found: " + fault.words());
  }
}
