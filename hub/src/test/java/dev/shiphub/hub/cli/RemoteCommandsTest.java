package dev.shiphub.hub.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.hub.adapter.admin.Doorway;
import dev.shiphub.hub.adapter.admin.Samples;
import dev.shiphub.hub.adapter.admin.TokenFile;
import dev.shiphub.hub.adapter.admin.Tokens;
import dev.shiphub.hub.adapter.admin.Wired;
import dev.shiphub.hub.adapter.http.ServerTls;
import dev.shiphub.hub.cli.Shell.Ran;
import dev.shiphub.ship.identity.LocalIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands for a daemon elsewhere: HTTPS with a known certificate, and a token. */
final class RemoteCommandsTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final LocalIdentity IDENTITY =
      LocalIdentity.generate("test", Instant.parse("2026-01-01T00:00:00Z"), RANDOM);

  @TempDir private Path directory;
  private String token;
  private ServerTls tls;
  private Wired wired;
  private Shell shell;

  @BeforeEach
  void open() throws IOException {
    TokenFile file = new TokenFile(directory.resolve("tokens"));
    token = file.add("laptop", RANDOM);
    tls = ServerTls.of(IDENTITY.privateKey(), IDENTITY.certificate());
    wired =
        new Wired(
            new Doorway(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Set.of(),
                Optional.of(new Doorway.Lock(Tokens.in(file), RANDOM)),
                Optional.of(tls)));
    shell =
        new Shell()
            .set("SHIPHUB_ADMIN", "https://127.0.0.1:" + wired.port)
            .set("SHIPHUB_FINGERPRINT", tls.fingerprint())
            .set("SHIPHUB_TOKEN", token);
  }

  @AfterEach
  void close() {
    wired.close();
  }

  private void assertMisused(Ran ran, String words) {
    assertEquals(2, ran.code(), ran.err());
    assertTrue(ran.err().contains(words), ran.err());
    assertFalse(ran.err().contains(token), ran.err());
  }

  @Test
  void theEnvironmentSaysWhereItIsAndWhatOpensIt() {
    Ran ran = shell.run("status");
    assertEquals(0, ran.code(), ran.err());
    assertTrue(ran.out().contains("admin API  https://127.0.0.1:" + wired.port), ran.out());
    assertTrue(ran.out().contains("fingerprint " + tls.fingerprint()), ran.out());
  }

  @Test
  void commandsAndEventsGoTheSameWay() {
    assertEquals(0, shell.run("pair", Samples.PUMP.hex()).code());
    assertEquals(1, wired.hub.requests().size());
    wired.events.onNotice(Samples.notice(1));
    wired.events.close();
    Ran ran = shell.run("events", "--follow", "--since", "0");
    assertTrue(ran.out().contains("HubStarted"), ran.out() + ran.err());
  }

  @Test
  void optionsSayTheSame() throws IOException {
    Path file = Files.writeString(directory.resolve("token"), token + "\nnot this\n");
    Ran ran =
        new Shell()
            .run(
                "devices",
                "--admin",
                "https://127.0.0.1:" + wired.port,
                "--fingerprint",
                tls.fingerprint().toLowerCase(Locale.ROOT).replace(":", ""),
                "--token-file",
                file.toString());
    assertEquals(0, ran.code(), ran.err());
  }

  @Test
  void aDaemonWithAnotherCertificateIsNotTalkedTo() {
    Ran ran = shell.set("SHIPHUB_FINGERPRINT", "00".repeat(32)).run("status");
    assertEquals(3, ran.code());
    assertTrue(ran.err().contains("another fingerprint, " + tls.fingerprint()), ran.err());
  }

  @Test
  void aWrongTokenIsRefusedAndNotShown() {
    Ran ran = shell.set("SHIPHUB_TOKEN", "shiphub_wrong").run("status");
    assertEquals(1, ran.code());
    assertTrue(ran.err().contains("the token is none of this daemon's"), ran.err());
    assertFalse(ran.err().contains("shiphub_wrong"), ran.err());
  }

  // The JDK's client says nothing of the answer then.
  @Test
  void aWrongTokenIsToldFromNoDaemonWhenSomethingIsSent() {
    Ran ran = shell.set("SHIPHUB_TOKEN", "shiphub_wrong").run("deny", Samples.PUMP.hex());
    assertEquals(1, ran.code());
    assertTrue(ran.err().contains("the token is none of this daemon's"), ran.err());
  }

  @Test
  void noTokenIsRefusedWithTheRemedy() {
    Ran ran = shell.set("SHIPHUB_TOKEN", "").run("status");
    assertEquals(1, ran.code());
    assertTrue(ran.err().contains("shiphub token create"), ran.err());
  }

  @Test
  void withoutAFingerprintItIsNotTried() {
    assertMisused(shell.set("SHIPHUB_FINGERPRINT", "").run("status"), "say its --fingerprint");
  }

  @Test
  void whatIsNoFingerprintIsRefused() {
    assertMisused(shell.set("SHIPHUB_FINGERPRINT", "AB:CD").run("status"), "not a fingerprint");
  }

  @Test
  void aTokenIsNotSentWhereOthersCanReadIt() {
    assertMisused(shell.set("SHIPHUB_ADMIN", "192.0.2.1:4780").run("status"), "use https://");
    assertMisused(shell.set("SHIPHUB_ADMIN", "http://192.0.2.1:4780").run("status"), "https://");
  }

  @Test
  void whatIsNoTokenIsNotSent() {
    assertMisused(
        shell.set("SHIPHUB_TOKEN", "a\r\nX: y").run("status"), "what is given as a token is none");
  }

  @Test
  void aTokenFileThatCannotBeReadIsRefused() {
    assertMisused(shell.run("status", "--token-file", "/nowhere/x"), "--token-file");
  }

  @Test
  void aFingerprintIsReadInEverySpelling() {
    Fingerprint known = Fingerprint.parse(tls.fingerprint()).orElseThrow();
    assertEquals(tls.fingerprint(), known.toString());
    assertEquals(Optional.of(known), Fingerprint.parse(known.hex()));
    assertEquals(Optional.empty(), Fingerprint.parse(known.hex() + "0"));
  }
}
