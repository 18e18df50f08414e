package dev.shiphub.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.hub.adapter.admin.Doorway;
import dev.shiphub.hub.adapter.admin.TokenFile;
import dev.shiphub.hub.adapter.http.ServerTls;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an address of the admin API demands before anything listens. */
final class AdminDoorTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  private final SecureRandom random = new SecureRandom();
  @TempDir private Path state;

  private Doorway open(String bind, String tokenFile) throws StartFailure {
    HubConfig.Admin admin =
        new HubConfig.Admin(
            InetAddress.ofLiteral(bind),
            4_780,
            List.of("gateway.lan"),
            Optional.of(tokenFile).filter(it -> !it.isEmpty()).map(Path::of));
    return AdminDoor.of(admin, state, NOW, random);
  }

  private void haveToken(String file) throws IOException {
    new TokenFile(state.resolve(file)).add("laptop", random);
  }

  private static String print(Doorway doorway) {
    return doorway.tls().map(ServerTls::fingerprint).orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.0.0.2", "::1"})
  void onLoopbackItIsOpenToThisMachine(String bind) throws StartFailure {
    Doorway doorway = open(bind, "");
    assertEquals(Optional.empty(), doorway.lock());
    assertEquals(Optional.empty(), doorway.tls());
  }

  @Test
  void onLoopbackATokenFileThatIsConfiguredCounts() throws Exception {
    haveToken("t");
    Doorway doorway = open("127.0.0.1", "t");
    assertTrue(doorway.lock().isPresent());
    assertEquals(Optional.empty(), doorway.tls());
    assertThrows(StartFailure.class, () -> open("127.0.0.1", "other"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.1", "0.0.0.0", "::", "fd00::5", "169.254.1.1"})
  void elsewhereItDemandsATokenAndSaysHowToMakeOne(String bind) {
    StartFailure failure = assertThrows(StartFailure.class, () -> open(bind, ""));
    assertTrue(failure.isOfConfiguration());
    String words = String.valueOf(failure.getMessage());
    assertTrue(
        words.contains("shiphub token create --file " + state.resolve("admin-tokens")), words);
    assertFalse(Files.exists(state.resolve("admin.p12")));
  }

  @Test
  void elsewhereItHasACertificateThatStays() throws Exception {
    haveToken("admin-tokens");
    String print = print(open("192.0.2.1", ""));
    assertEquals(print, print(open("192.0.2.2", "")));
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(state.resolve("admin.p12"))));
    Files.delete(state.resolve("admin.p12"));
    assertNotEquals(print, print(open("192.0.2.1", "")));
  }

  @Test
  void aBrokenCertificateIsNotReplacedByItself() throws Exception {
    haveToken("admin-tokens");
    Files.writeString(state.resolve("admin.p12"), "x");
    Files.setPosixFilePermissions(
        state.resolve("admin.p12"), PosixFilePermissions.fromString("rw-------"));
    StartFailure failure = assertThrows(StartFailure.class, () -> open("192.0.2.1", ""));
    String words = String.valueOf(failure.getMessage());
    assertTrue(words.contains("move it away") && words.contains("fingerprint"), words);
    assertFalse(words.contains("pair"), words);
    assertEquals("x", Files.readString(state.resolve("admin.p12")));
  }
}
