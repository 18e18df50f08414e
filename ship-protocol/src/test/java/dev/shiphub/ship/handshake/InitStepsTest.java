package dev.shiphub.ship.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.Role;
import dev.shiphub.ship.wire.AccessMethodsRequest;
import dev.shiphub.ship.wire.ConnectionHello;
import dev.shiphub.ship.wire.ConnectionInit;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Connection mode initialisation, rows C1 to S4 (SHIP 13.4.3). */
final class InitStepsTest {
  private static final ConnectionHello READY = ConnectionHello.ready(Duration.ofSeconds(120));

  @Test
  void clientSpeaksFirst() {
    Driven client = Driven.begun(Role.CLIENT, true);
    assertEquals(List.of(ConnectionInit.VALID), client.sent());
  }

  @Test
  void serverWaitsForTheClient() {
    Driven server = Driven.begun(Role.SERVER, true);
    assertEquals(List.of(), server.sent());
  }

  @Test
  void clientEntersHelloWithTheAnswer() {
    Driven client = Driven.begun(Role.CLIENT, true).forget().hears(ConnectionInit.VALID);
    assertEquals(List.of(READY), client.sent());
    assertInstanceOf(Phase.HelloReady.class, client.phase());
  }

  @Test
  void serverAnswersBeforeItsHello() {
    Driven server = Driven.begun(Role.SERVER, true).hears(ConnectionInit.VALID);
    assertEquals(List.of(ConnectionInit.VALID, READY), server.sent());
  }

  @Test
  void cannotBeginTwice() {
    Driven driven = Driven.begun(Role.CLIENT, true);
    assertThrows(IllegalStateException.class, () -> driven.handshake.begin(true, Driven.START));
  }

  @Test
  void trustThatComesWhileWaitingCounts() {
    Driven server =
        Driven.begun(Role.SERVER, false).on(new Input.TrustGranted()).hears(ConnectionInit.VALID);
    assertInstanceOf(Phase.HelloReady.class, server.phase());
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void waitsBetweenTenAndThirtySeconds(Role role) {
    Driven driven = Driven.begun(role, true).waits(10);
    assertFalse(driven.isClosed());
    assertTrue(driven.waits(20).isClosed());
  }

  @Nested
  final class WrongFirstMessage {
    @Test
    void clientClosesWithoutAWord() {
      Driven client = Driven.begun(Role.CLIENT, true).forget().hears(new ConnectionInit(1));
      assertEquals(List.of(), client.sent());
      assertEquals(4001, client.closeCode());
    }

    @Test
    void serverAnswersAndCloses() {
      Driven server = Driven.begun(Role.SERVER, true).hears(new ConnectionInit(1));
      assertEquals(List.of(ConnectionInit.VALID), server.sent());
      assertTrue(server.isClosed());
    }

    @Test
    void anotherMessageTypeIsNoBetter() {
      Driven server = Driven.begun(Role.SERVER, true).hears(new AccessMethodsRequest());
      assertEquals(List.of(ConnectionInit.VALID), server.sent());
      assertTrue(server.isClosed());
    }

    // What a parser says of the peer's octets is for our people.
    @Test
    void thePeerIsToldInASentenceAndPeopleAreToldWhatItWas() {
      assertTold(Sheet.CMI_INVALID_MESSAGE_TYPE, "empty, line 1, column 1");
      assertTold(Sheet.CMI_INVALID_CMI_HEAD, "its value is 1");
      assertTold(Sheet.ACCESS_METHODS_REQUEST, "it is AccessMethodsRequest");
    }

    private static void assertTold(Input wrong, String what) {
      Output.Close close = Driven.begun(Role.SERVER, true).on(wrong).closes().getFirst();
      assertEquals("the first message was not 00 00", close.reason().phrase());
      assertEquals("the first message was not 00 00: " + what, close.why());
    }

    @Test
    void anUnreadableOrEmptyOneIsNoBetter() {
      assertTrue(Driven.begun(Role.SERVER, true).on(new Input.Unreadable("x")).isClosed());
      assertTrue(Driven.begun(Role.SERVER, true).on(new Input.Skippable("x")).isClosed());
    }
  }
}
