package dev.shiphub.ship.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.wire.ConnectionClose;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The machine driven against itself, in virtual time. */
final class HandshakePairTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 80, 2_000})
  void twoThatTrustEachOtherReachDataExchange(int latencyMillis) {
    Pair pair = new Pair(Duration.ofMillis(latencyMillis));
    pair.begin(true, true);
    pair.runFor(Duration.ofSeconds(30));
    assertTrue(pair.areBothInDataExchange());
  }

  @Test
  void eachLearnsTheOthersName() {
    Pair pair = new Pair(Duration.ofMillis(3));
    pair.begin(true, true);
    pair.runFor(Duration.ofSeconds(5));
    assertEquals("server", pair.client.peerName().orElseThrow().value());
    assertEquals("client", pair.server.peerName().orElseThrow().value());
  }

  @Test
  void aUserMayTakeHalfAnHourToAgree() {
    Pair pair = new Pair(Duration.ofMillis(3));
    pair.begin(true, false);
    pair.runFor(Duration.ofMinutes(30));
    pair.server.on(new Input.TrustGranted());
    pair.runFor(Duration.ofSeconds(1));
    assertTrue(pair.areBothInDataExchange());
  }

  @Test
  void twoUsersMayTakeTheirTime() {
    Pair pair = new Pair(Duration.ofMillis(3));
    pair.begin(false, false);
    pair.runFor(Duration.ofMinutes(7));
    pair.server.on(new Input.TrustGranted());
    pair.runFor(Duration.ofMinutes(7));
    pair.client.on(new Input.TrustGranted());
    pair.runFor(Duration.ofSeconds(1));
    assertTrue(pair.areBothInDataExchange());
  }

  // The decision may come at any instant, also while a request for more time and its answer cross
  // it.
  @Test
  void noMomentIsTooUnluckyForTheUsersYes() {
    for (long seed = 0; seed < 2_000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Pair pair = new Pair(Duration.ofMillis(random.nextInt(0, 400)));
      pair.begin(random.nextBoolean(), random.nextBoolean());
      pair.runFor(Duration.ofMillis(random.nextInt(0, 400_000)));
      Pair.End first = random.nextBoolean() ? pair.client : pair.server;
      first.on(new Input.TrustGranted());
      pair.runFor(Duration.ofMillis(random.nextInt(0, 130_000)));
      first.other().on(new Input.TrustGranted());
      pair.runFor(Duration.ofSeconds(10));
      assertTrue(pair.areBothInDataExchange(), "seed " + seed + ": " + pair);
    }
  }

  @Test
  void aRefusalReachesTheOtherEnd() {
    Pair pair = new Pair(Duration.ofMillis(3));
    pair.begin(true, false);
    pair.runFor(Duration.ofSeconds(10));
    pair.server.on(new Input.TrustDenied());
    pair.runFor(Duration.ofSeconds(3));
    assertTrue(pair.areBothClosed());
    assertEquals(4452, pair.server.closeCode());
  }

  @Test
  void theOrderlyCloseTakesOneRoundTrip() {
    Pair pair = new Pair(Duration.ofMillis(3));
    pair.begin(true, true);
    pair.runFor(Duration.ofSeconds(5));
    pair.client.on(
        new Input.CloseWanted(
            ConnectionClose.Reason.UNSPECIFIC, CloseReason.byUs(CloseReason.GOING_AWAY, "bye")));
    pair.runFor(Duration.ofMillis(10));
    assertTrue(pair.areBothClosed());
    assertEquals(CloseReason.SHIP_CLOSE, pair.client.closeCode());
    assertFalse(pair.server.hasClosedItself());
  }

  @Test
  void twoCrossingClosesEndBoth() {
    Pair pair = new Pair(Duration.ofMillis(50));
    pair.begin(true, true);
    pair.runFor(Duration.ofSeconds(5));
    Input close =
        new Input.CloseWanted(
            ConnectionClose.Reason.UNSPECIFIC, CloseReason.byUs(CloseReason.GOING_AWAY, "bye"));
    pair.client.on(close);
    pair.server.on(close);
    pair.runFor(Duration.ofMillis(200));
    assertTrue(pair.areBothClosed());
  }
}
