package dev.shiphub.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.it.Logbook.Deed;
import dev.shiphub.planted.Finders;
import dev.shiphub.planted.Found;
import dev.shiphub.planted.PlantedFault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The whole hub over real sockets, started and stopped again and again, while threads connect, cut,
 * cross, pair, deny and question devices for {@code -Dminutes=N}: whatever can be seen from outside
 * of its promises holds. {@code -Dseed=N} repeats what the threads do, though not their order.
 *
 * <p>Proof of promises 1, 3, 5, 6, 7, 8, 10.
 */
@Tag("storm")
@Timeout(1_800)
final class StormIT {
  private static final double MINUTES = Double.parseDouble(System.getProperty("minutes", "1"));
  private static final long SEED = Long.getLong("seed", System.nanoTime());
  private static final int LEAST_A_MINUTE = 1_000;
  private static final int CALMS = 4;
  private static final Duration CALMING = Duration.ofSeconds(60);

  /** The first lives open what the virtual machine keeps: jars, pollers, carriers. */
  private static final int WARM_UP = 2;

  /** How many lives of the hub may pass until a planted fault is found. */
  private static final int LIVES_OF_A_HUNT = 6;

  /** Strongly held, so that its level lasts. */
  private final Logger root = Logger.getLogger("");

  private final Optional<Level> usual = Optional.ofNullable(root.getLevel());

  @TempDir private Path directory;

  @BeforeEach
  void aStormIsNotLogged() {
    root.setLevel(Level.SEVERE);
  }

  @AfterEach
  void logsAsBefore() {
    root.setLevel(usual.orElse(Level.INFO));
  }

  @Test
  void keepsThePromisesAndLeavesNothingBehind() throws Exception {
    System.out.println("storm of seed " + SEED);
    Logbook warmUp = new Logbook();
    rage(warmUp, Files.createDirectory(directory.resolve("warm-up")), Duration.ZERO);
    assertEquals(List.of(), warmUp.faults());
    Belongings before = Belongings.settled();
    Logbook log = new Logbook();
    long begun = System.nanoTime();
    Duration length = Duration.ofMillis(Math.round(MINUTES * 60_000));
    rage(log, Files.createDirectory(directory.resolve("state")), length);
    double minutes = (System.nanoTime() - begun) / 60e9;
    System.out.printf(
        "storm of %.1f min: %.0f a minute, %s%n", minutes, log.weather() / minutes, log);
    assertEquals(List.of(), log.faults());
    assertEquals(
        List.of(), Arrays.stream(Deed.values()).filter(deed -> log.count(deed) == 0).toList());
    assertTrue(log.weather() >= LEAST_A_MINUTE * minutes, log::toString);
    before.awaitNothingElse();
  }

  private static void rage(Logbook log, Path state, Duration length) throws Exception {
    long end = System.nanoTime() + length.toNanos();
    try (Storm storm = new Storm(SEED, state, CALMS, CALMING, log)) {
      storm.rage(() -> System.nanoTime() >= end && log.count(Deed.STOP) >= WARM_UP);
    }
  }

  /** A storm in which these are not found is none. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "01-removal-by-device",
        "02-loser-announces-disconnect",
        "22-loser-never-closed",
        "45-frames-overtake"
      })
  void findsAPlanted(String name) throws Exception {
    PlantedFault fault =
        PlantedFault.all().stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
    Finders finders = new Finders(Files.createDirectory(directory.resolve("planted")));
    finders.plant(fault);
    Optional<Found> found = finders.storm(SEED, LIVES_OF_A_HUNT);
    System.out.println(name + ": " + found);
    assertTrue(
        found.filter(it -> !it.by().equals(Found.ENDLESS)).isPresent(),
        () -> "not found: " + fault.words());
  }
}
