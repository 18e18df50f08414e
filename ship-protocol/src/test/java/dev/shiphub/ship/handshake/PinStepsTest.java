package dev.shiphub.ship.handshake;

import static dev.shiphub.ship.handshake.PinSamples.OTHER;
import static dev.shiphub.ship.handshake.PinSamples.REQUIRED;
import static dev.shiphub.ship.handshake.PinSamples.RIGHT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.Pin;
import dev.shiphub.ship.PinStanding;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Two ends that want each other's PIN (SHIP 13.4.4.3). */
final class PinStepsTest {
  private static final Pin OF_SERVER = new Pin("ABCDEF0123");
  private static final Duration LATENCY = Duration.ofMillis(20);

  private Pair joined(PinStanding ofClient) {
    Pair pair = new Pair(LATENCY, REQUIRED, Optional.of(new PinDemand(OF_SERVER, true)));
    pair.server.on(new Input.PinTold(ofClient));
    pair.begin(true, true);
    pair.runFor(Duration.ofSeconds(1));
    return pair;
  }

  private void enters(Pair pair, Pair.End end, Pin pin) {
    end.on(new Input.PinGiven(pin));
    pair.runFor(Duration.ofSeconds(1));
  }

  @Test
  void dataIsExchangedOnlyWhenBothAreEntered() {
    Pair pair = joined(PinStanding.FRESH);
    enters(pair, pair.client, OF_SERVER);
    assertFalse(pair.client.handshake.isInDataExchange());
    assertFalse(pair.server.handshake.isInDataExchange());
    enters(pair, pair.server, RIGHT);
    assertTrue(pair.areBothInDataExchange(), pair::toString);
  }

  @Test
  void peopleAreToldOfBoth() {
    Pair pair = joined(PinStanding.FRESH);
    assertEquals(
        "PIN of the device awaited, own PIN awaited", pair.client.handshake.phase().label());
    enters(pair, pair.client, OF_SERVER);
    assertEquals("own PIN awaited", pair.client.handshake.phase().label());
    assertEquals("PIN of the device awaited", pair.server.handshake.phase().label());
  }

  @Test
  void aPenaltyOutlivesTheConnectionAndThenTheRightOneIsTaken() {
    Pair first = joined(PinStanding.FRESH);
    PinStanding standing = PinStanding.FRESH;
    for (int i = 0; i < 3; i++) {
      enters(first, first.client, OTHER);
      standing = standing.wrongOnce(Driven.START);
    }
    assertEquals(
        List.of(new Output.PinEntered(false), new Output.PinEntered(false)),
        first.server.pins().stream().filter(Output.PinEntered.class::isInstance).limit(2).toList());

    Pair second = joined(standing);
    assertTrue(second.client.pins().contains(new Output.AskPin(true, true)));
    enters(second, second.client, OF_SERVER);
    enters(second, second.server, RIGHT);
    assertFalse(second.server.pins().contains(new Output.PinEntered(true)));
    second.runFor(Duration.ofSeconds(15));
    assertTrue(second.areBothInDataExchange(), second::toString);
  }
}
