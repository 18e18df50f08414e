package dev.shiphub.hub;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.discovery.TxtCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The official case of the text record. That a query is answered with it needs multicast, see
 * {@code JmdnsLoopbackTest}; here is the record that the daemon gives to multicast DNS.
 */
final class TxtConformanceTest {
  private static final Ski SKI = new Ski("40bde4736ced89ec8ae11e1d845720ee65710727");

  // As configured usually, and with as much as the configuration takes.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ship: {brand: ÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄ, model: ÖÖÖÖÖÖÖÖÖÖÖÖÖÖÖÖÖÖÖÖÖÖÖÖÖÖÖÖÖÖÖÖ,"
            + " type: €€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€}"
      })
  void TC_SHIP_MDNS_001_theTextRecordHasAllMandatoryKeys(String configuration) {
    ShipId id = new ShipId("i".repeat(63));
    HubConfig config =
        assertInstanceOf(ConfigFile.Read.Ok.class, ConfigFile.read("yaml", configuration)).config();
    Map<String, String> txt =
        TxtCodec.encode(new OwnFace(config.ship(), SKI, id).announcement(4_712).txt());

    has(txt, "txtvers", "1"::equals);
    has(txt, "id", id.value()::equals);
    has(txt, "path", path -> path.contains("/") && octets(path) <= 32);
    has(txt, "ski", SKI.hex()::equals);
    has(txt, "register", register -> register.matches("true|false"));
    has(txt, "cat", list -> list.matches("[1-9][0-9]*(,[1-9][0-9]*)*"));
    for (String label : List.of("brand", "model", "type")) {
      has(txt, label, text -> octets(text) <= 32);
    }
  }

  private static void has(Map<String, String> txt, String key, Predicate<String> rule) {
    assertTrue(Optional.ofNullable(txt.get(key)).filter(rule).isPresent(), key + " in " + txt);
  }

  private static int octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
