package dev.shiphub.hub.core;

import static dev.shiphub.hub.core.Fixtures.smaller;
import static dev.shiphub.hub.core.Fixtures.trust;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shiphub.ship.ShipId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TrustRecordTest {
  @Test
  void theNameBeforeTheLastStaysThoughTheLastIsToldAgain() {
    TrustRecord trust =
        trust(smaller(1))
            .named(new ShipId("old"))
            .named(new ShipId("new"))
            .named(new ShipId("new"));
    assertEquals(Optional.of(new ShipId("new")), trust.shipId());
    assertEquals(Optional.of(new ShipId("old")), trust.formerId());
  }
}
