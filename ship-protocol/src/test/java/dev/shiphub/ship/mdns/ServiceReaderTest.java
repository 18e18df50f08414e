package dev.shiphub.ship.mdns;

import static dev.shiphub.ship.mdns.Samples.ETH0;
import static dev.shiphub.ship.mdns.Samples.entries;
import static dev.shiphub.ship.mdns.Samples.service;
import static dev.shiphub.ship.mdns.Samples.ski;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.shiphub.ship.discovery.ServiceRecord;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceReaderTest {
  private static String refusal(HeardService heard) {
    return assertInstanceOf(Verdict.Bad.class, ServiceReader.read(heard, ETH0)).why();
  }

  private static HeardService with(String key, String value) {
    Map<String, String> entries = entries(ski('b'));
    entries.put(key, value);
    return service("EVSE", TxtBytes.of(entries));
  }

  @Test
  void readsACompleteRecord() {
    ServiceRecord record =
        assertInstanceOf(Verdict.Good.class, ServiceReader.read(service("My EVSE", ski('b')), ETH0))
            .record();
    assertEquals("My EVSE", record.instance());
    assertEquals(ski('b'), record.ski());
    assertEquals("My-EVSE.local", record.hostName());
    assertEquals(4712, record.port());
    assertEquals(List.of("192.168.1.9"), record.addresses());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 65_536, -1})
  void refusesPortsThatAreNone(int port) {
    HeardService good = service("EVSE", ski('b'));
    assertEquals(
        "port " + port,
        refusal(new HeardService("EVSE", "evse.local", port, good.txt(), good.addresses())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b.local", "a/b.local", "a\r\nHost: x", "a%eth0"})
  void refusesHostNamesThatCouldSmuggle(String host) {
    HeardService good = service("EVSE", ski('b'));
    assertEquals(
        "its host name is none",
        refusal(new HeardService("EVSE", host, 4712, good.txt(), good.addresses())));
  }

  @ParameterizedTest
  @CsvSource({"txtvers, 2", "ski, 123", "id, ''", "path, ship", "register, yes"})
  void refusesTextRecordsThatAreNotShip(String key, String value) {
    assertEquals(Verdict.Bad.class, ServiceReader.read(with(key, value), ETH0).getClass());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/ship/\r\nX: y", "http://x/", "/../x", "/a b"})
  void refusesPathsThatCouldSmuggle(String path) {
    assertEquals(Verdict.Bad.class, ServiceReader.read(with("path", path), ETH0).getClass());
  }

  @Test
  void refusesABrokenTextRecord() {
    assertEquals(
        "text record is cut off",
        refusal(service("EVSE", new TxtBytes(new byte[] {9, 'x'}), "192.168.1.9")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a\u0000b", "a\u202Eb", "a\u2028b"})
  void refusesNamesThatWouldForgeALogLine(String instance) {
    Verdict.Bad bad =
        assertInstanceOf(Verdict.Bad.class, ServiceReader.read(service(instance, ski('b')), ETH0));
    assertEquals("a?b", bad.instance());
  }

  @Test
  void refusesNamesLongerThanALabel() {
    assertEquals(
        63,
        assertInstanceOf(
                Verdict.Bad.class, ServiceReader.read(service("x".repeat(64), ski('b')), ETH0))
            .instance()
            .length());
  }
}
