package dev.shiphub.hub.cli;

import static dev.shiphub.hub.adapter.admin.Samples.STRANGER;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shiphub.hub.adapter.admin.Samples;
import dev.shiphub.hub.adapter.admin.Wired;
import dev.shiphub.hub.cli.Shell.Ran;
import dev.shiphub.hub.core.Request;
import dev.shiphub.hub.core.TrustRecord.Origin;
import dev.shiphub.ship.Pin;
import dev.shiphub.ship.Ski;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where the PIN comes from that a user enters with {@code pair}. */
final class PairCommandTest {
  private static final Instant TODAY = Instant.parse(Samples.TODAY);

  private final Wired wired = new Wired();
  private final Shell shell = Shell.with(wired.port);

  @AfterEach
  void close() {
    wired.close();
  }

  private static Request pairing(Ski ski, String pin) {
    return new Request.Pair(ski, Origin.USER_INPUT, TODAY, Optional.of(new Pin(pin)));
  }

  @Test
  void aPinGoesWithThePairing() {
    assertEquals(0, shell.run("pair", STRANGER.hex(), "--pin", "55aa aaff").code());
    assertEquals(List.of(pairing(STRANGER, "55AAAAFF")), wired.hub.requests());
  }

  // Whoever lists processes sees the command line.
  @Test
  void aPinThatIsTypedStandsOnNoCommandLine() {
    shell.types("55aa-aaff");
    assertEquals(0, shell.run("pair", STRANGER.hex(), "--pin", "-").code());
    assertEquals(List.of(pairing(STRANGER, "55AAAAFF")), wired.hub.requests());
  }

  @Test
  void aScannedQrTextWithItsPinStandsOnNoCommandLine() {
    shell.types("SHIP;SKI:" + STRANGER.hex() + ";PIN:55aaaaff;ENDSHIP;");
    assertEquals(0, shell.run("pair", "-").code());
    assertEquals(List.of(pairing(STRANGER, "55AAAAFF")), wired.hub.requests());
  }

  @Test
  void aTypedPinCountsMoreThanThatOfTheQrText() {
    String qr = "SHIP;SKI:" + STRANGER.hex() + ";PIN:55aaaaff;ENDSHIP;";
    assertEquals(0, shell.run("pair", qr, "--pin", "0123456789").code());
    assertEquals(List.of(pairing(STRANGER, "0123456789")), wired.hub.requests());
  }

  @Test
  void whoTypesNothingIsToldSo() {
    Ran ran = shell.run("pair", "-");
    assertEquals(2, ran.code());
    assertEquals("shiphub: no device was given; see 'shiphub pair --help'\n", ran.err());
    assertEquals(2, shell.run("pair", STRANGER.hex(), "--pin", "-").code());
    assertEquals(List.of(), wired.hub.requests());
  }

  @Test
  void aSlipInAPinIsNotQuoted() {
    Ran ran = shell.run("pair", STRANGER.hex(), "--pin", "55aaxaff");
    assertEquals(2, ran.code());
    assertEquals(
        "shiphub: --pin: a PIN has 8 to 16 hex digits; see 'shiphub pair --help'\n", ran.err());
  }
}
