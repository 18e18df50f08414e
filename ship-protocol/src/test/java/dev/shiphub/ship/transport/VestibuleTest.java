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
import org.junit.jupiter.api.Test;

class VestibuleTest {
  private static final Admission ADMITTED = new Admission.Admitted(Optional.empty());
  private static final Admission FULL = new Admission.Full();

  private final Vestibule vestibule =
      new Vestibule(new TransportLimits.Door(1, Duration.ofSeconds(1), 3, 2, 9));

  private static Arrival from(int host) {
    return from(host, "front door");
  }

  private static Arrival from(int host, String door) {
    return new Arrival(new Socket(), InetAddress.ofLiteral("127.0.0." + host), door);
  }

  private static Arrival speakingFrom(int host) {
    Arrival arrival = from(host);
    arrival.speaks();
    return arrival;
  }

  private static Admission inPlaceOf(Arrival displaced) {
    return new Admission.Admitted(Optional.of(displaced));
  }

  @Test
  void admitsWhileThereIsRoom() {
    assertEquals(ADMITTED, vestibule.enter(from(1)));
    assertEquals(ADMITTED, vestibule.enter(from(2)));
    assertEquals(ADMITTED, vestibule.enter(from(3)));
  }

  @Test
  void displacesTheOldestThatHasSaidNothing() {
    Arrival oldest = from(2);
    Arrival older = from(3);
    vestibule.enter(speakingFrom(1));
    vestibule.enter(oldest);
    vestibule.enter(older);

    assertEquals(inPlaceOf(oldest), vestibule.enter(from(4)));
    assertEquals(inPlaceOf(older), vestibule.enter(from(5)));
    assertFalse(vestibule.leave(oldest));
  }

  @Test
  void refusesTheNewcomerIfAllHaveSpoken() {
    vestibule.enter(speakingFrom(1));
    vestibule.enter(speakingFrom(2));
    vestibule.enter(speakingFrom(3));

    assertEquals(FULL, vestibule.enter(from(4)));
  }

  @Test
  void keepsRoomForOthersWhenOneAddressHasItsShare() {
    Arrival silent = from(1);
    vestibule.enter(speakingFrom(1));
    vestibule.enter(silent);

    assertEquals(inPlaceOf(silent), vestibule.enter(speakingFrom(1)));
    assertEquals(FULL, vestibule.enter(from(1)));
    assertEquals(ADMITTED, vestibule.enter(from(2)));
  }

  @Test
  void hasRoomAgainWhenSomebodyLeaves() {
    Arrival first = speakingFrom(1);
    vestibule.enter(first);
    vestibule.enter(speakingFrom(2));
    vestibule.enter(speakingFrom(3));

    assertTrue(vestibule.leave(first));
    assertFalse(vestibule.leave(first));
    assertEquals(ADMITTED, vestibule.enter(from(4)));
  }

  @Test
  void handsOverWhoCameByADoorThatCloses() {
    Arrival first = from(1);
    Arrival other = from(2, "back door");
    Arrival second = from(3);
    vestibule.enter(first);
    vestibule.enter(other);
    vestibule.enter(second);

    assertEquals(List.of(first, second), vestibule.close("front door"));
    assertFalse(vestibule.leave(first));
    assertTrue(vestibule.leave(other));
  }
}
