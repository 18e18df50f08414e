package dev.shiphub.hub.adapter.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shiphub.hub.adapter.admin.RawHttp.Response;
import dev.shiphub.hub.port.DecisionLog.Excerpt;
import dev.shiphub.ship.json.JsonValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The log of decisions over the admin API. */
final class AuditRoutesTest {
  private final Wired wired = new Wired();
  private final RawHttp http = wired.http();
  private final List<String> asked = new ArrayList<>();

  @AfterEach
  void close() {
    wired.close();
  }

  private void keeps(boolean hasMore) {
    wired.decides(
        (seq, most) -> {
          asked.add(most + " below " + seq);
          return new Excerpt(List.of(JsonValue.object().put("seq", 7).build()), hasMore);
        });
  }

  @Test
  void showsTheLatestFiftyAndSaysWhetherThereAreMore() {
    keeps(true);
    Response response = http.get("/api/v1/audit");
    assertEquals(200, response.status());
    assertEquals("{\"entries\":[{\"seq\":7}],\"more\":true}", response.body());
    assertEquals(List.of("50 below " + Long.MAX_VALUE), asked);
  }

  @Test
  void goesOnBelowTheOldestThatIsKnown() {
    keeps(false);
    http.get("/api/v1/audit?limit=500&before=7");
    assertEquals(List.of("500 below 7"), asked);
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=0", "limit=501", "limit=-1", "limit=x", "before=0", "before=1e3"})
  void whatIsNoNumberOfTheirsIsRefused(String query) {
    keeps(false);
    assertEquals(400, http.get("/api/v1/audit?" + query).status());
    assertEquals(List.of(), asked);
  }

  @Test
  void aDiskThatDoesNotGiveThemIsToldOf() {
    wired.decides(
        (_, _) -> {
          throw new IOException("bad sector");
        });
    Response response = http.get("/api/v1/audit");
    assertEquals(500, response.status());
    assertEquals("urn:shiphub:problem:not-read", response.text("type"));
  }
}
