package dev.shiphub.hub.core;

import static dev.shiphub.hub.core.Fixtures.bigger;
import static dev.shiphub.hub.core.Fixtures.closed;
import static dev.shiphub.hub.core.Fixtures.dialFailed;
import static dev.shiphub.hub.core.Fixtures.in;
import static dev.shiphub.hub.core.Fixtures.out;
import static dev.shiphub.hub.core.Fixtures.service;
import static dev.shiphub.hub.core.Fixtures.smaller;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.Stage;
import dev.shiphub.ship.Trouble;
import dev.shiphub.ship.discovery.Endpoint;
import dev.shiphub.ship.discovery.ServiceRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What multicast DNS shows of devices, and what is remembered of them. */
final class SightingsTest {
  private static final Ski DEVICE = smaller(1);
  private static final Connection A = out(1, DEVICE);
  private static final ServiceRecord OTHER_RECORD = service(DEVICE, "other", "192.0.2.9");

  private static HubEvent.ServiceGone gone(ServiceRecord service) {
    return new HubEvent.ServiceGone(service.ski(), service.instance());
  }

  @Nested
  final class Records {
    private final CoreDriver hub = CoreDriver.trusting().forget();

    @Test
    void areNewsWithTheFirstAndTheLastOfADevice() {
      hub.on(new HubEvent.ServiceSeen(service(DEVICE)));
      hub.on(new HubEvent.ServiceSeen(service(DEVICE)));
      hub.on(new HubEvent.ServiceSeen(OTHER_RECORD));
      assertEquals(List.of("DeviceSeen"), hub.notices());
      hub.on(gone(service(DEVICE))).on(gone(service(DEVICE)));
      assertEquals(List.of("DeviceSeen"), hub.notices());
      hub.on(gone(OTHER_RECORD));
      assertEquals(List.of("DeviceSeen", "DeviceGone"), hub.notices());
      assertEquals("other", hub.causeOf(NoticeType.DEVICE_GONE));
      hub.on(gone(OTHER_RECORD)).on(new HubEvent.ServiceSeen(OTHER_RECORD));
      assertEquals(List.of("DeviceSeen", "DeviceGone", "DeviceSeen"), hub.notices());
    }

    @Test
    void thatNobodyShowedCannotGo() {
      hub.on(gone(service(DEVICE)));
      assertEquals(List.of(), hub.notices());
    }
  }

  @Nested
  final class Dials {
    private Instant next(CoreDriver hub) {
      return hub.device(DEVICE).nextDialAt().orElseThrow();
    }

    @Test
    void areNotBroughtForwardByARecordThatSaysNothingNew() {
      CoreDriver hub =
          CoreDriver.dialling(DEVICE).on(dialFailed(DEVICE)).waits(11).on(dialFailed(DEVICE));
      Instant before = next(hub);
      hub.on(new HubEvent.ServiceSeen(service(DEVICE)));
      assertEquals(before, next(hub));
    }

    @Test
    void areBroughtForwardByARecordOfAnotherAddress() {
      CoreDriver hub =
          CoreDriver.dialling(DEVICE).on(dialFailed(DEVICE)).waits(11).on(dialFailed(DEVICE));
      Instant before = next(hub);
      hub.on(new HubEvent.ServiceSeen(service(DEVICE, service(DEVICE).instance(), "192.0.2.7")));
      assertTrue(next(hub).isBefore(before));
    }

    // It came back before it may prompt a dial again; it is dialled all the same.
    @Test
    void arePlannedForADeviceThatIsGoneForAMoment() {
      CoreDriver hub = CoreDriver.trusting(bigger(1));
      hub.on(new HubEvent.ServiceSeen(service(bigger(1)))).on(gone(service(bigger(1))));
      hub.on(new HubEvent.ServiceSeen(service(bigger(1)))).waits(5);
      assertEquals(1, hub.all(HubEffect.Dial.class).size());
    }

    @Test
    void beginWithTheRecordsAndNotWithAnAddressThatNoneShowsAnyMore() {
      CoreDriver hub = CoreDriver.dialling(DEVICE).connects(A);
      hub.on(gone(service(DEVICE))).on(new HubEvent.ServiceSeen(OTHER_RECORD)).forget();
      hub.on(closed(A, Stage.DATA, "reset")).waits(1);
      assertEquals(
          List.of(new HubEffect.Dial(DEVICE, OTHER_RECORD.endpoint())),
          hub.all(HubEffect.Dial.class));
    }

    /** Regression of field lesson A8. */
    @Test
    void areDroppedWithTheTrustWhenTheyAreOnlyPlanned() {
      CoreDriver hub = CoreDriver.dialling(DEVICE).on(dialFailed(DEVICE));
      assertNotEquals(Optional.empty(), hub.device(DEVICE).nextDialAt());
      hub.forget().ask(new Request.Unpair(DEVICE));
      hub.waits(600);
      assertEquals(List.of(), hub.all(HubEffect.Dial.class));
      assertEquals(List.of(), hub.all(HubEffect.CancelDial.class));
    }
  }

  @Nested
  final class Memory {
    private void flood(CoreDriver hub) {
      for (int i = 100; i < 100 + 2 * Limits.DEFAULT.knownDevices(); i++) {
        hub.on(new HubEvent.ServiceSeen(service(smaller(i))));
      }
    }

    @Test
    void ofAPairedDeviceIsNotPushedOutByStrangers() {
      CoreDriver hub = CoreDriver.trusting(DEVICE);
      hub.on(new HubEvent.ServiceSeen(service(DEVICE)));
      flood(hub);
      assertEquals(1, hub.device(DEVICE).services().size());
    }

    @Test
    void ofADeviceWithAStaticAddressIsNotPushedOutByStrangers() {
      CoreDriver hub = CoreDriver.trusting();
      hub.ask(new Request.AddPeer(Fixtures.staticPeer(DEVICE)));
      flood(hub);
      assertEquals(Optional.of(Fixtures.staticPeer(DEVICE).endpoint()), hub.device(DEVICE).fixed());
    }

    @Test
    void ofADeviceThatIsStillDialledIsNotPushedOutByStrangers() {
      CoreDriver hub = CoreDriver.dialling(DEVICE);
      hub.ask(new Request.Unpair(DEVICE));
      flood(hub);
      assertTrue(hub.device(DEVICE).isDialling());
    }

    @Test
    void ofAConnectedStrangerIsNotPushedOutByOthers() {
      CoreDriver hub = CoreDriver.trusting().on(new HubEvent.Opened(in(7, DEVICE)));
      flood(hub);
      assertEquals(1, hub.device(DEVICE).connections().size());
    }

    @Test
    void ofStrangersIsBounded() {
      CoreDriver hub = CoreDriver.trusting().on(new HubEvent.ServiceSeen(service(DEVICE)));
      flood(hub);
      assertEquals(Limits.DEFAULT.knownDevices(), hub.snapshot().devices().size());
    }

    @Test
    void holdsTheLastEightAttemptsTheLatestFirst() {
      CoreDriver hub = CoreDriver.dialling(DEVICE);
      for (int i = 0; i < 9; i++) {
        hub.on(dialFailed(DEVICE)).waits(20);
      }
      List<Attempt> attempts = hub.device(DEVICE).past().attempts();
      assertEquals(8, attempts.size());
      assertTrue(attempts.getFirst().at().isAfter(attempts.getLast().at()));
    }

    @Test
    void holdsHowFarAConnectionCame() {
      CoreDriver hub = CoreDriver.dialling(DEVICE).on(new HubEvent.Opened(A));
      hub.on(closed(A, Stage.INIT, "no first message"));
      assertEquals(
          List.of(
              new Attempt(
                  hub.now,
                  "out",
                  A.address(),
                  "init",
                  Trouble.BROKEN,
                  Optional.of(CloseReason.byNetwork("no first message")),
                  "no first message")),
          hub.device(DEVICE).past().attempts());
    }

    @Test
    void holdsWhoOpenedAConnection() {
      Connection theirs = in(7, DEVICE);
      CoreDriver hub = CoreDriver.trusting(DEVICE).on(new HubEvent.Opened(theirs));
      hub.on(closed(theirs, Stage.INIT, "no first message"));
      assertEquals("in", hub.device(DEVICE).past().attempts().getFirst().direction());
    }

    // Instances of one address are as good as one; still no more than four are kept.
    @Test
    void ofRecordsIsBoundedThoughAllShowTheAddressThatWorked() {
      CoreDriver hub = CoreDriver.dialling(DEVICE).connects(A);
      Endpoint good = service(DEVICE).endpoint();
      for (int i = 0; i < 9; i++) {
        ServiceRecord same = service(DEVICE);
        hub.on(
            new HubEvent.ServiceSeen(
                new ServiceRecord(
                    "copy " + i, same.txt(), same.hostName(), same.port(), same.addresses())));
      }
      List<ServiceRecord> kept = hub.device(DEVICE).services();
      assertEquals(Limits.DEFAULT.recordsPerDevice(), kept.size());
      assertTrue(kept.stream().allMatch(record -> record.endpoint().equals(good)));
      assertEquals("copy 8", kept.getLast().instance());
    }
  }
}
