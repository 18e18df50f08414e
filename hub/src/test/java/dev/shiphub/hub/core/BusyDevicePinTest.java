package dev.shiphub.hub.core;

import static dev.shiphub.hub.core.Fixtures.in;
import static dev.shiphub.hub.core.Fixtures.smaller;
import static dev.shiphub.hub.core.Fixtures.trust;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shiphub.ship.Pin;
import dev.shiphub.ship.Ski;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The PIN of a device that looks at none for a while, because there were wrong ones. */
final class BusyDevicePinTest {
  private static final Ski DEVICE = smaller(1);
  private static final Connection FIRST = in(1, DEVICE);
  private static final Pin PIN = new Pin("55AAAAFF");

  private final CoreDriver hub = CoreDriver.trusting(DEVICE);

  private void asks(boolean isBusy) {
    hub.on(new HubEvent.PinAsked(FIRST, true, isBusy));
  }

  private long enters() {
    return hub.ask(new Request.Pair(DEVICE, trust(DEVICE).origin(), hub.now, Optional.of(PIN)));
  }

  private String answer() {
    return ((Answer.Done) hub.answer(enters())).words();
  }

  private Optional<PinWait> shown() {
    return hub.device(DEVICE).pinWait();
  }

  @BeforeEach
  void connect() {
    hub.on(new HubEvent.Opened(FIRST)).forget();
  }

  @Test
  void isToldToTheUserAsSuch() {
    asks(true);
    assertEquals(
        "it requires its PIN, but looks at none for now, because there were wrong ones",
        hub.causeOf(NoticeType.PIN_REQUESTED));
  }

  // How long it looks at none only the device knows; that it does so no more is what we can tell.
  @Test
  void isAskedOfTheUserOnceMoreWhenItTakesOne() {
    asks(true);
    asks(false);
    asks(true);
    asks(false);
    assertEquals(List.of("PinRequested c1", "PinRequested c1"), hub.notices());
  }

  @Test
  void isAskedOfTheUserOnceMoreAfterAPenaltyForTheLastOne() {
    asks(false);
    enters();
    hub.on(new HubEvent.PinJudged(FIRST, false)).forget();
    asks(true);
    assertEquals(Optional.of(new PinWait(true, true, false, true)), shown());
    asks(false);
    assertEquals(List.of("PinRequested c1", "PinRequested c1"), hub.notices());
  }

  @Test
  void isShownAsGiven() {
    asks(true);
    enters();
    asks(true);
    assertEquals(Optional.of(new PinWait(true, true, true, false)), shown());
    asks(false);
    assertEquals(Optional.of(new PinWait(true, false, true, false)), shown());
    assertEquals(1, hub.all(HubEffect.GivePin.class).size());
  }

  @Test
  void isAnsweredToTheUserWithWhatBecomesOfIt() {
    asks(true);
    assertEquals(
        "was paired already; the device looks at no PIN for now, because there were wrong ones;"
            + " this one is sent afterwards",
        answer());
    asks(false);
    assertEquals("was paired already; its PIN is sent", answer());
  }
}
