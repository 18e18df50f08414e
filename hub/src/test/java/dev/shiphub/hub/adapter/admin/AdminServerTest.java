package dev.shiphub.hub.adapter.admin;

import static dev.shiphub.hub.adapter.admin.Samples.BOX;
import static dev.shiphub.hub.adapter.admin.Samples.OWN;
import static dev.shiphub.hub.adapter.admin.Samples.PUMP;
import static dev.shiphub.hub.adapter.admin.Samples.STRANGER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.hub.adapter.admin.RawHttp.Response;
import dev.shiphub.hub.core.Answer;
import dev.shiphub.hub.core.Request;
import dev.shiphub.hub.core.StaticPeer;
import dev.shiphub.hub.core.TrustRecord.Origin;
import dev.shiphub.hub.port.Sent;
import dev.shiphub.ship.Pin;
import dev.shiphub.ship.discovery.Endpoint;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.json.JsonWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every route of the admin API, over real HTTP, and every way in which it says no. */
final class AdminServerTest {
  private static final Instant TODAY = Instant.parse(Samples.TODAY);

  private final Wired wired = new Wired();
  private final RawHttp http = wired.http();

  @AfterEach
  void close() {
    wired.close();
  }

  private static void assertProblem(Response response, int status, String kind) {
    assertEquals(status, response.status(), response.body());
    assertEquals("application/problem+json", response.headers().get("content-type"));
    assertEquals("urn:shiphub:problem:" + kind, response.text("type"));
    assertEquals(Optional.of((long) status), response.json().integer("status"));
    assertFalse(response.text("title").isEmpty());
    assertFalse(response.text("detail").isEmpty());
    assertFalse(response.text("remedy").isEmpty());
  }

  @Nested
  final class Status {
    @Test
    void saysWhoTheDaemonIsAndHowItStands() {
      wired.hub.knows(Samples.connected(PUMP), Samples.retrying(BOX));
      wired.events.onNotice(Samples.notice(1));
      Response response = http.get("/api/v1/status");
      assertEquals(200, response.status());
      assertEquals("application/json", response.headers().get("content-type"));
      JsonObject json = response.json();
      assertEquals(Optional.of("running"), json.text("state"));
      assertEquals(Optional.of(OWN.hex()), json.text("ski"));
      assertEquals(Optional.of("1.2.3"), json.text("version"));
      assertEquals(Optional.of(4_712L), json.integer("shipPort"));
      assertEquals(Optional.of("/var/lib/shiphub"), json.text("stateDirectory"));
      assertEquals(Optional.of(1L), json.integer("lastEvent"));
      JsonObject devices = json.object("devices").orElseThrow();
      assertEquals(Optional.of(2L), devices.integer("paired"));
      assertEquals(Optional.of(1L), devices.integer("connected"));
      assertEquals(Optional.of(64L), json.object("limits").orElseThrow().integer("pairedDevices"));
      assertEquals(
          List.of(JsonValue.of("lo 127.0.0.1: announcing")), json.items("discovery").orElseThrow());
    }

    @Test
    void statusTellsWhoWasTurnedAwayBeforeItWasKnown() {
      JsonObject counts =
          JsonValue.object().put("tls", JsonValue.object().put("certificate", 3)).build();
      wired.refused(counts);

      JsonObject ship = http.get("/api/v1/status").json().object("ship").orElseThrow();

      assertEquals(Optional.of(counts), ship.object("refused"));
    }

    // The steady clock of these tests believes in 1970, the wall clock does not.
    @Test
    void tellsSteadyInstantsByTheWallClock() {
      JsonObject json = http.get("/api/v1/status").json();
      assertEquals(Optional.of("2026-11-21T09:59:00Z"), json.text("startedAt"));
      assertEquals(Optional.of(new JsonValue.JsonNumber("60.000")), json.get("uptime"));
    }

    @Test
    void identityHasTheSkiForTheEyeAndForCopying() {
      JsonObject json = http.get("/api/v1/identity").json();
      assertEquals(Optional.of(OWN.hex()), json.text("ski"));
      assertEquals(Optional.of(OWN.grouped()), json.text("skiGrouped"));
      assertEquals(Optional.of("shiphub-test"), json.text("shipId"));
    }

    // SRIP-310/4 wants the PIN in the QR text; who asks for the identity only is not told it.
    @Test
    void onlyTheQrTextHasThePin() {
      String qr =
          "SHIP;SKI:"
              + OWN.grouped()
              + ";PIN:C0FF EE01 23;ID:shiphub-test;BRAND:shiphub;CAT:2;ENDSHIP;";
      assertEquals(Optional.of(qr), http.get("/api/v1/identity/qr").json().text("qr"));
      for (String path : List.of("/api/v1/identity", "/api/v1/status")) {
        assertFalse(http.get(path).json().toString().contains("C0FF"), path);
      }
    }

    @Test
    void saysThatItClosesTheConnectionToAClientThatAskedForIt() {
      Response response = http.get("/healthz");
      assertEquals("close", response.headers().get("connection"));
    }

    @Test
    void isHealthyAndReadyWhenTheHubAnswersAndListens() {
      assertEquals(200, http.get("/healthz").status());
      assertEquals(200, http.get("/readyz").status());
    }

    @Test
    void isNotReadyWithoutAShipPort() {
      wired.shipPort(0);
      assertEquals(200, http.get("/healthz").status());
      assertProblem(http.get("/readyz"), 503, "not-ready");
    }

    @Test
    void isNotReadyWhileStopping() {
      wired.hub.stop();
      assertProblem(http.get("/readyz"), 503, "not-ready");
      assertEquals("stopping", http.get("/api/v1/status").text("state"));
    }

    @Test
    void answersHeadWithoutABody() {
      Response response = http.send("HEAD", "/healthz", "");
      assertEquals(200, response.status());
      assertEquals("", response.body());
    }
  }

  @Nested
  final class Devices {
    @Test
    void listsAllWithTheEventUpToWhichTheListIsKnownToBeComplete() {
      wired.events.onNotice(Samples.notice(1));
      wired.hub.knows(Samples.connected(PUMP), Samples.unknown(STRANGER));
      JsonObject json = http.get("/api/v1/devices").json();
      assertEquals(2, json.items("devices").orElseThrow().size());
      assertEquals(Optional.of(1L), json.integer("lastEvent"));
    }

    @Test
    void showsASessionWithItsFigures() {
      wired.hub.knows(Samples.connected(PUMP));
      wired.hub.used(7, Samples.figures("data exchange"));
      JsonObject device = http.get("/api/v1/devices/" + PUMP).json();
      assertEquals(Optional.of("connected"), device.text("state"));
      assertEquals(Optional.of("in data exchange for 30 s over c7"), device.text("because"));
      assertEquals(Optional.of("Pump in the cellar"), device.text("name"));
      assertEquals(Optional.of("Acme"), device.text("brand"));
      JsonObject session = device.object("session").orElseThrow();
      assertEquals(Optional.of("c7"), session.text("id"));
      assertEquals(Optional.of("out"), session.text("direction"));
      assertEquals(Optional.of("data exchange"), session.text("phase"));
      assertEquals(Optional.of(3L), session.integer("received"));
      assertEquals(Optional.of(5L), session.integer("sent"));
      assertEquals(Optional.of("2026-11-21T09:59:30Z"), session.text("since"));
      assertEquals(Optional.of("2026-11-21T09:59:56Z"), session.text("lastReceived"));
      JsonObject trust = device.object("trust").orElseThrow();
      assertEquals(Optional.of("user-verify"), trust.text("origin"));
      assertEquals(Optional.of(32L), trust.integer("level"));
    }

    @Test
    void saysWhyADeviceIsNotConnected() {
      wired.hub.knows(Samples.retrying(PUMP));
      JsonObject device = http.get("/api/v1/devices/" + PUMP).json();
      assertEquals(Optional.of("waiting-to-dial"), device.text("state"));
      assertEquals(
          Optional.of("next dial in 4.2 s; 12 s ago, at connect: refused"), device.text("because"));
      assertEquals(Optional.of(new JsonValue.JsonNumber("4.200")), device.get("nextDialIn"));
      JsonObject attempt = (JsonObject) device.items("attempts").orElseThrow().getFirst();
      assertEquals(Optional.of(new JsonValue.JsonNumber("12.000")), attempt.get("ago"));
      assertEquals(Optional.of("2026-11-21T09:59:48Z"), attempt.text("at"));
      assertEquals(Optional.of("connect"), attempt.text("phase"));
      assertEquals(Optional.of("refused"), attempt.text("outcome"));
    }

    @Test
    void leavesOutWhatIsNotKnown() {
      wired.hub.knows(Samples.unknown(STRANGER));
      JsonObject device = http.get("/api/v1/devices/" + STRANGER).json();
      assertEquals(
          List.of(
              "ski",
              "skiGrouped",
              "state",
              "because",
              "why",
              "paired",
              "dialling",
              "connections",
              "conflict",
              "candidates",
              "records",
              "attempts"),
          List.copyOf(device.members().keySet()));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "a1b2c3d4e5000000000000000000000000000001",
          "A1B2%20C3D4%20E500%200000%200000%200000%200000%200000%200000%200001",
          "a1:b2:c3:d4:e5:00:00:00:00:00:00:00:00:00:00:00:00:00:00:01",
          "a1b2c3d",
          "A1B2-C3D4"
        })
    void findsADeviceByAnySpellingOrAUniqueBeginning(String spelling) {
      wired.hub.knows(Samples.connected(PUMP), Samples.retrying(BOX));
      assertEquals(PUMP.hex(), http.get("/api/v1/devices/" + spelling).text("ski"));
    }

    @Test
    void refusesAnAmbiguousBeginningAndNamesTheDevices() {
      wired.hub.knows(Samples.connected(PUMP), Samples.retrying(BOX));
      Response response = http.get("/api/v1/devices/a1b2c3");
      assertProblem(response, 409, "ambiguous-device");
      assertTrue(response.text("detail").contains(BOX.hex()), response.body());
    }

    @ParameterizedTest
    @CsvSource({
      "a1b2c, bad-request, 400",
      "kitchen, bad-request, 400",
      "..%2Fstatus, bad-request, 400",
      "a1b2c3d4e500000000000000000000000000000100, bad-request, 400",
      "abcdef, unknown-device, 404",
      "0123456789abcdef0123456789abcdef01234567, unknown-device, 404"
    })
    void refusesWhatNamesNoDevice(String text, String kind, int status) {
      wired.hub.knows(Samples.connected(PUMP));
      assertProblem(http.get("/api/v1/devices/" + text), status, kind);
    }
  }

  @Nested
  final class Decisions {
    @Test
    void aTypedSkiIsInputOfTheUserEvenIfTheDeviceIsUnknown() {
      Response response = http.post("/api/v1/devices/" + STRANGER + "/pair", "");
      assertEquals(200, response.status());
      assertEquals(STRANGER.hex(), response.text("ski"));
      assertEquals("saved", response.text("result"));
      assertEquals(
          List.of(new Request.Pair(STRANGER, Origin.USER_INPUT, TODAY)), wired.hub.requests());
    }

    @Test
    void theBeginningOfAShownSkiIsAConfirmation() {
      wired.hub.knows(Samples.unknown(STRANGER));
      assertEquals(200, http.post("/api/v1/devices/012345/pair", "{}").status());
      assertEquals(
          List.of(new Request.Pair(STRANGER, Origin.USER_VERIFY, TODAY)), wired.hub.requests());
    }

    @Test
    void aPinIsTakenInAnySpelling() {
      String body = "{\"pin\": \"55aa-aaff 01\"}";
      assertEquals(200, http.post("/api/v1/devices/" + STRANGER + "/pair", body).status());
      assertEquals(
          List.of(
              new Request.Pair(
                  STRANGER, Origin.USER_INPUT, TODAY, Optional.of(new Pin("55AAAAFF01")))),
          wired.hub.requests());
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"{\"pin\": \"55aaxaff\"}", "{\"pin\": 98765432}", "{\"pin\":\"1234567\"}"})
    void whatIsNoPinIsRefusedAndNotQuoted(String body) {
      Response response = http.post("/api/v1/devices/" + STRANGER + "/pair", body);
      assertProblem(response, 400, "bad-request");
      assertFalse(response.body().matches("(?s).*(55aaxaff|98765432|1234567).*"), response.body());
      assertEquals(List.of(), wired.hub.requests());
    }

    @Test
    void aScannedCodePairsItsDeviceWithItsPin() {
      wired.hub.knows(Samples.unknown(STRANGER));
      String body = "{\"qr\": \"SHIP;SKI:" + STRANGER + ";PIN:55AA-AAFF;ENDSHIP;\"}";
      assertEquals(200, http.post("/api/v1/devices/012345/pair", body).status());
      assertEquals(
          List.of(
              new Request.Pair(
                  STRANGER, Origin.USER_INPUT, TODAY, Optional.of(new Pin("55AAAAFF")))),
          wired.hub.requests());
    }

    // Somebody shows himself under the name of the heat pump; its code tells.
    @Test
    void theCodeOfAnotherDevicePairsNobody() {
      String body = "{\"qr\": \"SHIP;SKI:" + PUMP + ";ENDSHIP;\"}";
      assertProblem(http.post("/api/v1/devices/" + STRANGER + "/pair", body), 409, "other-device");
      assertEquals(List.of(), wired.hub.requests());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"qr\": 7}", "{\"qr\": \"\"}", "{\"qr\": \"SHIP;PIN:55AAAAFF;\"}"})
    void whatIsNoCodePairsNobodyAndIsNotQuoted(String body) {
      Response response = http.post("/api/v1/devices/" + STRANGER + "/pair", body);
      assertProblem(response, 400, "bad-request");
      assertFalse(response.body().contains("55AAAAFF"), response.body());
      assertEquals(List.of(), wired.hub.requests());
    }

    @Test
    void theBeginningOfAnUnknownSkiPairsNobody() {
      assertProblem(http.post("/api/v1/devices/012345/pair", ""), 404, "unknown-device");
      assertEquals(List.of(), wired.hub.requests());
    }

    @Test
    void denyUnpairAndDisconnectAreAskedOfTheHub() {
      wired.hub.knows(Samples.connected(PUMP));
      assertEquals(200, http.post("/api/v1/devices/a1b2c3/deny", "").status());
      assertEquals(200, http.post("/api/v1/devices/a1b2c3/unpair", "").status());
      assertEquals(200, http.post("/api/v1/devices/a1b2c3/disconnect", "").status());
      assertEquals(
          List.of(new Request.Deny(PUMP), new Request.Unpair(PUMP), new Request.Disconnect(PUMP)),
          wired.hub.requests());
    }

    // A PIN that were ignored would look like one that was right.
    @Test
    void refusesMembersThatItDoesNotKnow() {
      Response response = http.post("/api/v1/devices/" + PUMP + "/pair", "{\"otp\":\"1234567a\"}");
      assertProblem(response, 400, "bad-request");
      assertFalse(response.body().contains("1234567a"), response.body());
      assertEquals(List.of(), wired.hub.requests());
    }

    @ParameterizedTest
    @EnumSource(Answer.Kind.class)
    void everyRefusalOfTheHubIsAProblemThatNamesTheDevice(Answer.Kind kind) {
      wired.hub.answers(new Answer.Refused(kind, "so it is"));
      Response response = http.post("/api/v1/devices/" + PUMP + "/pair", "");
      switch (kind) {
        case UNKNOWN -> assertProblem(response, 404, "unknown-device");
        case CONFLICT -> assertProblem(response, 409, "conflict");
        case LIMIT -> assertProblem(response, 409, "limit-reached");
        case NOT_SAVED -> assertProblem(response, 500, "not-saved");
        case STOPPING -> assertProblem(response, 503, "stopping");
      }
      assertEquals("so it is", response.text("detail"));
      assertEquals(PUMP.hex(), response.text("ski"));
    }

    @Test
    void aBugInTheHubIsToldWithoutItsInside() {
      wired.hub.breakDown();
      Response response = http.post("/api/v1/devices/" + PUMP + "/pair", "");
      assertProblem(response, 500, "internal-error");
      assertFalse(response.body().contains("secret"), response.body());
      assertFalse(response.body().contains("Exception"), response.body());
    }
  }

  @Nested
  final class Messages {
    private static final String COMMAND = "{\"cmdClassifier\":\"read\",\"cmd\":[{}]}";

    @Test
    void aWrittenMessageIsAnsweredWithItsCounter() {
      wired.hub.knows(Samples.connected(PUMP));
      Response response = http.post("/api/v1/devices/a1b2c3/messages", COMMAND);
      assertEquals(200, response.status());
      assertEquals(Optional.of(41L), response.json().integer("msgCounter"));
      assertEquals("written", response.text("result"));
      assertEquals(Optional.of("read"), wired.sent().getFirst().text("cmdClassifier"));
    }

    @Test
    void aMessageThatCannotBeWrittenIsNeverAMaybe() {
      wired.hub.knows(Samples.connected(PUMP));
      wired.sends(new Sent.Failed("the connection is closed"));
      Response response = http.post("/api/v1/devices/" + PUMP + "/messages", COMMAND);
      assertProblem(response, 502, "not-written");
      assertTrue(response.text("detail").contains("the connection is closed"), response.body());
      assertEquals(PUMP.hex(), response.text("ski"));
    }

    @Test
    void nothingIsSentToADeviceThatIsNotInDataExchange() {
      wired.hub.knows(Samples.retrying(PUMP));
      Response response = http.post("/api/v1/devices/" + PUMP + "/messages", COMMAND);
      assertProblem(response, 409, "not-connected");
      assertEquals(List.of(), wired.sent());
    }

    @Test
    void whatIsNoCommandIsToldWhatIsWrong() {
      wired.hub.knows(Samples.connected(PUMP));
      wired.sends(new Sent.Malformed("destination is missing"));
      Response response = http.post("/api/v1/devices/" + PUMP + "/messages", "{}");
      assertProblem(response, 400, "bad-request");
      assertTrue(response.text("detail").contains("destination is missing"), response.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "\"x\"", "{\"a\":1}x"})
    void whatIsNoJsonObjectIsRefused(String body) {
      wired.hub.knows(Samples.connected(PUMP));
      Response response = http.post("/api/v1/devices/" + PUMP + "/messages", body);
      assertProblem(response, 400, "bad-request");
      assertEquals(List.of(), wired.sent());
    }
  }

  @Nested
  final class Peers {
    private static String peer(String members) {
      return "{\"ski\":\"" + PUMP + "\"," + members + "}";
    }

    @Test
    void listsTheDevicesWithAStaticAddress() {
      wired.hub.knows(Samples.retrying(PUMP), Samples.connected(BOX));
      JsonObject json = http.get("/api/v1/peers").json();
      assertEquals(
          "[{\"ski\":\"%s\",\"host\":\"192.0.2.9\",\"port\":4712,\"path\":\"/ship/\",\"paired\":true}]"
              .formatted(PUMP),
          JsonWriter.COMPACT.text(json.get("peers").orElseThrow()));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "'\"host\":\"pump.lan\",\"port\":4711'|pump.lan|/ship/",
          "'\"host\":\"fe80::1%eth0\",\"port\":4711,\"path\":\"/x/\"'|fe80::1%eth0|/x/"
        })
    void addsOne(String members, String host, String path) {
      assertEquals(200, http.post("/api/v1/peers", peer(members)).status());
      Endpoint endpoint = new Endpoint(List.of(host), 4_711, path, Optional.empty());
      assertEquals(
          List.of(new Request.AddPeer(new StaticPeer(PUMP, endpoint))), wired.hub.requests());
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "\"host\":\"pump.lan\"",
          "\"host\":\"pump.lan\",\"port\":0",
          "\"host\":\"pump.lan\",\"port\":65536",
          "\"host\":\"pump.lan\",\"port\":\"4711\"",
          "\"host\":\"\",\"port\":4711",
          "\"host\":\"a b\",\"port\":4711",
          "\"host\":\"a\\r\\nX: y\",\"port\":4711",
          "\"host\":\"pump.lan\",\"port\":4711,\"path\":\"ship\"",
          "\"host\":\"pump.lan\",\"port\":4711,\"path\":7",
          "\"host\":\"pump.lan\",\"port\":4711,\"extra\":1"
        })
    void refusesWhatIsNone(String members) {
      assertProblem(http.post("/api/v1/peers", peer(members)), 400, "bad-request");
      assertEquals(List.of(), wired.hub.requests());
    }

    @Test
    void removesOne() {
      wired.hub.knows(Samples.retrying(PUMP));
      assertEquals(200, http.send("DELETE", "/api/v1/peers/a1b2c3", "").status());
      assertEquals(List.of(new Request.RemovePeer(PUMP)), wired.hub.requests());
    }
  }

  @Nested
  final class Pages {
    @BeforeEach
    void tell() {
      for (long seq = 1; seq <= 5; seq++) {
        wired.events.onNotice(Samples.notice(seq));
      }
    }

    @ParameterizedTest
    @CsvSource({
      "'',                   '1 2 3 4 5', false",
      "'?limit=2',           '4 5',       false",
      "'?since=1&limit=2',   '2 3',       true",
      "'?since=3&limit=2',   '4 5',       false",
      "'?since=5&limit=2',   '',          false"
    })
    void ofEventsEndWhereTheNextBegins(String query, String numbers, boolean hasMore) {
      JsonObject page = http.get("/api/v1/events" + query, "Accept: application/json").json();
      List<JsonValue> events = page.items("events").orElseThrow();
      assertEquals(
          numbers,
          events.stream()
              .map(it -> String.valueOf(((JsonObject) it).integer("seq").orElseThrow()))
              .collect(Collectors.joining(" ")));
      assertEquals(Optional.of(hasMore), page.flag("more"));
      assertEquals(Optional.of(false), page.flag("resyncRequired"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1001", "-1", "x", ""})
    void ofNoSizeAreRefused(String limit) {
      assertProblem(
          http.get("/api/v1/events?limit=" + limit, "Accept: application/json"),
          400,
          "bad-request");
    }
  }

  @Nested
  final class Doctor {
    @Test
    void isAsked() {
      assertEquals(Samples.DIAGNOSIS, http.get("/api/v1/doctor").json());
    }
  }

  @Nested
  final class Paths {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "/index.html",
          "/api/v1",
          "/api/v1/",
          "/api/v1/nothing",
          "/api/v1/devices/",
          "/api/v2/x"
        })
    void unknownOnesAreProblems(String path) {
      assertProblem(http.get(path), 404, "unknown-path");
    }

    @ParameterizedTest
    @CsvSource({
      "DELETE, /api/v1/status, 'GET, HEAD, OPTIONS'",
      "PUT, /api/v1/peers, 'GET, HEAD, POST, OPTIONS'",
      "GET, /api/v1/devices/a1b2c3/pair, 'POST, OPTIONS'"
    })
    void wrongMethodsAreToldTheRightOnes(String method, String path, String allowed) {
      Response response = http.send(method, path, "");
      assertProblem(response, 405, "wrong-method");
      assertEquals(allowed, response.headers().get("allow"));
      Response options = http.send("OPTIONS", path, "");
      assertEquals(200, options.status());
      assertEquals(allowed, options.headers().get("allow"));
      assertEquals("", options.body());
    }

    @Test
    void thereAreNoOptionsWhereThereIsNothing() {
      assertProblem(http.send("OPTIONS", "/api/v1/nothing", ""), 404, "unknown-path");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "application/json",
          "application/problem+json, text/html",
          "Application/*;q=0.2",
          "text/html, */*;q=0.8"
        })
    void whoAcceptsJsonGetsIt(String accepted) {
      assertEquals(200, http.get("/api/v1/status", "Accept: " + accepted).status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "image/*", "application/json;q=0", "*/*; q=0.0"})
    void whoDoesNotIsToldSo(String accepted) {
      assertProblem(http.get("/api/v1/status", "Accept: " + accepted), 406, "not-acceptable");
    }

    // What was done is done, whatever the client can read.
    @Test
    void aDecisionIsAnsweredInJsonAnyway() {
      Response response =
          http.send("POST", "/api/v1/devices/" + PUMP + "/pair", "", "Accept: text/html");
      assertEquals(200, response.status());
    }
  }
}
