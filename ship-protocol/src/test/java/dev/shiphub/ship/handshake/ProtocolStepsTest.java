package dev.shiphub.ship.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.Role;
import dev.shiphub.ship.wire.ConnectionHello;
import dev.shiphub.ship.wire.PinState;
import dev.shiphub.ship.wire.ProtocolHandshake;
import dev.shiphub.ship.wire.ProtocolHandshake.Version;
import dev.shiphub.ship.wire.ProtocolHandshakeError;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Connection state "protocol handshake", rows P1 to P14 of our state table (SHIP 13.4.4.2). */
final class ProtocolStepsTest {
  private static final String UTF8 = ProtocolHandshake.JSON_UTF8;
  private static final ConnectionHello HELLO = ConnectionHello.ready(Duration.ofSeconds(60));

  private static void assertFailed(Driven driven, ProtocolHandshakeError error) {
    assertEquals(error, driven.sent().getLast());
    assertEquals(4001, driven.closeCode());
  }

  private static ProtocolHandshake select(int major, int minor, String... formats) {
    return new ProtocolHandshake(
        ProtocolHandshake.Type.SELECT, new Version(major, minor), List.of(formats));
  }

  private static ProtocolHandshake offer(int major, int minor, String... formats) {
    return new ProtocolHandshake(
        ProtocolHandshake.Type.ANNOUNCE_MAX, new Version(major, minor), List.of(formats));
  }

  @Nested
  final class AsClient {
    private final Driven client = Driven.inProtocol(Role.CLIENT);

    @Test
    void announcesVersionOneAtOnce() {
      assertEquals(List.of(Driven.OFFER), client.sent());
    }

    @Test
    void repeatsTheChoiceAndTellsItsPinState() {
      client.forget().hears(Driven.CHOICE);
      assertEquals(List.of(Driven.CHOICE, PinState.NONE), client.sent());
    }

    @Test
    void refusesAChoiceThatWasNotOffered() {
      assertFailed(
          Driven.inProtocol(Role.CLIENT).hears(select(1, 1, UTF8)),
          ProtocolHandshakeError.SELECTION_MISMATCH);
      assertFailed(
          Driven.inProtocol(Role.CLIENT).hears(select(0, 9, UTF8)),
          ProtocolHandshakeError.SELECTION_MISMATCH);
      assertFailed(
          Driven.inProtocol(Role.CLIENT).hears(select(1, 0, "JSON-UTF16")),
          ProtocolHandshakeError.SELECTION_MISMATCH);
      assertFailed(
          Driven.inProtocol(Role.CLIENT).hears(select(1, 0, UTF8, "JSON-UTF16")),
          ProtocolHandshakeError.SELECTION_MISMATCH);
    }

    @Test
    void refusesAnyOtherMessage() {
      assertFailed(client.hears(HELLO), ProtocolHandshakeError.UNEXPECTED_MESSAGE);
    }

    @Test
    void refusesAnAnnouncementInsteadOfAChoice() {
      assertFailed(client.hears(Driven.OFFER), ProtocolHandshakeError.UNEXPECTED_MESSAGE);
    }

    @Test
    void givesUpAfterTenSeconds() {
      client.waits(Duration.ofMillis(9_999));
      assertFalse(client.isClosed());
      assertFailed(client.waits(Duration.ofMillis(1)), ProtocolHandshakeError.TIMEOUT);
    }

    @Test
    void closesSilentlyWhenThePeerReportsAnError() {
      client.forget().hears(ProtocolHandshakeError.TIMEOUT);
      assertEquals(List.of(), client.sent());
      assertTrue(client.isClosed());
    }

    // Codes that SHIP does not know yet are told, too.
    @ParameterizedTest
    @CsvSource({"1,timeout", "2,unexpected message", "3,selection mismatch", "4,error 4"})
    void tellsPeopleWhichErrorThePeerReports(int code, String words) {
      client.hears(new ProtocolHandshakeError(code));
      assertEquals(
          "the peer ended the protocol handshake: " + words, client.closes().getFirst().why());
    }
  }

  @Nested
  final class AsServer {
    private final Driven server = Driven.inProtocol(Role.SERVER).forget();

    @ParameterizedTest
    @CsvSource({"1,0", "1,1", "2,0"})
    void selectsVersionOneWhateverThePeerCanDo(int major, int minor) {
      server.hears(offer(major, minor, "JSON-UTF16", UTF8));
      assertEquals(List.of(Driven.CHOICE), server.sent());
    }

    @Test
    void tellsItsPinStateAfterTheConfirmation() {
      server.hears(Driven.OFFER).forget().hears(Driven.CHOICE);
      assertEquals(List.of(PinState.NONE), server.sent());
    }

    @Test
    void refusesAnOfferWithoutACommonVersionOrFormat() {
      assertFailed(
          Driven.inProtocol(Role.SERVER).hears(offer(0, 9, UTF8)),
          ProtocolHandshakeError.SELECTION_MISMATCH);
      assertFailed(
          Driven.inProtocol(Role.SERVER).hears(offer(1, 0, "JSON-UTF16")),
          ProtocolHandshakeError.SELECTION_MISMATCH);
    }

    @Test
    void refusesARepeatedHello() {
      assertFailed(server.hears(HELLO), ProtocolHandshakeError.UNEXPECTED_MESSAGE);
    }

    @Test
    void refusesAConfirmationThatDiffers() {
      server.hears(Driven.OFFER).hears(select(1, 1, UTF8));
      assertFailed(server, ProtocolHandshakeError.SELECTION_MISMATCH);
    }

    @Test
    void refusesAnUnreadableMessage() {
      assertFailed(server.on(new Input.Unreadable("x")), ProtocolHandshakeError.UNEXPECTED_MESSAGE);
      assertEquals("a message could not be read", server.closes().getFirst().reason().phrase());
      assertEquals("unreadable message: x", server.closes().getFirst().why());
    }

    @Test
    void givesUpAfterTenSecondsWithoutAnOffer() {
      assertFailed(server.waits(10), ProtocolHandshakeError.TIMEOUT);
    }

    @Test
    void givesUpAfterTenSecondsWithoutAConfirmation() {
      server.waits(9).hears(Driven.OFFER).waits(9);
      assertFalse(server.isClosed());
      assertFailed(server.waits(1), ProtocolHandshakeError.TIMEOUT);
    }
  }
}
