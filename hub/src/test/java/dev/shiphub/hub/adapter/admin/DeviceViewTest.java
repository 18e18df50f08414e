package dev.shiphub.hub.adapter.admin;

import static dev.shiphub.hub.adapter.admin.Samples.NOW;
import static dev.shiphub.hub.adapter.admin.Samples.PUMP;
import static dev.shiphub.hub.adapter.admin.Samples.TODAY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.shiphub.hub.core.ConnectionId;
import dev.shiphub.hub.session.SessionFigures;
import dev.shiphub.hub.why.Inquiry;
import dev.shiphub.ship.json.JsonValue.JsonNumber;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What the API shows of a device. */
final class DeviceViewTest {
  private static JsonObject connected(Function<ConnectionId, Optional<SessionFigures>> figures) {
    Times times = new Times(NOW, Instant.parse(TODAY));
    return new DeviceView(
            times, figures, new Inquiry(true, false, NOW), new WhyView(Samples.OWN, times))
        .of(Samples.connected(PUMP));
  }

  private static JsonObject connection(JsonObject device) {
    return assertInstanceOf(JsonObject.class, device.items("connections").orElseThrow().getFirst());
  }

  private static void assertMoment(String at, String ago, JsonObject shown, String name) {
    assertEquals(Optional.of(at), shown.text(name), name);
    assertEquals(Optional.of(new JsonNumber(ago)), shown.get(name + "Ago"), name);
  }

  // There are devices that end what was idle for ten minutes: who looks for a reason has to see it.
  @Test
  void aConnectionShowsItsAgeItsLastMessagesTheirNumberAndHowLongItIsIdle() {
    JsonObject device = connected(_ -> Optional.of(Samples.figures("data exchange")));
    for (JsonObject shown : List.of(device.object("session").orElseThrow(), connection(device))) {
      assertMoment("2026-11-21T09:59:28Z", "32.000", shown, "opened");
      assertMoment("2026-11-21T09:59:59Z", "1.000", shown, "lastHeard");
      assertMoment("2026-11-21T09:59:56Z", "4.000", shown, "lastReceived");
      assertMoment("2026-11-21T09:59:57Z", "3.000", shown, "lastSent");
      assertEquals(Optional.of(3L), shown.integer("received"));
      assertEquals(Optional.of(5L), shown.integer("sent"));
      assertEquals(Optional.of(new JsonNumber("3.000")), shown.get("idle"));
    }
  }

  @Test
  void whatNeverHappenedIsLeftOut() {
    SessionFigures unused = SessionFigures.fresh(NOW.minusSeconds(9));
    JsonObject shown = connection(connected(_ -> Optional.of(unused)));
    assertEquals(Optional.empty(), shown.get("lastReceived"));
    assertEquals(Optional.empty(), shown.get("lastSent"));
    assertEquals(Optional.of(new JsonNumber("9.000")), shown.get("idle"));
  }

  // Its session is gone, the hub waits for the end of the socket.
  @Test
  void aConnectionWithoutASessionShowsSinceWhenItIsThere() {
    JsonObject shown = connection(connected(_ -> Optional.empty()));
    assertEquals(Optional.of("2026-11-21T09:59:30Z"), shown.text("since"));
    assertEquals(Optional.empty(), shown.get("openedAgo"));
  }
}
