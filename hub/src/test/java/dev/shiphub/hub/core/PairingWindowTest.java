package dev.shiphub.hub.core;

import static dev.shiphub.hub.core.Fixtures.bigger;
import static dev.shiphub.hub.core.Fixtures.in;
import static dev.shiphub.hub.core.Fixtures.registering;
import static dev.shiphub.hub.core.Fixtures.smaller;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.hub.core.AuditRecord.Deed;
import dev.shiphub.hub.core.HubEffect.Decision;
import dev.shiphub.ship.Ski;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * When users hear of strangers, and how many of those may wait.
 *
 * <p>Proof of promise 10.
 */
final class PairingWindowTest {
  private static final Duration TWO_MINUTES = Duration.ofMinutes(2);
  private static final Ski PUMP = bigger(1);
  private static final Ski CAR = bigger(2);

  private final CoreDriver hub = CoreDriver.trusting(smaller(1)).forget();

  private Answer open(boolean isForOne) {
    return hub.answer(hub.ask(new Request.OpenWindow(TWO_MINUTES, isForOne)));
  }

  private Connection knocks(int id, Ski ski) {
    Connection knock = in(id, ski, "192.0.2." + id);
    hub.on(new HubEvent.Opened(knock)).on(new HubEvent.TrustAsked(knock));
    return knock;
  }

  private List<Connection> refused() {
    return hub.all(HubEffect.Tell.class).stream()
        .filter(tell -> tell.decision() == Decision.TRUST_DENIED)
        .map(HubEffect.Tell::connection)
        .toList();
  }

  private List<AuditRecord> audit() {
    return hub.all(HubEffect.Save.class).stream().flatMap(save -> save.audit().stream()).toList();
  }

  private List<String> prompts() {
    return hub.notices().stream().filter(it -> it.startsWith("TrustRequested")).toList();
  }

  @Nested
  final class Closed {
    @Test
    void nobodyIsPrompted() {
      knocks(7, PUMP);
      assertEquals(List.of(), hub.notices());
      assertTrue(hub.device(PUMP).isWaiting());
    }

    @Test
    void fourWaitAndTheFifthIsRefused() {
      for (int id = 1; id <= 4; id++) {
        knocks(id, bigger(id));
      }
      assertEquals(List.of(), refused());
      Connection fifth = knocks(5, bigger(5));
      assertEquals(List.of(fifth), refused());
      assertFalse(hub.device(bigger(5)).isWaiting());
    }

    @Test
    void aDeviceIsPairedWithoutAWindow() {
      Connection knock = knocks(7, PUMP);
      hub.pair(PUMP);
      assertTrue(hub.has(new HubEffect.Tell(knock, Decision.TRUST_GRANTED)));
    }

    @Test
    void closingItOnceMoreChangesNothing() {
      assertEquals(
          new Answer.Done("was closed already"), hub.answer(hub.ask(new Request.CloseWindow())));
      assertEquals(List.of(), hub.notices());
      assertEquals(List.of(), audit());
    }
  }

  @Nested
  final class Open {
    @Test
    void strangersArePrompted() {
      assertEquals(new Answer.Done("open for 120 s"), open(false));
      knocks(7, PUMP);
      assertEquals(List.of("PairingWindowOpened", "TrustRequested c7"), hub.notices());
    }

    @Test
    void soAreThoseThatWaitAlready() {
      knocks(7, PUMP);
      open(false);
      assertEquals(List.of("PairingWindowOpened", "TrustRequested c7"), hub.notices());
    }

    @Test
    void andThoseOfWhomAnEarlierWindowToldAlready() {
      open(false);
      knocks(7, PUMP);
      hub.ask(new Request.CloseWindow());
      open(false);
      assertEquals(List.of("TrustRequested c7", "TrustRequested c7"), prompts());
    }

    // Nobody is paired because it came at the right time, and no record opens anything.
    @Test
    void nobodyIsPairedUnlessAUserSaysSo() {
      open(false);
      hub.on(new HubEvent.ServiceSeen(registering(PUMP)));
      Connection knock = knocks(7, PUMP);
      hub.waits(700);
      assertTrue(hub.device(PUMP).trust().isEmpty());
      assertFalse(hub.has(new HubEffect.Tell(knock, Decision.TRUST_GRANTED)));
    }

    @Test
    void allPlacesForStrangersMayWait() {
      open(false);
      for (int id = 1; id <= Limits.DEFAULT.strangers(); id++) {
        knocks(id, bigger(id));
      }
      assertEquals(List.of(), refused());
    }

    @Test
    void itClosesByItself() {
      open(false);
      hub.waits(119);
      assertTrue(hub.snapshot().window().isPresent());
      hub.waits(1);
      assertEquals(List.of("PairingWindowOpened", "PairingWindowClosed"), hub.notices());
      assertEquals("its time is over", hub.causeOf(NoticeType.PAIRING_WINDOW_CLOSED));
      assertEquals(Optional.empty(), hub.snapshot().window());
    }

    @Test
    void openingItAgainBeginsItsTimeAnew() {
      open(false);
      hub.waits(100);
      open(false);
      hub.waits(119);
      assertTrue(hub.snapshot().window().isPresent());
    }

    @Test
    void whenItClosesTheLatestOfTooManyAreRefused() {
      open(false);
      for (int id = 1; id <= 6; id++) {
        knocks(id, bigger(id));
      }
      hub.ask(new Request.CloseWindow());
      assertEquals(
          List.of(bigger(6), bigger(5)), refused().stream().map(Connection::peer).toList());
      assertTrue(hub.device(bigger(4)).isWaiting());
    }

    @Test
    void forOneItClosesWhenADeviceIsPaired() {
      open(true);
      knocks(7, PUMP);
      hub.pair(PUMP);
      assertEquals("one device was paired", hub.causeOf(NoticeType.PAIRING_WINDOW_CLOSED));
      hub.forget();
      knocks(8, CAR);
      assertEquals(List.of(), prompts());
    }

    @Test
    void forManyItStaysOpen() {
      open(false);
      hub.pair(PUMP);
      assertTrue(hub.snapshot().window().isPresent());
    }

    @Test
    void aStopClosesItBeforeTheLastNotice() {
      open(false);
      hub.on(new HubEvent.StopRequested());
      assertEquals(
          List.of("PairingWindowOpened", "HubStopping", "PairingWindowClosed", "HubStopped"),
          hub.notices());
    }

    @Test
    void itDoesNotOpenIfTheAuditLogDoesNotTakeIt() {
      hub.isDiskBroken = true;
      assertEquals(
          new Answer.Refused(Answer.Kind.NOT_SAVED, "not saved, nothing has changed: disk full"),
          open(false));
      assertEquals(List.of(), hub.notices());
      assertEquals(Optional.empty(), hub.snapshot().window());
    }
  }

  @Test
  void aWindowIsOpenForAnHourAtMost() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Request.OpenWindow(Duration.ofHours(1).plusSeconds(1), false));
    assertThrows(
        IllegalArgumentException.class, () -> new Request.OpenWindow(Duration.ZERO, false));
  }

  // With eight places, an attacker with one address would lock every other stranger out.
  @Test
  void anAddressThatHoldsAllPlacesForStrangersGivesOneToAnother() {
    for (int i = 1; i <= Limits.DEFAULT.strangers(); i++) {
      hub.on(new HubEvent.Opened(in(100 + i, bigger(100 + i), "192.0.2.66")));
    }
    hub.forget();
    Connection knock = knocks(7, PUMP);
    assertEquals(
        List.of(bigger(100 + Limits.DEFAULT.strangers())),
        hub.all(HubEffect.Close.class).stream().map(it -> it.connection().peer()).toList());
    assertTrue(hub.has(new HubEffect.StartSession(knock, false)));
    assertTrue(hub.device(PUMP).isWaiting());
  }

  @Nested
  final class InTheAuditLog {
    @Test
    void isWhoPairedWhatAndWhatWasKnownOfIt() {
      hub.on(new HubEvent.ServiceSeen(Fixtures.service(PUMP)));
      knocks(7, PUMP);
      hub.pair(PUMP);
      assertEquals(
          List.of(
              new AuditRecord(
                  Deed.PAIRED,
                  Optional.of(PUMP),
                  "the user",
                  "typed or scanned",
                  "it waits at 192.0.2.7:50007; it is announced as \"device-f0000000\" on"
                      + " device-f0000000.local")),
          audit());
    }

    @Test
    void areDenialsAndWithdrawalsBeforeTheyAreAnswered() {
      knocks(7, PUMP);
      hub.isDiskSlow = true;
      long deny = hub.ask(new Request.Deny(PUMP));
      assertFalse(hub.isAnswered(deny));
      hub.isDiskSlow = false;
      hub.on(new HubEvent.Saved(1));
      assertEquals(new Answer.Done("denied"), hub.answer(deny));
      hub.ask(new Request.Unpair(smaller(1)));
      assertEquals(
          List.of(Deed.DENIED, Deed.UNPAIRED), audit().stream().map(AuditRecord::deed).toList());
    }

    @Test
    void isTheWindowWithWhoOpenedAndWhoClosedIt() {
      open(true);
      hub.ask(new Request.CloseWindow());
      open(false);
      hub.waits(120);
      assertEquals(
          List.of(
              "window opened by the user: for 120 s, one device",
              "window closed by the user: by the user",
              "window opened by the user: for 120 s",
              "window closed by the hub: its time is over"),
          audit().stream()
              .map(it -> it.deed().label() + " by " + it.who() + ": " + it.how())
              .toList());
    }

    @Test
    void isADenialThatTheDiskDidNotTakeAtFirst() {
      knocks(7, PUMP);
      hub.isDiskBroken = true;
      long deny = hub.ask(new Request.Deny(PUMP));
      assertEquals(
          new Answer.Refused(
              Answer.Kind.NOT_SAVED, "denied, but not in the audit log yet: disk full"),
          hub.answer(deny));
      hub.isDiskBroken = false;
      hub.forget().waits(30);
      assertEquals(List.of(Deed.DENIED), audit().stream().map(AuditRecord::deed).toList());
    }
  }
}
