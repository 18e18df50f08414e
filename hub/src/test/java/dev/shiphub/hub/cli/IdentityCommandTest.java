package dev.shiphub.hub.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.shiphub.hub.adapter.admin.Samples;
import dev.shiphub.hub.adapter.admin.Wired;
import dev.shiphub.hub.cli.Shell.Ran;
import dev.shiphub.hub.qr.QrPicture;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * {@code identity}, where a daemon runs. What is done where none runs is in {@code CustodyTest}.
 */
final class IdentityCommandTest {
  private static final String PASSPHRASE = "correct horse";

  private final Wired wired = new Wired();
  private final Custodian custodian = mock(Custodian.class);
  private final Shell shell = Shell.with(wired.port).custodian(custodian);
  private final Map<String, String> kept = new HashMap<>();

  @BeforeEach
  void keep() throws IOException {
    doAnswer(
            call -> {
              byte[] content = call.getArgument(1);
              return kept.put(call.getArgument(0).toString(), new String(content, UTF_8));
            })
        .when(custodian)
        .keep(any(), any(), anyBoolean());
  }

  @AfterEach
  void close() {
    wired.close();
  }

  @Test
  void showHasTheSkiTheQrTextWithoutThePinAndTheEndOfTheCertificate() {
    assertEquals(
        """
        SKI      8000 0000 0000 0000 0000 0000 0000 0000 0000 0001
                 8000000000000000000000000000000000000001
        SHIP ID  shiphub-test
        QR text  SHIP;SKI:8000 0000 0000 0000 0000 0000 0000 0000 0000 0001;ID:shiphub-test;BRAND:shiphub;CAT:2;ENDSHIP;
        valid to 2046-11-16T10:00:00Z
        """,
        shell.run("identity", "show").out());
  }

  @Test
  void statusWarnsInALineOfItsOwn() {
    wired.warns("our certificate ends");
    String out = shell.run("status").out();
    assertTrue(out.contains("\nWARNING    our certificate ends\n"), out);
  }

  @Test
  void onATerminalTheQrCodeIsAPictureWithItsTextBelow() {
    List<String> lines = shell.onTerminal().run("identity", "qr").out().lines().toList();
    List<String> picture = QrPicture.of(Samples.QR_TEXT).lines();
    assertEquals(picture.size() + 1, lines.size());
    for (int at = 0; at < picture.size(); at++) {
      assertTrue(lines.get(at).contains(picture.get(at)), lines.get(at));
    }
    assertEquals(Samples.QR_TEXT, lines.getLast());
  }

  @Test
  void theQrCodeIsAnSvgIfThatIsWanted() {
    Ran ran = shell.onTerminal().run("identity", "qr", "--svg", "qr.svg");
    assertEquals(0, ran.code(), ran.err());
    assertEquals(Samples.QR_TEXT + "\n", ran.out());
    assertEquals(Map.of("qr.svg", QrPicture.of(Samples.QR_TEXT).svg()), kept);
  }

  @Test
  void theRunningDaemonMakesTheBackup() throws IOException {
    Ran ran = shell.types(PASSPHRASE).run("identity", "backup", "hub.backup");
    assertEquals(0, ran.code(), ran.err());
    assertEquals(Map.of("hub.backup", "{\"sealedWith\":\"correct horse\"}\n"), kept);
    verify(custodian).keep(eq(Path.of("hub.backup")), any(), eq(false));
    assertFalse(ran.out().contains(PASSPHRASE) || ran.err().contains(PASSPHRASE));
  }

  @Test
  void thatNobodyIsReachableIsNoReasonForNoBackup() throws IOException {
    when(custodian.backup(eq(Optional.empty()), eq(PASSPHRASE))).thenReturn(JsonObject.EMPTY);
    wired.close();
    assertEquals(0, shell.types(PASSPHRASE).run("identity", "backup", "hub.backup").code());
    assertEquals(Map.of("hub.backup", "{}\n"), kept);
  }

  @Test
  void aRefusalOfTheDaemonWritesNothing() {
    Ran ran = shell.types("seven77").run("identity", "backup", "hub.backup");
    assertEquals(2, ran.code());
    assertTrue(ran.err().contains("at least 8 characters"), ran.err());
    verifyNoInteractions(custodian);
  }

  // A command line can be read by everybody on the machine.
  @Test
  void thereIsNoOptionForThePassphraseItself() {
    for (String command : List.of("backup", "restore")) {
      assertEquals(
          2, shell.run("identity", command, "hub.backup", "--passphrase", PASSPHRASE).code());
    }
    verifyNoInteractions(custodian);
  }
}
