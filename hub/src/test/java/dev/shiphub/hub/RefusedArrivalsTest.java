package dev.shiphub.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shiphub.ship.json.JsonWriter;
import dev.shiphub.ship.transport.InboundRefusal;
import dev.shiphub.ship.transport.InboundRefusal.Reason;
import dev.shiphub.ship.transport.InboundRefusal.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RefusedArrivalsTest {
  private static final InboundRefusal CROWD =
      new InboundRefusal("192.0.2.1:9", Stage.ARRIVAL, Reason.NO_ROOM, "too many");
  private static final InboundRefusal FORGED =
      new InboundRefusal("192.0.2.2:9", Stage.TLS, Reason.CERTIFICATE, "a forged one");

  private Instant now = Instant.EPOCH;
  private final RefusedArrivals refused = new RefusedArrivals(() -> now);

  @Test
  void logsOneOfAKindAMinuteAndHowManyWereHeldBack() {
    assertEquals(Optional.of("192.0.2.1:9 refused in arrival: too many"), refused.line(CROWD));
    assertEquals(Optional.empty(), refused.line(CROWD));
    assertEquals(Optional.empty(), refused.line(CROWD));
    assertEquals(Optional.of("192.0.2.2:9 refused in tls: a forged one"), refused.line(FORGED));

    now = now.plus(Duration.ofMinutes(1));

    assertEquals(
        Optional.of("192.0.2.1:9 refused in arrival: too many (and 2 like it before)"),
        refused.line(CROWD));
    assertEquals(Optional.empty(), refused.line(CROWD));
  }

  @Test
  void countsThemByStageAndReason() {
    refused.onRefused(FORGED);
    refused.onRefused(CROWD);
    refused.onRefused(CROWD);

    assertEquals(
        "{\"arrival\":{\"no-room\":2},\"tls\":{\"certificate\":1}}",
        JsonWriter.COMPACT.text(refused.counts()));
  }

  @Test
  void countsNothingAtFirst() {
    assertEquals("{}", JsonWriter.COMPACT.text(refused.counts()));
  }
}
