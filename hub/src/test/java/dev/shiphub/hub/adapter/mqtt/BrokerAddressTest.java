package dev.shiphub.hub.adapter.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BrokerAddressTest {
  @ParameterizedTest
  @CsvSource({
    "mqtt://broker.lan,        mqtt://broker.lan:1883",
    "mqtts://broker.lan,       mqtts://broker.lan:8883",
    "mqtt://192.0.2.1:9/,      mqtt://192.0.2.1:9",
    "mqtts://[fd00::5]:8884,   mqtts://[fd00::5]:8884"
  })
  void isReadWithTheUsualPortOfItsKind(String text, String whole) {
    assertEquals(Optional.of(whole), BrokerAddress.parse(text).map(BrokerAddress::toString));
    assertEquals(BrokerAddress.parse(text), BrokerAddress.parse(whole));
  }

  // A password in an address would stand in the status and in the log.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "broker.lan",
        "tcp://broker.lan",
        "mqtt://",
        "mqtt://user:secret@broker.lan",
        "mqtt://broker.lan:0",
        "mqtt://broker.lan:65536",
        "mqtt://broker.lan/path",
        "mqtt://a b"
      })
  void isNothingElse(String text) {
    assertEquals(Optional.empty(), BrokerAddress.parse(text));
  }
}
