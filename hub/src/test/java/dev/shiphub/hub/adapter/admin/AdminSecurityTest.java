package dev.shiphub.hub.adapter.admin;

import static dev.shiphub.hub.adapter.admin.Samples.PUMP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.hub.adapter.admin.RawHttp.Response;
import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may talk to the admin API, and how much. */
final class AdminSecurityTest {
  private static final String STATUS = "/api/v1/status";
  private static final String PAIR = "/api/v1/devices/" + PUMP + "/pair";

  private final Wired wired = new Wired();
  private final RawHttp http = wired.http();

  @AfterEach
  void close() {
    wired.close();
  }

  private void assertRefused(Response response, int status, String kind) {
    assertEquals(status, response.status(), response.body());
    assertEquals("urn:shiphub:problem:" + kind, response.text("type"));
    assertEquals(List.of(), wired.hub.requests());
  }

  @Nested
  final class Hosts {
    @ParameterizedTest
    @ValueSource(
        strings = {"localhost", "LOCALHOST:4780", "127.0.0.1", "127.0.0.1:9", "[::1]:8080"})
    void namesOfThisMachineAreServedOnAnyPortBecauseOfTunnels(String host) {
      assertEquals(200, http.get(STATUS, "Host: " + host).status());
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "evil.example",
          "127.0.0.1.evil.example",
          "localhost.evil.example:4780",
          "192.0.2.1:4780",
          "0.0.0.0:4780",
          "127.0.0.1:4780@evil.example",
          "[::2]",
          "",
          "localhost:port"
        })
    void otherNamesAreRefused(String host) {
      assertRefused(http.get(STATUS, "Host: " + host), 403, "foreign-host");
      assertRefused(
          http.send("POST", PAIR, "{}", "Host: " + host, "Content-Type: application/json"),
          403,
          "foreign-host");
    }

    @Test
    void noHostAndTwoHostsAreRefused() {
      assertRefused(http.exchange("GET " + STATUS + " HTTP/1.0\r\n\r\n"), 403, "foreign-host");
      assertRefused(http.get(STATUS, "Host: localhost", "Host: evil.example"), 403, "foreign-host");
    }

    @Test
    void aTargetThatNamesAnotherHostIsRefused() {
      assertRefused(http.get("http://evil.example" + STATUS), 403, "foreign-host");
    }
  }

  @Nested
  final class Origins {
    @Test
    void aPageOfThisApiMayRead() {
      assertEquals(
          200, http.get(STATUS, "Host: localhost:4780", "Origin: http://localhost:4780").status());
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "http://evil.example",
          "null",
          "http://localhost:8000",
          "https://localhost:4780",
          "http://localhost",
          "http://127.0.0.1:4780"
        })
    void pagesElsewhereMayNeitherReadNorPair(String origin) {
      String[] headers = {
        "Host: localhost:4780", "Origin: " + origin, "Content-Type: application/json"
      };
      assertRefused(http.get(STATUS, headers), 403, "foreign-origin");
      assertRefused(http.send("POST", PAIR, "{}", headers), 403, "foreign-origin");
      assertRefused(http.get("/api/v1/events", headers), 403, "foreign-origin");
    }

    @ParameterizedTest
    @CsvSource({
      "text/plain, '{}'",
      "application/x-www-form-urlencoded, ''",
      "multipart/form-data, '{}'",
      "application/jsonp, '{}'"
    })
    void whatAFormCanSendChangesNothing(String type, String body) {
      assertRefused(http.send("POST", PAIR, body, "Content-Type: " + type), 415, "not-json");
    }

    @Test
    void aBodyThatDoesNotSayWhatItIsChangesNothing() {
      assertRefused(http.send("POST", PAIR, "{}"), 415, "not-json");
    }

    @Test
    void noBodyAndNoTypeIsFine() {
      assertEquals(200, http.send("POST", PAIR, "").status());
      assertEquals(
          200,
          http.send("POST", PAIR, "{}", "Content-Type: application/json; charset=utf-8").status());
    }
  }

  @Test
  void everyAnswerHasTheSecurityHeaders() {
    for (Response response :
        List.of(http.get(STATUS), http.get("/nothing"), http.get(STATUS, "Host: evil.example"))) {
      assertEquals("nosniff", response.headers().get("x-content-type-options"));
      assertEquals("no-store", response.headers().get("cache-control"));
      assertEquals("DENY", response.headers().get("x-frame-options"));
      assertEquals("no-referrer", response.headers().get("referrer-policy"));
      assertEquals("same-origin", response.headers().get("cross-origin-resource-policy"));
      assertEquals(
          "default-src 'none'; frame-ancestors 'none'",
          response.headers().get("content-security-policy"));
    }
  }

  @Nested
  final class Bounds {
    private static String padded(int bytes) {
      return "{\"a\":\"" + "x".repeat(bytes - 8) + "\"}";
    }

    @Test
    void aBodyMayBeExactlyAsLongAsTheLimit() {
      assertRefused(http.post(PAIR, padded(AdminLimits.BODY_BYTES)), 400, "bad-request");
    }

    @Test
    void aLongerBodyIsRefused() {
      assertRefused(http.post(PAIR, padded(AdminLimits.BODY_BYTES + 1)), 413, "too-long");
    }

    @Test
    void tooManyHeadersAreRefused() {
      String[] headers = new String[100];
      for (int at = 0; at < headers.length; at++) {
        headers[at] = "X-" + at + ": y";
      }
      assertRefused(http.get(STATUS, headers), 431, "headers-too-long");
    }

    @Test
    void tooLongHeadersAreRefused() {
      assertRefused(http.get(STATUS, "X: " + "y".repeat(20_000)), 431, "headers-too-long");
    }

    @Test
    void aTooLongAddressIsRefused() {
      assertRefused(http.get("/" + "y".repeat(9_000)), 414, "address-too-long");
    }

    @Test
    void aBodyInChunksIsRefusedBecauseTwoProgramsMayReadItInTwoWays() {
      String chunks = "2\r\n{}\r\n0\r\n\r\n";
      assertRefused(
          http.exchange(
              "POST "
                  + PAIR
                  + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                  + "Transfer-Encoding: chunked\r\n\r\n"
                  + chunks),
          411,
          "length-required");
    }

    @Test
    void deepJsonIsRefused() {
      assertRefused(http.post(PAIR, "{\"a\":".repeat(2_000)), 400, "bad-request");
    }

    // 64 connections that send nothing must not be all there is: the longest silent makes room.
    @Test
    void whoSaysNothingKeepsNobodyOut() throws IOException {
      List<Socket> idle = new ArrayList<>();
      for (int at = 0; at < AdminLimits.CONNECTIONS + 10; at++) {
        idle.add(http.open());
      }
      assertEquals(200, http.get(STATUS).status());
      assertEquals(-1, idle.getFirst().getInputStream().read());
      for (Socket socket : idle) {
        socket.close();
      }
    }
  }

  @Nested
  final class Opening {
    private final Served served =
        new Served(
            wired.hub,
            wired,
            new About(
                Samples.OWN,
                new ShipId("x"),
                Samples.QR,
                Samples.NOW,
                "1",
                () -> 0,
                Path.of("/"),
                JsonObject.EMPTY,
                () -> JsonObject.EMPTY,
                Samples.NOW,
                Optional::empty,
                Optional::empty),
            _ -> List.of(),
            wired,
            wired,
            wired.events,
            wired.insight,
            Duration.ofMinutes(2),
            () -> Samples.DIAGNOSIS,
            wired.steady,
            wired.wall);

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "192.0.2.1", "::"})
    void refusesAddressesThatOthersCanReach(String address) throws IOException {
      InetSocketAddress at = new InetSocketAddress(InetAddress.getByName(address), 0);
      assertThrows(
          IllegalArgumentException.class,
          () -> new Doorway(at, Set.of(), Optional.empty(), Optional.empty()));
    }

    @Test
    void aPortThatIsTakenIsAnIoException() {
      try (AdminServer second = new AdminServer(Doorway.local(wired.port), served)) {
        assertThrows(BindException.class, second::open);
      }
    }

    @Test
    void opensOnceAndNotAfterTheClose() {
      assertThrows(IllegalStateException.class, wired.server::open);
      wired.server.close();
      assertThrows(IllegalStateException.class, wired.server::open);
    }

    @Test
    void closesTheConnectionsThatAreOpen() throws IOException {
      try (Socket idle = http.open()) {
        wired.server.close();
        assertThrows(IOException.class, () -> http.open().close());
        assertTrue(isClosed(idle));
      }
    }

    private static boolean isClosed(Socket socket) {
      try {
        return socket.getInputStream().read() < 0;
      } catch (IOException reset) {
        return true;
      }
    }
  }
}
