package dev.shiphub.ship.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.transport.Vestibule.Admission;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Proof of promise 9. */
class VestibuleTest {
  private static final Admission ADMITTED = new Admission.Admitted(Optional.empty());
  private static final Admission FULL = new Admission.Full();
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final HandClock clock = new HandClock();
  private final Vestibule vestibule =
      new Vestibule(
          new TransportLimits.Door(1, PATIENCE, PATIENCE, 3, 2, 9),
          new TransportLimits.Reserve(1, 2, 1, 0));

  private Admission enter(Arrival arrival) {
    return vestibule.enter(arrival, clock.instant());
  }

  private Arrival from(int host) {
    return from(host, "front door");
  }

  private Arrival from(int host, String door) {
    return arrival(host, false, door);
  }

  private Arrival arrival(int host, boolean isKnown, String door) {
    InetAddress address = InetAddress.ofLiteral("127.0.0." + host);
    return new Arrival(new Socket(), address, isKnown, door, clock.instant());
  }

  private Arrival speakingFrom(int host) {
    return speaking(from(host));
  }

  private static Arrival speaking(Arrival arrival) {
    arrival.speaks();
    return arrival;
  }

  private static Admission inPlaceOf(Arrival displaced) {
    return new Admission.Admitted(Optional.of(displaced));
  }

  @Test
  void admitsWhileThereIsRoom() {
    assertEquals(ADMITTED, enter(from(1)));
    assertEquals(ADMITTED, enter(from(2)));
    assertEquals(ADMITTED, enter(from(3)));
  }

  @Test
  void displacesTheOldestThatHasSaidNothing() {
    Arrival oldest = from(2);
    Arrival older = from(3);
    enter(speakingFrom(1));
    enter(oldest);
    enter(older);

    assertEquals(inPlaceOf(oldest), enter(from(4)));
    assertEquals(inPlaceOf(older), enter(from(5)));
    assertFalse(vestibule.leave(oldest));
  }

  @Test
  void refusesTheNewcomerIfAllHaveSpoken() {
    enter(speakingFrom(1));
    enter(speakingFrom(2));
    enter(speakingFrom(3));

    assertEquals(FULL, enter(from(4)));
  }

  @Test
  void keepsRoomForOthersWhenOneAddressHasItsShare() {
    Arrival silent = from(1);
    enter(speakingFrom(1));
    enter(silent);

    assertEquals(inPlaceOf(silent), enter(speakingFrom(1)));
    assertEquals(FULL, enter(from(1)));
    assertEquals(ADMITTED, enter(from(2)));
  }

  // Else two addresses fill it for as long as TLS may take.
  @Test
  void displacesTheLastOfTheAddressThatHasMost() {
    Arrival last = speakingFrom(1);
    enter(speakingFrom(1));
    enter(speakingFrom(2));
    enter(last);

    assertEquals(inPlaceOf(last), enter(speakingFrom(3)));
    assertEquals(FULL, enter(speakingFrom(4)));
  }

  // Half a word must not be worth ten seconds of a place that others want.
  @Test
  void displacesWhoKeepsUsWaitingForLong() {
    Arrival slow = speakingFrom(1);
    enter(slow);
    clock.advance(PATIENCE);
    enter(speakingFrom(2));
    enter(speakingFrom(3));

    assertEquals(inPlaceOf(slow), enter(speakingFrom(4)));
    assertEquals(FULL, enter(speakingFrom(5)));
  }

  @Test
  void doesNotDisplaceWhoWaitsForUs() {
    for (int host = 1; host <= 3; host++) {
      Arrival waiting = speakingFrom(host);
      waiting.waits();
      enter(waiting);
    }
    clock.advance(PATIENCE.multipliedBy(9));

    assertEquals(FULL, enter(speakingFrom(4)));
  }

  @Test
  void doesNotDisplaceAPairedDevice() {
    Arrival paired = speakingFrom(1);
    paired.isProved();
    Arrival slow = speakingFrom(2);
    enter(paired);
    enter(slow);
    enter(speakingFrom(3));
    clock.advance(PATIENCE);

    assertEquals(inPlaceOf(slow), enter(speakingFrom(4)));
  }

  @Test
  void hasRoomAgainWhenSomebodyLeaves() {
    Arrival first = speakingFrom(1);
    enter(first);
    enter(speakingFrom(2));
    enter(speakingFrom(3));

    assertTrue(vestibule.leave(first));
    assertFalse(vestibule.leave(first));
    assertEquals(ADMITTED, enter(from(4)));
  }

  @Test
  void handsOverWhoCameByADoorThatCloses() {
    Arrival first = from(1);
    Arrival other = from(2, "back door");
    Arrival second = from(3);
    Arrival reserved = arrival(4, true, "front door");
    enter(first);
    enter(other);
    enter(second);
    enter(reserved);

    assertEquals(List.of(first, second, reserved), vestibule.close("front door"));
    assertFalse(vestibule.leave(first));
    assertTrue(vestibule.leave(other));
  }

  @Nested
  class TheReserve {
    private Arrival fromKnown(int host) {
      return speaking(arrival(host, true, "front door"));
    }

    private void fill() {
      for (int host = 1; host <= 3; host++) {
        enter(speakingFrom(host));
      }
    }

    @Test
    void isThereForAKnownAddressWhenStrangersFillTheRest() {
      fill();

      assertEquals(ADMITTED, enter(fromKnown(9)));
      assertEquals(FULL, enter(speakingFrom(8)));
    }

    @Test
    void hasAShareForEachKnownAddress() {
      fill();

      assertEquals(ADMITTED, enter(fromKnown(9)));
      assertEquals(FULL, enter(fromKnown(9)));
      assertEquals(ADMITTED, enter(fromKnown(8)));
    }

    @Test
    void isNotAllThatAKnownAddressGets() {
      enter(fromKnown(9));

      assertEquals(ADMITTED, enter(fromKnown(9)));
    }

    @Test
    void isGivenUpByAStrangerAtAKnownAddress() {
      Arrival stranger = fromKnown(9);
      enter(stranger);

      assertEquals(ADMITTED, vestibule.giveUpReserve(stranger, clock.instant()));

      assertFalse(stranger.isReserved());
      assertEquals(ADMITTED, enter(fromKnown(9)));
      assertTrue(vestibule.leave(stranger));
    }

    @Test
    void isGivenUpAlsoIfThereIsNoOtherRoom() {
      Arrival stranger = fromKnown(9);
      enter(stranger);
      fill();

      assertEquals(FULL, vestibule.giveUpReserve(stranger, clock.instant()));

      assertFalse(vestibule.leave(stranger));
      assertEquals(ADMITTED, enter(fromKnown(9)));
    }
  }
}
