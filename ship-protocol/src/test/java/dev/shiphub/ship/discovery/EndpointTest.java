package dev.shiphub.ship.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.Ski;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EndpointTest {
  private static final List<String> HOSTS = List.of("192.168.7.9", "pump.local");

  private static Endpoint endpoint(int hosts, int port, String path) {
    return new Endpoint(Collections.nCopies(hosts, "::1"), port, path, Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8})
  void hasOneToEightHosts(int hosts) {
    assertEquals(hosts, endpoint(hosts, 4711, "/ship/").hosts().size());
  }

  /** Regression of field lesson A7. */
  @ParameterizedTest
  @ValueSource(ints = {0, 9})
  void hasNoOtherNumberOfHosts(int hosts) {
    assertThrows(IllegalArgumentException.class, () -> endpoint(hosts, 4711, "/ship/"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 65_535})
  void hasAPort(int port) {
    assertEquals(port, endpoint(1, port, "/ship/").port());
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 65_536})
  void hasNoPortThatIsNone(int port) {
    assertThrows(IllegalArgumentException.class, () -> endpoint(1, port, "/ship/"));
  }

  // It stands in the request line of the upgrade.
  @ParameterizedTest
  @ValueSource(strings = {"", "ship", "/ship/ HTTP/1.1", "/../ship", "/a\r\nX: y"})
  void hasNoPathThatIsNone(String path) {
    assertThrows(IllegalArgumentException.class, () -> endpoint(1, 4711, path));
  }

  @Test
  void isShownAsPeopleWriteIt() {
    assertEquals(
        "192.168.7.9, pump.local port 4711 /ship/",
        new Endpoint(HOSTS, 4711, "/ship/", Optional.empty()).toString());
  }

  // SHIP 9.4: the host name is the TLS server name, and unicast DNS seldom knows it.
  @Test
  void ofAServiceHasItsAddressesThenItsName() {
    TxtRecord txt =
        new TxtRecord(
            new Ski("41c98b1bbe5fc7657ce311981951f12d304ab419"),
            new ShipId("pump"),
            "/ship/",
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of());
    ServiceRecord service =
        new ServiceRecord("Pump", txt, "pump.local", 4711, List.of("192.168.7.9"));
    assertEquals(txt.ski(), service.ski());
    assertEquals(
        new Endpoint(HOSTS, 4711, "/ship/", Optional.of("pump.local")), service.endpoint());
  }
}
