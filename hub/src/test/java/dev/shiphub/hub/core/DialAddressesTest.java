package dev.shiphub.hub.core;

import static dev.shiphub.hub.core.Fixtures.OWN;
import static dev.shiphub.hub.core.Fixtures.closed;
import static dev.shiphub.hub.core.Fixtures.dialFailed;
import static dev.shiphub.hub.core.Fixtures.out;
import static dev.shiphub.hub.core.Fixtures.service;
import static dev.shiphub.hub.core.Fixtures.smaller;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.Stage;
import dev.shiphub.ship.discovery.Endpoint;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where a device is dialled. */
final class DialAddressesTest {
  private static final Ski DEVICE = smaller(1);
  private static final Connection A = out(1, DEVICE);

  @Test
  void aDialThatFailsIsFollowedByOneToTheNextAddress() {
    CoreDriver hub = CoreDriver.dialling(DEVICE);
    hub.on(new HubEvent.ServiceSeen(service(DEVICE, "second", "192.0.2.2"))).forget();
    hub.on(dialFailed(DEVICE)).waits(10);
    assertEquals("192.0.2.2", hosts(hub).getLast());
  }

  @Test
  void theAddressThatWorkedLastIsDialledFirst() {
    CoreDriver hub = CoreDriver.dialling(DEVICE);
    hub.on(new HubEvent.ServiceSeen(service(DEVICE, "second", "192.0.2.2"))).forget();
    hub.on(dialFailed(DEVICE)).waits(10).connects(A).waits(60);
    hub.on(closed(A, Stage.DATA, "reset")).waits(1);
    assertEquals(List.of("192.0.2.2", "192.0.2.2"), hosts(hub));
  }

  private static List<String> hosts(CoreDriver hub) {
    return hub.all(HubEffect.Dial.class).stream()
        .map(dial -> dial.endpoint().hosts().getFirst())
        .toList();
  }

  @Test
  void aStaticPeerIsDialledWithoutMulticast() {
    CoreDriver hub = CoreDriver.trusting(DEVICE);
    long command = hub.ask(new Request.AddPeer(Fixtures.staticPeer(DEVICE)));
    assertInstanceOf(Answer.Done.class, hub.answer(command));
    assertEquals(
        "198.51.100.7",
        hub.waits(1).all(HubEffect.Dial.class).getFirst().endpoint().hosts().getFirst());
  }

  @Test
  void aStaticPeerThatIsRemovedAgainGivesWayToTheOneOfTheConfiguration() {
    Endpoint configured = new Endpoint(List.of("192.0.2.50"), 4_711, "/", Optional.empty());
    CoreDriver hub =
        new CoreDriver(Limits.DEFAULT, 1, List.of(new StaticPeer(DEVICE, configured)), DEVICE);
    hub.ask(new Request.AddPeer(Fixtures.staticPeer(DEVICE)));
    assertEquals(Optional.of(Fixtures.staticPeer(DEVICE).endpoint()), hub.device(DEVICE).fixed());
    hub.ask(new Request.RemovePeer(DEVICE));
    assertEquals(Optional.of(configured), hub.device(DEVICE).fixed());
  }

  // Nor may many, of which the memory holds four, nor one under the device's own name.
  @Test
  void anAddressThatWorkedIsStillTriedWhenFalseRecordsPushItsRecordOut() {
    CoreDriver hub = CoreDriver.connected(A);
    Endpoint good = service(DEVICE).endpoint();
    for (String instance : List.of("a", "b", "c", service(DEVICE).instance())) {
      hub.on(new HubEvent.ServiceSeen(service(DEVICE, instance, "203.0.113.66")));
    }
    hub.on(closed(A, Stage.DATA, "reset")).waits(20);
    for (int dial = 0; dial < 4; dial++) {
      hub.on(dialFailed(DEVICE)).waits(20);
    }
    assertTrue(hub.has(new HubEffect.Dial(DEVICE, good)));
  }

  /**
   * SG#83: a spoofed record must not push a working address out.
   *
   * <p>Regression of field lesson A6.
   */
  @Test
  void aSpoofedRecordCostsATurnAndNotTheDevice() {
    CoreDriver hub = CoreDriver.connected(A);
    hub.on(new HubEvent.ServiceSeen(service(DEVICE, "spoof", "203.0.113.66")));
    hub.on(closed(A, Stage.DATA, "reset")).waits(1);
    assertEquals(
        "192.0.2.1", hub.all(HubEffect.Dial.class).getLast().endpoint().hosts().getFirst());
  }

  /** Regression of field lesson A6. */
  @Test
  void aFloodOfSpoofedRecordsDoesNotCostTheDeviceEither() {
    CoreDriver hub = CoreDriver.connected(A);
    for (int spoof = 0; spoof < 3 * Limits.DEFAULT.recordsPerDevice(); spoof++) {
      hub.on(new HubEvent.ServiceSeen(service(DEVICE, "spoof-" + spoof, "203.0.113.66")));
    }
    hub.on(closed(A, Stage.DATA, "reset")).waits(1);
    assertEquals(
        "192.0.2.1", hub.all(HubEffect.Dial.class).getLast().endpoint().hosts().getFirst());
    assertEquals(Limits.DEFAULT.recordsPerDevice(), hub.device(DEVICE).services().size());
  }

  // Each new record is a place that was never tried; together they must not starve the device.
  @Test
  void recordsThatChangeAllTheTimeLeaveEverySecondDialToTheAddressThatWorked() {
    CoreDriver hub = CoreDriver.connected(A);
    hub.on(closed(A, Stage.DATA, "reset"));
    for (int dial = 0; dial < 20; dial++) {
      for (int spoof = 0; spoof < 9; spoof++) {
        String host = "203.0.113." + (dial * 9 + spoof) % 250;
        hub.on(new HubEvent.ServiceSeen(service(DEVICE, "x" + spoof, host)));
      }
      hub.waits(60).on(dialFailed(DEVICE));
    }
    long good = hosts(hub).stream().filter("192.0.2.1"::equals).count();
    assertEquals(10, good, hosts(hub).toString());
  }

  @Test
  void everyPlaceIsShownWithItsScoreItsAgeAndWhatCameOfIt() {
    CoreDriver hub = CoreDriver.connected(A).waits(7);
    hub.on(new HubEvent.ServiceSeen(service(DEVICE, "spoof", "203.0.113.66"))).waits(3);
    hub.on(closed(A, Stage.DATA, "reset")).waits(1);
    hub.on(dialFailed(DEVICE)).waits(1);
    List<HubSnapshot.Candidate> candidates = hub.device(DEVICE).candidates();
    assertEquals(List.of(2, 1), candidates.stream().map(HubSnapshot.Candidate::score).toList());
    HubSnapshot.Candidate good = candidates.getFirst();
    assertTrue(good.isReached());
    assertEquals("connect: refused", good.tried().orElseThrow().words());
    assertEquals(Optional.empty(), candidates.getLast().tried());
    assertEquals(
        Duration.ofSeconds(8),
        Duration.between(
            good.heardAt().orElseThrow(), candidates.getLast().heardAt().orElseThrow()));
  }

  @Test
  void twoHostsThatSayTheyAreOnePairedDeviceAreShownAndToldOnceInAnHour() {
    CoreDriver hub = CoreDriver.connected(A);
    assertFalse(hub.device(DEVICE).isContested());
    for (int packet = 0; packet < 100; packet++) {
      hub.on(new HubEvent.ServiceSeen(service(DEVICE, "spoof", "203.0.113.66"))).waits(10);
      hub.on(new HubEvent.ServiceGone(DEVICE, "spoof"));
    }
    assertEquals(1, hub.all(HubEffect.Warn.class).size());
    hub.on(new HubEvent.ServiceSeen(service(DEVICE, "spoof", "203.0.113.66")));
    assertTrue(hub.device(DEVICE).isContested());
    assertEquals(List.of(), hub.all(HubEffect.Close.class));
  }

  // A device with two names, or with a second record of the same host, is one device.
  @Test
  void oneHostUnderTwoNamesIsNoConflict() {
    CoreDriver hub = CoreDriver.connected(A);
    hub.on(new HubEvent.ServiceSeen(service(DEVICE, "second", "192.0.2.1")));
    assertFalse(hub.device(DEVICE).isContested());
    assertEquals(List.of(), hub.all(HubEffect.Warn.class));
  }

  @Test
  void ourOwnSkiInARecordIsAWarningAndNeverDialled() {
    CoreDriver hub = CoreDriver.trusting(DEVICE).on(new HubEvent.ServiceSeen(service(OWN)));
    assertEquals(1, hub.all(HubEffect.Warn.class).size());
    assertEquals(List.of(), hub.waits(600).dialled());
  }
}
