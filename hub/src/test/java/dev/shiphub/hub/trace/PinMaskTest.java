package dev.shiphub.hub.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.shiphub.ship.wire.Encoded;
import dev.shiphub.ship.wire.MessageCodec;
import dev.shiphub.ship.wire.PinInput;
import dev.shiphub.ship.wire.WireLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A trace is made to be shown to others; a PIN is not (SHIP 13.4.4.3). */
final class PinMaskTest {
  private static final String PIN = "12ab34cd56";

  private static String masked(byte[] message) {
    return new String(PinMask.over(message), UTF_8);
  }

  @Test
  void whatWeSendHasNoPinButKeepsItsShape() {
    Encoded sent = new MessageCodec(WireLimits.USUAL).encode(new PinInput(PIN));
    assertEquals(
        "\u0001{\"connectionPinInput\":[{\"pin\":\"********\"}]}",
        masked(((Encoded.Ready) sent).octets()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"connectionPinInput\":[{\"pin\":\"12ab34cd56\"}]}\u0000",
        "{\"connectionPinInput\":{\"pin\":\"12ab34cd56\"}}",
        " { \"connectionPinInput\" : [ { \"pin\" : \"12ab34cd56\" } ] } ",
        "{\"connectionPinInput\":[{\"pin\":\"12ab34cd56",
        "{\"connectionPinInput\":[{\"pin\":\"\\u00312ab34cd56\"},{\"x\":\"12ab34cd56\"}]}",
        "{\"ConnectionPININPUT\":[{\"PIN\":\"12ab34cd56\"}]}",
        "{\"connection\\u0050inInput\":[{\"p\\u0069n\":\"12ab34cd56\"}]}",
        "{\"pin\":\"12ab34cd56\"}"
      })
  void howeverAPeerWritesItThePinIsNotKept(String value) {
    for (int type : new int[] {0, 1, 3, 9}) {
      assertFalse(masked(Frames.message(type, value)).contains("2ab34cd5"), value);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"connectionPinState\":[{\"pinState\":\"required\"},{\"inputPermission\":\"ok\"}]}",
        "{\"connectionHello\":[{\"phase\":\"ready\"}]}",
        "{\"accessMethods\":[{\"id\":\"caf\\u00e9\"}]}"
      })
  void whatHasNoPinIsKeptAsItIs(String value) {
    byte[] message = Frames.message(1, value);
    assertSame(message, PinMask.over(message));
  }

  // Data is long, and is not looked through.
  @Test
  void dataIsKeptAsItIs() {
    byte[] message = Frames.message(2, "{\"pin\":\"12ab34cd56\"}");
    assertSame(message, PinMask.over(message));
  }
}
