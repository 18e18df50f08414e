package dev.shiphub.ship.transport;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.port.Acquaintances;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Proof of promise 9. */
class PlacesTest {
  private static final Ski PAIRED = new Ski("a".repeat(40));
  private static final Ski STRANGER = new Ski("b".repeat(40));
  private static final Ski OTHER = new Ski("c".repeat(40));

  private final Set<Ski> paired = new HashSet<>(Set.of(PAIRED));
  private final Places places =
      new Places(
          3,
          2,
          new Acquaintances() {
            @Override
            public boolean isKnown(InetAddress address) {
              return false;
            }

            @Override
            public boolean isPaired(Ski ski) {
              return paired.contains(ski);
            }
          });

  @Test
  void strangersNeverGetThoseOfPairedDevices() {
    assertTrue(places.take(STRANGER).isPresent());
    assertTrue(places.take(OTHER).isEmpty());

    assertTrue(places.take(PAIRED).isPresent());
    assertTrue(places.take(PAIRED).isPresent());
  }

  @Test
  void pairedDevicesMayHaveThemAll() {
    for (int i = 0; i < 3; i++) {
      assertTrue(places.take(PAIRED).isPresent());
    }

    assertTrue(places.take(PAIRED).isEmpty());
    assertTrue(places.take(STRANGER).isEmpty());
  }

  @Test
  void aStrangerThatIsPairedMeanwhileMakesRoomForTheNext() {
    places.take(STRANGER);
    paired.add(STRANGER);

    assertTrue(places.take(OTHER).isPresent());
  }

  @Test
  void aPlaceThatIsLeftIsFree() {
    places.take(STRANGER).orElseThrow().leave();

    assertTrue(places.take(OTHER).isPresent());
  }
}
