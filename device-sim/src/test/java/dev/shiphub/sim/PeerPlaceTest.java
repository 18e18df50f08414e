package dev.shiphub.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.discovery.Endpoint;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeerPlaceTest {
  private static final String SKI = "a".repeat(40);

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1:4712,        192.0.2.1,  4712",
    "hub.local:1,           hub.local,  1",
    "[2001:db8::1]:65535,   2001:db8::1, 65535",
    "[fe80::1%eth0]:4712,   fe80::1%eth0, 4712",
  })
  void readsAPlace(String place, String host, int port) {
    assertEquals(
        Optional.of(
            new PeerPlace(
                new Ski(SKI), new Endpoint(List.of(host), port, "/ship/", Optional.empty()))),
        PeerPlace.parse("AAAA-" + SKI.substring(4) + "@" + place));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "@192.0.2.1:4712",
        "192.0.2.1:4712",
        "aa@192.0.2.1:4712",
        SKI_AT + "192.0.2.1",
        SKI_AT + "192.0.2.1:",
        SKI_AT + "192.0.2.1:0",
        SKI_AT + "192.0.2.1:65536",
        SKI_AT + "192.0.2.1:99999999",
        SKI_AT + ":4712",
        SKI_AT + "2001:db8::1:4712",
      })
  void refusesWhatIsNone(String text) {
    assertEquals(Optional.empty(), PeerPlace.parse(text));
  }

  private static final String SKI_AT = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@";
}
