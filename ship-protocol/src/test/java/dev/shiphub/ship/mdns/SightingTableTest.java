package dev.shiphub.ship.mdns;

import static dev.shiphub.ship.mdns.Samples.ETH0;
import static dev.shiphub.ship.mdns.Samples.WLAN0;
import static dev.shiphub.ship.mdns.Samples.at;
import static dev.shiphub.ship.mdns.Samples.brand;
import static dev.shiphub.ship.mdns.Samples.heard;
import static dev.shiphub.ship.mdns.Samples.service;
import static dev.shiphub.ship.mdns.Samples.ski;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.discovery.ServiceRecord;
import dev.shiphub.ship.port.Sighting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SightingTableTest {
  private static final int MOST = 8;
  private static final HeardService EVSE = service("EVSE", ski('b'));
  private static final Sighting GONE = new Sighting.Gone(ski('b'), "EVSE");

  private final SightingTable table = new SightingTable(MOST);

  private List<Sighting> due(long millis) {
    return table.due(at(millis), _ -> false);
  }

  private List<Sighting> observe(long millis, HeardService... services) {
    table.observe(ETH0, heard(services), at(millis));
    return due(millis);
  }

  private static ServiceRecord seen(List<Sighting> sightings) {
    assertEquals(1, sightings.size(), sightings::toString);
    return assertInstanceOf(Sighting.Seen.class, sightings.getFirst()).service();
  }

  private static String brandOf(ServiceRecord record) {
    return record.txt().brand().orElse("none");
  }

  @Nested
  class OnOneLink {
    @Test
    void tellsAServiceOnce() {
      assertEquals("EVSE", seen(observe(0, EVSE)).instance());
      assertEquals(List.of(), observe(1_000, EVSE));
    }

    @Test
    void tellsAChange() {
      assertEquals("none", brandOf(seen(observe(0, EVSE))));
      assertEquals("New", brandOf(seen(observe(1_000, brand(EVSE, ski('b'), "New")))));
    }

    @Test
    void tellsThatItIsGoneWhenItStaysAway() {
      observe(0, EVSE);
      assertEquals(List.of(), observe(1_000));
      assertEquals(Optional.of(at(4_000)), table.deadline());
      assertEquals(List.of(), observe(3_999));
      assertEquals(List.of(GONE), observe(4_000));
      assertEquals(List.of(), observe(10_000));
    }

    @Test
    void tellsItAgainWhenItReturns() {
      observe(0, EVSE);
      observe(1_000);
      observe(4_000);
      assertEquals("EVSE", seen(observe(9_000, EVSE)).instance());
    }

    @Test
    void tellsAReplacedDeviceAsOneGoneAndOneSeen() {
      observe(0, EVSE);
      List<Sighting> told = observe(1_000, service("EVSE", ski('c')));
      assertEquals(2, told.size());
      assertEquals(GONE, told.getFirst());
      assertEquals(ski('c'), seen(told.subList(1, 2)).ski());
    }

    @Test
    void tellsTwoInstancesOfOneSki() {
      assertEquals(2, observe(0, EVSE, service("EVSE (2)", ski('b'))).size());
    }

    @Test
    void waitsALittleForTheAddresses() {
      HeardService bare = service("EVSE", EVSE.txt());
      assertEquals(List.of(), observe(0, bare));
      assertEquals(List.of("192.168.1.9"), seen(observe(100, EVSE)).addresses());
    }

    @Test
    void tellsAServiceWithoutAddressesAtLast() {
      HeardService bare = service("EVSE", EVSE.txt());
      observe(0, bare);
      assertEquals(Optional.of(at(2_000)), table.deadline());
      assertEquals(List.of(), seen(due(2_000)).addresses());
    }
  }

  @Nested
  class Rejected {
    private static final HeardService BROKEN =
        service("EVSE", new TxtBytes(new byte[] {9}), "192.168.1.9");
    private static final Sighting REJECTED =
        new Sighting.Rejected("EVSE", "text record is cut off");

    @Test
    void isToldOnceAndItsEndIsNobodysNews() {
      assertEquals(List.of(REJECTED), observe(0, BROKEN));
      assertEquals(List.of(), observe(1_000, BROKEN));
      assertEquals(List.of(), observe(2_000));
      assertEquals(List.of(), observe(6_000));
    }

    @Test
    void endsWhatWasGoodBefore() {
      observe(0, EVSE);
      assertEquals(List.of(GONE, REJECTED), observe(1_000, BROKEN));
    }
  }

  @Nested
  class OnSeveralLinks {
    private void also(long millis, HeardService... services) {
      table.observe(WLAN0, heard(services), at(millis));
    }

    @Test
    void isOneService() {
      also(0, EVSE);
      seen(observe(0, EVSE));
    }

    @Test
    void isGoneOnlyWhenItIsGoneEverywhere() {
      also(0, EVSE);
      observe(0, EVSE);
      observe(1_000);
      assertEquals(List.of(), observe(5_000));
      also(6_000);
      also(9_000);
      assertEquals(List.of(GONE), due(9_000));
    }

    @Test
    void unitesTheAddresses() {
      observe(0, EVSE);
      also(1_000, service("EVSE", EVSE.txt(), "192.168.1.10", "fe80::10"));
      assertEquals(
          List.of("192.168.1.9", "192.168.1.10", "fe80:0:0:0:0:0:0:10%wlan0"),
          seen(due(1_000)).addresses());
    }

    @Test
    void doesNotTakeAddressesFromARecordWithAnotherPort() {
      observe(0, EVSE);
      also(
          1_000,
          new HeardService(
              "EVSE", "other.local", 666, EVSE.txt(), List.of(Samples.address("192.168.1.66"))));
      assertEquals(List.of(), due(1_000));
    }

    @Test
    void tellsTwoDevicesThatHaveOneNameOnDifferentLinks() {
      also(0, service("EVSE", ski('c')));
      assertEquals(2, observe(0, EVSE).size());
    }

    @Test
    void survivesALinkThatIsServedAgainSoon() {
      observe(0, EVSE);
      table.observeOnly(Set.of(), at(1_000));
      assertEquals(List.of(), due(1_000));
      assertEquals(List.of(), observe(3_500, EVSE));
    }

    @Test
    void isGoneWithTheLastLink() {
      observe(0, EVSE);
      table.observeOnly(Set.of(), at(1_000));
      table.observeOnly(Set.of(), at(4_000));
      assertEquals(List.of(GONE), due(4_000));
      assertEquals(0, table.countOf(ETH0, _ -> false));
    }
  }

  @Nested
  class WithTooMuchNews {
    @Test
    void tellsARecordThatChangesAllTheTimeTwiceASecondAndTheLastStateWins() {
      List<Sighting> told = new ArrayList<>();
      IntStream.rangeClosed(0, 100)
          .forEach(i -> told.addAll(observe(i * 20L, brand(EVSE, ski('b'), "v" + i))));
      assertEquals(5, told.size());
      assertEquals("v100", brandOf(seen(told.subList(4, 5))));
    }

    @Test
    void tellsTheLastStateWhenTheTimeHasComeThoughNothingMoreIsHeard() {
      observe(0, EVSE);
      assertEquals(List.of(), observe(100, brand(EVSE, ski('b'), "New")));
      assertEquals(Optional.of(at(500)), table.deadline());
      assertEquals("New", brandOf(seen(due(500))));
    }

    @Test
    void saysNothingOfAChangeThatIsTakenBack() {
      observe(0, EVSE);
      observe(100, brand(EVSE, ski('b'), "New"));
      observe(200, EVSE);
      assertEquals(List.of(), due(600));
    }

    // Goodbye and announcement every 100 ms.
    @Test
    void saysNothingOfAServiceThatFlaps() {
      observe(0, EVSE);
      List<Sighting> told = new ArrayList<>();
      for (int i = 1; i < 100; i++) {
        told.addAll(i % 2 == 0 ? observe(i * 100L, EVSE) : observe(i * 100L));
      }
      assertEquals(List.of(), told);
    }

    @Test
    void remembersTheNewestOfAFlood() {
      HeardService[] flood =
          IntStream.range(0, 10_000)
              .mapToObj(i -> service("Flood " + i, ski('c')))
              .toArray(HeardService[]::new);
      List<Sighting> told = observe(0, flood);
      assertEquals(MOST, told.size());
      assertEquals("Flood 9999", seen(told.subList(MOST - 1, MOST)).instance());
      assertEquals(MOST, table.countOf(ETH0, _ -> false));
    }

    @Test
    void doesNotCallGoneWhatAFloodPushedOut() {
      observe(0, EVSE);
      List<Sighting> told = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        int first = i * MOST;
        HeardService[] next =
            IntStream.range(first, first + MOST)
                .mapToObj(n -> service("Flood " + n, ski('c')))
                .toArray(HeardService[]::new);
        table.observe(ETH0, new Heard(List.of(next), true), at(1_000 + i * 100L));
        told.addAll(due(1_000 + i * 100L));
      }
      assertTrue(told.stream().noneMatch(Sighting.Gone.class::isInstance), told::toString);
      assertEquals(List.of(), due(60_000));
    }

    @Test
    void staysBoundedWhenEveryLookShowsOtherServices() {
      for (int i = 0; i < 100; i++) {
        int first = i * MOST;
        observe(
            i * 10L,
            IntStream.range(first, first + MOST)
                .mapToObj(n -> service("Churn " + n, ski('c')))
                .toArray(HeardService[]::new));
      }
      observe(1_000);
      long gone = observe(4_000).stream().filter(Sighting.Gone.class::isInstance).count();
      assertTrue(gone <= 2 * MOST, () -> gone + " were remembered");
    }
  }

  @Test
  void saysNothingOfOurOwn() {
    table.observe(ETH0, heard(EVSE), at(0));
    assertEquals(List.of(), table.due(at(0), record -> record.ski().equals(ski('b'))));
  }

  @Test
  void isDoneWithWhatWasToldToTheEnd() {
    observe(0, EVSE);
    observe(1_000);
    observe(4_000);
    observe(5_000);
    assertEquals(Optional.empty(), table.deadline());
  }
}
