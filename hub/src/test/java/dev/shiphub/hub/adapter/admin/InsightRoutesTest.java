package dev.shiphub.hub.adapter.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.hub.adapter.admin.RawHttp.Follower;
import dev.shiphub.hub.adapter.admin.RawHttp.Response;
import dev.shiphub.hub.core.Connection;
import dev.shiphub.hub.core.ConnectionId;
import dev.shiphub.hub.port.ConnectionWatch;
import dev.shiphub.ship.Role;
import dev.shiphub.ship.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What shows the inside, over real HTTP. */
final class InsightRoutesTest {
  private static final String PATH = "/api/v1/devices/" + Samples.PUMP + "/trace";

  private final Wired wired = new Wired();
  private final ConnectionWatch pump =
      wired.traces.opened(
          new Connection(new ConnectionId(7), Samples.PUMP, Role.CLIENT, "192.0.2.7:4711"));

  @BeforeEach
  void knows() {
    wired.hub.knows(Samples.connected(Samples.PUMP));
  }

  @AfterEach
  void close() {
    wired.close();
  }

  private void hello(boolean isOutgoing) {
    byte[] message =
        "\u0001{\"connectionHello\":[{\"phase\":\"ready\"}]}".getBytes(StandardCharsets.UTF_8);
    if (isOutgoing) {
      pump.queued(message);
    } else {
      pump.received(message);
    }
  }

  private Response get(String query) {
    return wired.http().get(PATH + query);
  }

  @Test
  void aTraceIsADocumentOfFramesWithWallClockTimes() {
    hello(true);
    Response response = get("");
    assertEquals(200, response.status());
    assertEquals(
        "{\"frames\":[{\"seq\":1,\"at\":\"2026-11-21T10:00:00Z\",\"connection\":\"c7\","
            + "\"direction\":\"out\",\"octets\":40,\"kind\":\"control\","
            + "\"message\":\"connectionHello\",\"body\":{\"connectionHello\":"
            + "{\"phase\":\"ready\"}}}],\"dropped\":0,\"last\":1}",
        JsonWriter.COMPACT.text(response.json()));
  }

  @Test
  void theBeginningOfASkiIsEnough() {
    hello(true);
    assertEquals(
        1,
        wired
            .http()
            .get("/api/v1/devices/a1b2c3d4/trace")
            .json()
            .items("frames")
            .orElseThrow()
            .size());
  }

  @Test
  void aDeviceThatNobodyKnowsHasNoTrace() {
    Response response = wired.http().get("/api/v1/devices/" + Samples.STRANGER + "/trace");
    assertEquals(404, response.status());
    assertEquals("unknown-device", response.text("type").replaceAll(".*[:/]", ""));
  }

  @ParameterizedTest
  @CsvSource({
    "'', '[1,2,3]', 3",
    "?limit=2, '[2,3]', 3",
    "?since=1, '[2,3]', 3",
    "?since=1&limit=1, '[2]', 2",
    "?since=3, '[]', 3"
  })
  void sinceGoesOnAndLimitBounds(String query, String numbers, long last) {
    hello(true);
    hello(false);
    hello(true);
    Response response = get(query);
    assertEquals(
        numbers,
        response.json().items("frames").orElseThrow().stream()
            .map(frame -> JsonWriter.COMPACT.text(frame).replaceAll(".*\"seq\":(\\d+).*", "$1"))
            .toList()
            .toString()
            .replace(" ", ""));
    assertEquals(last, response.json().integer("last").orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?format=xml",
        "?limit=0",
        "?limit=1001",
        "?limit=x",
        "?since=-1",
        "?redact=1",
        "?follow=yes",
        "?follow=true",
        "?colour=red"
      })
  void whatIsNoQueryIsRefusedWithARemedy(String query) {
    Response response = get(query);
    assertEquals(400, response.status());
    assertFalse(response.text("remedy").isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "text, text/plain; charset=utf-8",
    "jsonl, application/jsonl",
    "pcapng, application/x-pcapng"
  })
  void everyFormHasItsMediaType(String format, String type) {
    hello(true);
    Response response = get("?format=" + format);
    assertEquals(type, response.headers().get("content-type"));
    assertTrue(response.body().contains("connectionHello"));
  }

  @Test
  void aRedactedTraceHasAPseudonymForTheSki() {
    pump.received(("\u0002{\"ski\":\"" + Samples.PUMP + "\"}").getBytes(StandardCharsets.UTF_8));
    assertTrue(get("?format=text").body().contains(Samples.PUMP.hex()));
    assertFalse(get("?format=text&redact=true").body().contains(Samples.PUMP.hex()));
  }

  @Test
  void aFollowerHearsWhatComesAsEvents() {
    hello(true);
    try (Follower follower = wired.http().followAt(PATH, "Accept: text/event-stream")) {
      follower.await(": frames of a device");
      hello(false);
      assertEquals("event: frame", follower.await("event: "));
      assertEquals("id: 2", follower.await("id: "));
      assertTrue(follower.await("data: ").contains("\"direction\":\"in\""));
    }
  }

  @Test
  void aFollowerThatComesBackHearsWhatItHasMissed() {
    hello(true);
    hello(false);
    try (Follower follower =
        wired.http().followAt(PATH, "Accept: text/event-stream", "Last-Event-ID: 1")) {
      assertEquals("id: 2", follower.await("id: "));
    }
  }

  @Test
  void aFollowerOfLinesBeginsWithWhatIsKept() {
    hello(true);
    try (Follower follower = wired.http().followAt(PATH + "?format=text&follow=true")) {
      assertTrue(follower.await("2026-").contains("connectionHello"));
      hello(false);
      assertTrue(follower.await("2026-").contains("  in "));
    }
  }

  @Test
  void theEndOfTheServerIsTheEndOfATrace() {
    try (Follower follower = wired.http().followAt(PATH + "?format=text&follow=true")) {
      follower.await("Content-Type");
      wired.close();
      assertTrue(follower.awaitEnd());
    }
  }

  @Test
  void theFiguresAreThoseThatPrometheusAsksFor() {
    Response response = wired.http().get("/metrics", "Accept: application/openmetrics-text");
    assertEquals(200, response.status());
    assertEquals("text/plain", response.headers().get("content-type"));
    assertEquals("application/openmetrics-text", response.body());
  }

  @Test
  void oneDeviceIsLoggedInFullUntilItIsEnded() {
    String debug = "/api/v1/devices/" + Samples.PUMP + "/debug";
    assertEquals(200, wired.http().post(debug, "{}").status());
    assertEquals(
        "{\"debugged\":[\"" + Samples.PUMP + "\"]}",
        JsonWriter.COMPACT.text(wired.http().get("/api/v1/debug").json()));
    Response full = wired.http().post("/api/v1/devices/" + Samples.BOX + "/debug", "{\"on\":true}");
    assertEquals(409, full.status());
    assertEquals(200, wired.http().post(debug, "{\"on\":false}").status());
    assertEquals(
        "{\"debugged\":[]}", JsonWriter.COMPACT.text(wired.http().get("/api/v1/debug").json()));
  }
}
