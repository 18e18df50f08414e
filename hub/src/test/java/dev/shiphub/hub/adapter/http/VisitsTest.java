package dev.shiphub.hub.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

/** Who has to leave when somebody comes: 8 places, 3 for one network. */
final class VisitsTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final Visits visits = new Visits(8, 3);
  private int seconds;

  private Visit from(String address) {
    Socket socket = Mockito.mock(Socket.class);
    Mockito.when(socket.getInetAddress()).thenReturn(InetAddress.ofLiteral(address));
    Instant now = START.plusSeconds(seconds++);
    return new Visit(socket, now, now.plusSeconds(100));
  }

  private Visit entered(String address) {
    Visit visit = from(address);
    assertEquals(Optional.empty(), visits.enter(visit));
    return visit;
  }

  @Test
  void aNetworkThatHasItsShareLosesTheConnectionThatSaidNothingForLongest() {
    Visit first = entered("10.0.0.1");
    entered("10.0.0.1");
    entered("10.0.0.1");
    assertEquals(Optional.of(first), visits.enter(from("10.0.0.1")));
    assertEquals(3, visits.count());
  }

  @Test
  void theShareOfAnIpv6HostIsThatOfItsWholeNetwork() {
    Visit first = entered("2001:db8::1");
    entered("2001:db8::2");
    entered("2001:db8::3");
    assertEquals(Optional.of(first), visits.enter(from("2001:db8::4")));
    entered("2001:db8:0:1::1");
  }

  @Test
  void whoseRequestIsBeingAnsweredIsLeftAlone() {
    Visit busy = entered("10.0.0.1");
    Visit silent = entered("10.0.0.1");
    entered("10.0.0.1");
    visits.serve(busy, Instant.MAX);
    assertEquals(Optional.of(silent), visits.enter(from("10.0.0.1")));
  }

  @Test
  void whereAllAreBeingAnsweredTheNewcomerLeaves() {
    for (int at = 0; at < 3; at++) {
      visits.serve(entered("10.0.0.1"), Instant.MAX);
    }
    Visit newcomer = from("10.0.0.1");
    assertEquals(Optional.of(newcomer), visits.enter(newcomer));
    entered("10.0.0.2");
  }

  // The defence against many addresses: who has few connections loses none to who has many.
  @Test
  void ifAllPlacesAreTakenTheNetworkWithTheMostGivesOneUp() {
    Visit neighbour = entered("10.0.0.9");
    List<Visit> flood = new ArrayList<>();
    for (int at = 0; at < 7; at++) {
      flood.add(entered("10.0.0." + (1 + at / 3)));
    }
    assertEquals(Optional.of(flood.get(0)), visits.enter(from("10.0.0.8")));
    assertEquals(Optional.of(flood.get(3)), visits.enter(from("10.0.0.8")));
    assertEquals(8, visits.count());
    assertEquals(
        List.of(neighbour), visits.late(START.plusSeconds(101)).stream().limit(1).toList());
  }

  @Test
  void whoHasLeftHasGivenItsPlaceBack() {
    Visit gone = entered("10.0.0.1");
    entered("10.0.0.1");
    entered("10.0.0.1");
    visits.leave(gone);
    entered("10.0.0.1");
  }

  @Test
  void aConnectionIsLateWhenItsTurnHasLastedTooLong() {
    Visit visit = entered("10.0.0.1");
    visits.waitFor(visit, START, START.plusSeconds(10));
    assertEquals(List.of(), visits.late(START.plusSeconds(10)));
    assertEquals(List.of(visit), visits.late(START.plusSeconds(10).plusMillis(1)));
    visits.serve(visit, Instant.MAX);
    assertEquals(List.of(), visits.late(START.plus(Duration.ofDays(1000))));
  }

  @Test
  void afterTheCloseNobodyEnters() {
    Visit inside = entered("10.0.0.1");
    assertEquals(List.of(inside), visits.close());
    Visit newcomer = from("10.0.0.2");
    assertEquals(Optional.of(newcomer), visits.enter(newcomer));
  }
}
