package dev.shiphub.hub.adapter.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.hub.adapter.admin.RawHttp.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An admin API that wants tokens, over plain HTTP: who gets in, how, and for how long. */
final class LockedServerTest {
  private static final String STATUS = "/api/v1/status";
  private static final String PAIR = "/api/v1/devices/" + Samples.PUMP + "/pair";

  @TempDir private Path directory;
  private Path file;
  private String token;
  private Wired wired;
  private RawHttp http;
  private final List<String> log = new ArrayList<>();
  private final Handler ear = new Ear();

  @BeforeEach
  void open() throws IOException {
    file = directory.resolve("tokens");
    token = new TokenFile(file).add("laptop", new SecureRandom());
    wired =
        new Wired(
            new Doorway(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Set.of(),
                Optional.of(new Doorway.Lock(Tokens.in(new TokenFile(file)), new SecureRandom())),
                Optional.empty()));
    http = wired.http();
    Logger.getLogger(Access.class.getName()).addHandler(ear);
  }

  @AfterEach
  void close() {
    Logger.getLogger(Access.class.getName()).removeHandler(ear);
    wired.close();
  }

  private final class Ear extends Handler {
    @Override
    public void publish(LogRecord line) {
      synchronized (log) {
        log.add(new java.util.logging.SimpleFormatter().formatMessage(line));
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  private static String bearer(String secret) {
    return "Authorization: Bearer " + secret;
  }

  private Response logIn(String secret) {
    return http.post("/login", "{\"token\":\"" + secret + "\"}");
  }

  private static String setCookie(Response response) {
    return response.headers().getOrDefault("set-cookie", "");
  }

  /** The header with which a browser shows its login. */
  private String cookie() {
    Response response = logIn(token);
    assertEquals(200, response.status(), response.body());
    return "Cookie: a=b; " + setCookie(response).split(";", 2)[0] + "; c=d";
  }

  private static void assertRefused(Response response, int status, String kind) {
    assertEquals(status, response.status(), response.body());
    assertEquals("urn:shiphub:problem:" + kind, response.text("type"));
  }

  private void assertUnauthorized(Response response) {
    assertRefused(response, 401, "token-required");
    assertEquals("Bearer realm=\"shiphub\"", response.headers().get("www-authenticate"));
    assertEquals(List.of(), wired.hub.requests());
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/v1/status",
    "GET, /api/v1/devices",
    "GET, /api/v1/identity/qr",
    "GET, /api/v1/events",
    "GET, /api/v1/nothing",
    "GET, /index.html",
    "GET, /login",
    "POST, /logout",
    "POST, /healthz",
    "POST, /api/v1/identity/backup",
    "DELETE, /api/v1/peers/a1b2c3",
    "POST, /api/v1/devices/a1b2c3d4e5000000000000000000000000000001/pair"
  })
  void nothingIsDoneOrToldWithoutAToken(String method, String path) {
    assertUnauthorized(http.send(method, path, ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/healthz", "/readyz"})
  void whetherItLivesIsForEverybody(String path) {
    assertEquals(200, http.get(path).status());
  }

  // So that a browser can show where to log in; they hold nothing of this gateway.
  @ParameterizedTest
  @ValueSource(strings = {"/", "/page/main.js"})
  void theFilesOfThePageAreForEverybody(String path) {
    assertEquals(200, http.get(path).status());
  }

  @Test
  void theTokenOpensEverything() {
    assertEquals(200, http.get(STATUS, bearer(token)).status());
    assertEquals(200, http.get(STATUS, "authorization: BEARER  " + token).status());
    assertEquals(404, http.get("/api/v1/nothing", bearer(token)).status());
    assertEquals(200, http.send("POST", PAIR, "", bearer(token)).status());
    assertEquals(1, wired.hub.requests().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer",
        "Bearer ",
        "Bearer shiphub_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "Basic c2hpcGh1Yg==",
        "Bearer a b",
        ""
      })
  void aWrongTokenIsRefused(String shown) {
    Response response = http.get(STATUS, "Authorization: " + shown);
    assertRefused(response, 401, "wrong-token");
    assertEquals("Bearer realm=\"shiphub\"", response.headers().get("www-authenticate"));
  }

  @Test
  void twoTokensAreNone() {
    assertRefused(http.get(STATUS, bearer(token), bearer(token)), 401, "wrong-token");
  }

  @Test
  void aTokenInTheAddressIsRefusedThoughItIsRight() {
    assertRefused(http.get(STATUS + "?token=" + token), 400, "secret-in-address");
    assertRefused(
        http.get(STATUS + "?access_token=" + token, bearer(token)), 400, "secret-in-address");
  }

  @Test
  void aLoginIsACookieThatNoScriptAndNoOtherSiteCanUse() {
    Response response = logIn(token);
    assertEquals(200, response.status());
    String cookie = setCookie(response);
    assertTrue(
        cookie.matches(
            "shiphub-login=shiphub_[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Strict"),
        cookie);
    assertEquals("laptop", response.text("token"));
    assertFalse((cookie + response.body()).contains(token));
    assertEquals(200, http.get(STATUS, cookie()).status());
    assertEquals(200, http.send("POST", PAIR, "", cookie()).status());
  }

  @Test
  void logoutEndsTheLoginAndRemovesTheCookie() {
    String cookie = cookie();
    String other = cookie();
    Response response = http.send("POST", "/logout", "", cookie);
    assertEquals(200, response.status());
    assertTrue(setCookie(response).startsWith("shiphub-login=; Max-Age=0; "));
    assertUnauthorized(http.get(STATUS, cookie));
    assertEquals(200, http.get(STATUS, other).status());
  }

  @Test
  void aLoginEndsByItself() {
    String cookie = cookie();
    wired.steady.forward(AdminLimits.LOGIN_IDLE.minusSeconds(1));
    assertEquals(200, http.get(STATUS, cookie).status());
    wired.steady.forward(AdminLimits.LOGIN_IDLE);
    assertUnauthorized(http.get(STATUS, cookie));
  }

  @Test
  void aTokenThatIsTakenBackEndsItsLoginsToo() throws IOException {
    String cookie = cookie();
    Files.writeString(file, "# nobody\n");
    assertRefused(http.get(STATUS, bearer(token)), 401, "wrong-token");
    assertUnauthorized(http.get(STATUS, cookie));
  }

  @Test
  void aFollowerWhoseTokenIsTakenBackHearsNoMore() throws IOException {
    try (RawHttp.Follower follower = http.follow("", bearer(token))) {
      follower.await(": events of shiphub");
      Files.writeString(file, "# nobody\n");
      wired.events.onNotice(Samples.notice(1));
      assertTrue(follower.awaitEnd());
    }
  }

  @Test
  void aFollowerWhoLogsOutHearsNoMore() {
    String cookie = cookie();
    try (RawHttp.Follower follower = http.follow("", cookie)) {
      follower.await(": events of shiphub");
      http.send("POST", "/logout", "", cookie);
      wired.events.onNotice(Samples.notice(1));
      assertTrue(follower.awaitEnd());
    }
  }

  @Test
  void whoFailsTooOftenIsToldSo() {
    for (int at = 0; at < AdminLimits.FAILURES_PER_NETWORK; at++) {
      assertRefused(http.get(STATUS, bearer("x")), 401, "wrong-token");
    }
    Response response = http.get(STATUS, bearer("x"));
    assertRefused(response, 429, "too-many-wrong-tokens");
    assertEquals("60", response.headers().get("retry-after"));
    assertRefused(logIn("x"), 429, "too-many-wrong-tokens");
    wired.steady.forward(Duration.ofMinutes(1));
    assertRefused(logIn("x"), 401, "wrong-token");
  }

  // A program with an old token, or a neighbour behind the same router, locks nobody out.
  @Test
  void whoHasTheTokenGetsInHoweverOftenOthersFail() {
    String cookie = cookie();
    for (int at = 0; at < 5 * AdminLimits.FAILURES; at++) {
      http.get(STATUS, bearer("x"));
    }
    assertEquals(200, http.get(STATUS, bearer(token)).status());
    assertEquals(200, http.get(STATUS, cookie).status());
    assertEquals(200, logIn(token).status());
  }

  @Test
  void noSecretIsLoggedOrAnswered() {
    String wrong = "shiphub_BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB";
    String said = http.get(STATUS, bearer(wrong)).body() + logIn(wrong).body();
    said += http.get(STATUS + "?token=" + wrong).body();
    cookie();
    synchronized (log) {
      assertFalse(log.isEmpty());
      said += String.join("\n", log);
    }
    assertFalse(said.contains("BBBB"), said);
    assertFalse(said.contains(token), said);
  }

  @ParameterizedTest
  @CsvSource({
    "'{}', 400",
    "'{\"token\":5}', 400",
    "'{\"token\":\"x\",\"user\":\"y\"}', 400",
    "'[]', 400",
    "'{\"token\":\"\"}', 401"
  })
  void whatIsNoLoginIsRefused(String body, int status) {
    assertEquals(status, http.post("/login", body).status());
  }

  // A page elsewhere cannot make a visitor's browser log in, out, or pair.
  @ParameterizedTest
  @ValueSource(strings = {"/login", "/logout", "/api/v1/devices/a1b2c3/deny"})
  void pagesElsewhereCannotUseTheCookie(String path) {
    String cookie = cookie();
    assertRefused(
        http.send("POST", path, "", cookie, "Origin: http://evil.example"), 403, "foreign-origin");
    assertRefused(
        http.send("POST", path, "", cookie, "Sec-Fetch-Site: same-site"), 403, "foreign-origin");
    assertRefused(
        http.send("POST", path, "a=b", cookie, "Content-Type: text/plain"), 415, "not-json");
    assertRefused(http.send("POST", path, "", cookie, "Host: evil.example"), 403, "foreign-host");
    assertEquals(200, http.get(STATUS, cookie).status());
    assertEquals(List.of(), wired.hub.requests());
  }

  @Test
  void statusSaysThatTokensAreRequired() {
    assertTrue(http.get(STATUS, bearer(token)).body().contains("\"tokenRequired\":true"));
  }
}
