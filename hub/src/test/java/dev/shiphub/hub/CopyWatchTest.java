package dev.shiphub.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.discovery.Announcement;
import dev.shiphub.ship.discovery.ServiceRecord;
import dev.shiphub.ship.discovery.TxtRecord;
import dev.shiphub.ship.port.Discovery;
import dev.shiphub.ship.port.Sighting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A restored copy beside the original is told loudly, as long as it is there, and not too often.
 */
final class CopyWatchTest {
  private static final Ski OWN = new Ski("8000000000000000000000000000000000000001");
  private static final Ski PUMP = new Ski("a1b2c3d4e5000000000000000000000000000001");

  private final Shown shown = new Shown();
  private final List<String> alarms = new ArrayList<>();
  private final List<Sighting> passed = new ArrayList<>();
  private Instant now = Instant.EPOCH;
  private final CopyWatch watch = CopyWatch.around(shown, OWN, () -> now, alarms::add);

  /** What multicast DNS shows. */
  private static final class Shown implements Discovery {
    private Consumer<Sighting> sightings = _ -> {};

    @Override
    public void browse(Consumer<Sighting> listener) {
      sightings = listener;
    }

    @Override
    public void announce(Announcement own) {}

    @Override
    public void withdraw() {}

    @Override
    public List<String> report() {
      return List.of("lo: announcing");
    }

    @Override
    public void close() {}
  }

  @BeforeEach
  void browse() {
    watch.browse(passed::add);
  }

  private static Sighting seen(Ski ski, String instance) {
    TxtRecord txt =
        new TxtRecord(
            ski,
            new ShipId("x"),
            "/ship/",
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of());
    return new Sighting.Seen(
        new ServiceRecord(instance, txt, "other.local", 4_712, List.of("192.0.2.9")));
  }

  private void shows(Sighting sighting) {
    shown.sightings.accept(sighting);
  }

  @Test
  void anotherNodeWithOurSkiIsToldWithWhereItIsAndWhatToDo() {
    shows(seen(OWN, "shiphub (2)"));
    assertEquals(1, alarms.size());
    String words = alarms.getFirst();
    assertTrue(words.contains("announces our SKI"), words);
    assertTrue(words.contains("shiphub (2)"), words);
    assertTrue(words.contains("192.0.2.9"), words);
    assertTrue(words.contains("stop one of the two"), words);
    assertEquals(List.of(words), watch.warnings());
  }

  // Its records are refreshed every minute or so.
  @Test
  void itIsSaidOnceInTenMinutesHoweverOftenItIsSeen() {
    for (int times = 0; times < 100; times++) {
      shows(seen(OWN, "copy " + times % 3));
    }
    assertEquals(1, alarms.size());
    now = now.plus(Duration.ofMinutes(10)).minusNanos(1);
    shows(seen(OWN, "copy 0"));
    assertEquals(1, alarms.size());
    now = now.plusNanos(1);
    shows(seen(OWN, "copy 0"));
    assertEquals(2, alarms.size());
  }

  @Test
  void theWarningGoesWithTheCopy() {
    shows(seen(OWN, "copy"));
    shows(new Sighting.Gone(OWN, "copy"));
    assertEquals(List.of(), watch.warnings());
  }

  // Anybody can announce anything, a thousand times.
  @Test
  void whatIsRememberedIsBounded() {
    for (int times = 0; times < 1_000; times++) {
      shows(seen(OWN, "copy " + times));
    }
    assertEquals(8, watch.warnings().size());
  }

  @Test
  void theHubHearsOfEverythingElse() {
    List<Sighting> others =
        List.of(
            seen(PUMP, "pump"),
            new Sighting.Gone(PUMP, "pump"),
            new Sighting.NetworkChanged(),
            new Sighting.Rejected("x", "y"));
    others.forEach(this::shows);
    assertEquals(others, passed);
    assertEquals(List.of(), alarms);
    assertEquals(List.of(), watch.warnings());
  }
}
