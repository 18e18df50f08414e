package dev.shiphub.it;

import static dev.shiphub.it.TwoHosts.HUB_ADDRESS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The admin API of the packaged daemon, from another host: with tokens over HTTPS, or not at all.
 */
@Tag("netns")
@Timeout(110)
@Execution(ExecutionMode.CONCURRENT)
final class AdminIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String NAME = "gateway.lan";

  @TempDir private Path directory;
  private Path state;
  private Path token;
  private TwoHosts hosts;

  @BeforeEach
  void lay() throws Exception {
    state = directory.resolve("state");
    token = directory.resolve("token");
    hosts = TwoHosts.make();
  }

  @AfterEach
  void clear() {
    hosts.close();
  }

  private static Program ran(List<String> host, String... arguments) throws Exception {
    Program program = Program.startIn(host, arguments);
    program.awaitExit(PATIENCE);
    return program;
  }

  private void makeToken() throws Exception {
    try (Program made = ran(List.of(), "token", "create", "--state", state.toString())) {
      assertEquals(1, made.lines().size(), made.errors());
      Files.writeString(token, made.lines().getFirst() + "\n");
    }
  }

  private Program runDaemon() throws IOException {
    Path file =
        Files.write(
            directory.resolve("shiphub.yaml"),
            List.of(
                "ship: {port: 0}",
                "admin: {port: 0, bind: " + HUB_ADDRESS + ", hosts: [" + NAME + "]}"));
    return Program.startIn(
        hosts.hubHost(),
        "run",
        "-c",
        file.toString(),
        "--state",
        state.toString(),
        "--announce-json");
  }

  private static JsonObject listening(Program daemon) {
    return daemon.awaitJson(line -> line.text("event").equals(Optional.of("listening")));
  }

  private static String url(JsonObject listening) {
    return "https://" + HUB_ADDRESS + ":" + listening.integer("adminPort").orElseThrow();
  }

  private static String fingerprint(JsonObject listening) {
    return listening.text("adminFingerprint").orElseThrow();
  }

  /** Runs a command on the other host. */
  private Program command(JsonObject listening, String... words) throws Exception {
    List<String> line = new ArrayList<>(List.of(words));
    line.addAll(List.of("--admin", url(listening), "--token-file", token.toString()));
    if (!line.contains("--fingerprint")) {
      line.addAll(List.of("--fingerprint", fingerprint(listening)));
    }
    return ran(hosts.deviceHost(), line.toArray(String[]::new));
  }

  private static int code(Program program) {
    return program.process().exitValue();
  }

  @Test
  void withoutATokenItDoesNotStartAndSaysHowToMakeOne() throws Exception {
    try (Program daemon = runDaemon()) {
      assertEquals(2, daemon.awaitExit(PATIENCE), daemon.errors());
      assertTrue(daemon.errors().contains("shiphub token create --file " + state), daemon.errors());
      assertFalse(Files.exists(state.resolve("identity.p12")));
    }
    makeToken();
    Path tokens = state.resolve("admin-tokens");
    Files.setPosixFilePermissions(
        tokens, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
    try (Program daemon = runDaemon()) {
      assertEquals(2, daemon.awaitExit(PATIENCE), daemon.errors());
      assertTrue(daemon.errors().contains("chmod 600 " + tokens), daemon.errors());
    }
  }

  @Test
  void theCommandLineOnAnotherHostHasItsTokenAndKnowsTheCertificate() throws Exception {
    makeToken();
    String print;
    String device = "a1b2c3d4e5000000000000000000000000000001";
    try (Program daemon = runDaemon()) {
      JsonObject listening = listening(daemon);
      print = fingerprint(listening);
      assertTrue(daemon.errors().contains(print), daemon.errors());
      try (Program pairs = command(listening, "pair", device);
          Program stranger = command(listening, "status", "--fingerprint", "00".repeat(32))) {
        assertEquals(0, code(pairs), pairs.errors());
        assertEquals(3, code(stranger), stranger.errors());
        assertTrue(stranger.errors().contains("another fingerprint, " + print));
      }
      Files.writeString(token, "shiphub_wrong\n");
      try (Program wrong = command(listening, "unpair", device)) {
        assertEquals(1, code(wrong), wrong.errors());
        assertTrue(wrong.errors().contains("the token is none of this daemon's"));
      }
      assertFalse(daemon.errors().contains("shiphub_wrong"), daemon.errors());
    }
    try (Program again = runDaemon()) {
      assertEquals(print, fingerprint(listening(again)));
    }
  }

  /** Another host that talks to the daemon. */
  private static final class Elsewhere implements AutoCloseable {
    private final Program pipe;
    private int asked;

    Elsewhere(List<String> host, JsonObject listening) throws IOException {
      int port = Math.toIntExact(listening.integer("adminPort").orElseThrow());
      pipe = Program.startCommand(HttpsPipe.command(host, HUB_ADDRESS, port));
    }

    String ask(String question) throws IOException {
      pipe.types(question);
      asked++;
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(5))
          .until(
              () -> {
                assertTrue(pipe.process().isAlive(), pipe.errors());
                return pipe.lines().size() >= asked;
              });
      return pipe.lines().get(asked - 1);
    }

    /** What comes back, head and body. */
    String raw(String kind, String... lines) throws IOException {
      String request = String.join("\r\n", lines);
      return new String(
          Base64.getDecoder().decode(ask(kind + " " + base64(request))), StandardCharsets.UTF_8);
    }

    String hold(int count, String bytes) throws IOException {
      return ask("hold " + count + " " + base64(bytes));
    }

    private static String base64(String text) {
      return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public void close() {
      pipe.close();
    }
  }

  private static void assertAnswered(int status, String kind, String answer) {
    assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
    assertTrue(answer.contains(kind), answer);
    assertTrue(answer.contains("X-Content-Type-Options: nosniff"), answer);
    assertTrue(answer.contains("Content-Security-Policy: default-src 'none'"), answer);
  }

  @Test
  void aBrowserLogsInOnceAndPagesElsewhereGetNothingOfIt() throws Exception {
    makeToken();
    String secret = Files.readString(token).strip();
    try (Program daemon = runDaemon();
        Elsewhere browser = new Elsewhere(hosts.deviceHost(), listening(daemon))) {
      String own = "Host: " + NAME + ":4780";
      String end = "Connection: close";
      assertAnswered(
          401,
          "token-required",
          browser.raw("raw", "GET /api/v1/status HTTP/1.1", own, end, "", ""));
      assertAnswered(
          200, "\"status\":\"ok\"", browser.raw("raw", "GET /healthz HTTP/1.1", own, end, "", ""));
      String body = "{\"token\":\"" + secret + "\"}";
      String login =
          browser.raw(
              "raw",
              "POST /login HTTP/1.1",
              own,
              "Origin: https://" + NAME + ":4780",
              "Sec-Fetch-Site: same-origin",
              "Content-Type: application/json",
              "Content-Length: " + body.length(),
              end,
              "",
              body);
      assertAnswered(200, "; Path=/; HttpOnly; SameSite=Strict; Secure\r\n", login);
      String cookie =
          "Cookie: " + login.replaceAll("(?s).*Set-Cookie: (__Host-shiphub-login=[^;]*);.*", "$1");
      assertAnswered(
          200,
          "\"state\":\"running\"",
          browser.raw("raw", "GET /api/v1/status HTTP/1.1", own, cookie, end, "", ""));
      String pair = "POST /api/v1/devices/a1b2c3d4e5000000000000000000000000000001/pair HTTP/1.1";
      String none = "Content-Length: 0";
      assertAnswered(
          403,
          "foreign-origin",
          browser.raw("raw", pair, own, cookie, "Origin: https://evil.example", none, end, "", ""));
      assertAnswered(
          403,
          "foreign-origin",
          browser.raw("raw", pair, own, cookie, "Sec-Fetch-Site: cross-site", none, end, "", ""));
      assertAnswered(
          403,
          "foreign-host",
          browser.raw("raw", pair, "Host: evil.example", cookie, none, end, "", ""));
      assertAnswered(
          415,
          "not-json",
          browser.raw("raw", pair, own, cookie, "Content-Type: text/plain", none, end, "", ""));
      assertAnswered(
          400,
          "secret-in-address",
          browser.raw("raw", "GET /api/v1/status?token=" + secret + " HTTP/1.1", own, end, "", ""));
      String devices = browser.ask("get /api/v1/devices " + secret);
      assertTrue(devices.startsWith("200 ") && devices.contains("\"devices\":[]"), devices);
      String unencrypted = browser.raw("plain", "GET /healthz HTTP/1.1", own, end, "", "");
      assertFalse(unencrypted.contains("HTTP"), unencrypted);
      assertFalse(daemon.errors().contains(secret), daemon.errors());
    }
  }

  // From the host that floods, and from another one.
  @Test
  void whoHoldsConnectionsOpenKeepsNobodyOut() throws Exception {
    makeToken();
    String secret = Files.readString(token).strip();
    try (Program daemon = runDaemon();
        Elsewhere attacker = new Elsewhere(hosts.deviceHost(), listening(daemon));
        Elsewhere neighbour = new Elsewhere(hosts.hubHost(), listening(daemon))) {
      assertEquals("held 200", attacker.hold(200, ""));
      assertEquals("held 400", attacker.hold(200, "\u0016\u0003\u0001\u0002\u0000\u0001"));
      assertTrue(neighbour.ask("get /api/v1/devices " + secret).startsWith("200 "));
      assertTrue(attacker.ask("get /api/v1/devices " + secret).startsWith("200 "));
      for (int at = 0; at < 20; at++) {
        assertTrue(attacker.ask("get /api/v1/devices x" + at).matches("(401|429) .*"));
      }
      assertTrue(neighbour.ask("get /api/v1/devices " + secret).startsWith("200 "));
      assertTrue(attacker.ask("get /api/v1/devices " + secret).startsWith("200 "));
    }
  }
}
