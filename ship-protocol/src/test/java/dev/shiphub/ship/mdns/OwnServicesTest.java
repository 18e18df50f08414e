package dev.shiphub.ship.mdns;

import static dev.shiphub.ship.mdns.Samples.OWN_SKI;
import static dev.shiphub.ship.mdns.Samples.announcement;
import static dev.shiphub.ship.mdns.Samples.at;
import static dev.shiphub.ship.mdns.Samples.ski;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.discovery.ServiceRecord;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OwnServicesTest {
  private final OwnServices own = new OwnServices();

  @BeforeEach
  void announceHub() {
    own.update(
        List.of(new OwnServices.Own(OWN_SKI, 4712, "Hub", "hub.local")),
        Set.of("192.168.1.5"),
        at(0));
  }

  private static ServiceRecord record(
      Ski ski, int port, String instance, String host, String... addresses) {
    return new ServiceRecord(
        instance, announcement(instance, ski, port).txt(), host, port, List.of(addresses));
  }

  @Test
  void knowsItsOwnRecord() {
    assertTrue(own.isOurs(record(OWN_SKI, 4712, "hub", "HUB.local", "192.168.1.5")));
  }

  @Test
  void knowsItsRecordFromAnotherOfItsAddresses() {
    assertTrue(own.isOurs(record(OWN_SKI, 4712, "Hub (2)", "hub-1.local", "192.168.1.5")));
  }

  @Test
  void tellsACloneOnAnotherHost() {
    assertFalse(own.isOurs(record(OWN_SKI, 4712, "Hub (2)", "hub-1.local", "192.168.1.99")));
    assertFalse(own.isOurs(record(OWN_SKI, 4712, "Hub (2)", "hub-1.local")));
  }

  @Test
  void tellsACloneOnAnotherPort() {
    assertFalse(own.isOurs(record(OWN_SKI, 4713, "Hub", "hub.local", "192.168.1.5")));
  }

  @Test
  void tellsAnotherDeviceOfTheSameName() {
    assertFalse(own.isOurs(record(ski('b'), 4712, "Hub", "hub.local", "192.168.1.5")));
  }

  @Test
  void remembersWhatItWithdrewUntilNoLinkCanShowIt() {
    ServiceRecord record = record(OWN_SKI, 4712, "Hub", "hub.local", "192.168.1.5");
    own.update(List.of(), Set.of("192.168.1.5"), at(120_000));
    assertTrue(own.isOurs(record));
    own.update(List.of(), Set.of("192.168.1.5"), at(151_000));
    assertFalse(own.isOurs(record));
  }
}
