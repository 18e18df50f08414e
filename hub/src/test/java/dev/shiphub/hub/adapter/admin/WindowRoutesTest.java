package dev.shiphub.hub.adapter.admin;

import static dev.shiphub.hub.adapter.admin.Samples.NOW;
import static dev.shiphub.hub.adapter.admin.Samples.PUMP;
import static dev.shiphub.hub.adapter.admin.Samples.STRANGER;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shiphub.hub.adapter.admin.RawHttp.Response;
import dev.shiphub.hub.core.HubSnapshot;
import dev.shiphub.hub.core.Request;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pairing window over real HTTP. */
final class WindowRoutesTest {
  private static final String PATH = "/api/v1/pairing-window";

  private final Wired wired = new Wired();
  private final RawHttp http = wired.http();

  @AfterEach
  void close() {
    wired.close();
  }

  @Test
  void showsThatItIsClosedAndWhoWaits() {
    wired.hub.knows(Samples.connected(PUMP), Samples.waiting(STRANGER));
    JsonObject json = http.get(PATH).json();
    assertEquals(Optional.of(false), json.flag("open"));
    List<?> waiting = json.items("waiting").orElseThrow();
    assertEquals(1, waiting.size());
    assertEquals(Optional.of(STRANGER.hex()), ((JsonObject) waiting.getFirst()).text("ski"));
  }

  @Test
  void showsUntilWhenItIsOpen() {
    wired.hub.opens(new HubSnapshot.Window(NOW.plusSeconds(90), true));
    JsonObject json = http.get(PATH).json();
    assertEquals(Optional.of(true), json.flag("open"));
    assertEquals(Optional.of(true), json.flag("one"));
    assertEquals(Optional.of("2026-11-21T10:01:30Z"), json.text("closesAt"));
    assertEquals(Optional.of("open"), http.get("/api/v1/status").json().text("pairingWindow"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|120|false",
        "{}|120|false",
        "'{\"one\":true}'|120|true",
        "'{\"seconds\":1}'|1|false",
        "'{\"seconds\":3600,\"one\":true}'|3600|true"
      })
  void opensItForAsLongAsTheUserSaysOrTheConfiguration(String body, int seconds, boolean isForOne) {
    assertEquals(200, http.post(PATH, body).status());
    assertEquals(
        List.of(new Request.OpenWindow(Duration.ofSeconds(seconds), isForOne)),
        wired.hub.requests());
    assertEquals(List.of("the admin API on loopback"), wired.hub.callers());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"seconds\":0}",
        "{\"seconds\":-1}",
        "{\"seconds\":3601}",
        "{\"seconds\":9223372036854775807}",
        "{\"seconds\":\"60\"}",
        "{\"one\":\"true\"}",
        "{\"for\":60}"
      })
  void opensNothingThatIsNoWindow(String body) {
    Response response = http.post(PATH, body);
    assertEquals(400, response.status(), response.body());
    assertEquals(List.of(), wired.hub.requests());
  }

  @Test
  void closesIt() {
    assertEquals(200, http.send("DELETE", PATH, "").status());
    assertEquals(List.of(new Request.CloseWindow()), wired.hub.requests());
  }
}
