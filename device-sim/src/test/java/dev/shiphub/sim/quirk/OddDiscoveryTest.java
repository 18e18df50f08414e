package dev.shiphub.sim.quirk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.discovery.Announcement;
import dev.shiphub.ship.discovery.TxtRecord;
import dev.shiphub.ship.port.Discovery;
import dev.shiphub.ship.port.Sighting;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The packets that stand on the wire. */
class OddDiscoveryTest {
  private static final Ski SKI = new Ski("ab".repeat(20));
  private static final Announcement OWN =
      new Announcement(
          "Box",
          4712,
          new TxtRecord(
              SKI,
              new ShipId("box"),
              "/ship/",
              false,
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              List.of()));

  private static List<String> packets(String... quirks) throws IOException {
    InetAddress here = InetAddress.getByName("127.0.0.1");
    return new OddDiscovery(new Nothing(), List.of(), Quirks.of(quirks))
        .packets(OWN, List.of(here), 120).stream()
            .map(packet -> new String(packet, StandardCharsets.ISO_8859_1))
            .toList();
  }

  @Test
  void theSkiIsInUpperCase() throws IOException {
    assertTrue(
        packets("upper-case-ski").getFirst().contains("ski=" + SKI.hex().toUpperCase(Locale.ROOT)));
    assertTrue(packets("twin-instance").getFirst().contains("ski=" + SKI.hex()));
  }

  @Test
  void aTwinIsAnnouncedWhereNobodyIs() throws IOException {
    List<String> packets = packets("twin-instance");
    assertEquals(2, packets.size());
    assertTrue(packets.getLast().contains("Box (2)"));
    assertTrue(packets.getLast().contains("-9"));
  }

  @Test
  void deadAddressesComeBeforeTheOwnOne() throws IOException {
    String packet =
        HexFormat.of()
            .formatHex(
                packets("dead-address-first").getFirst().getBytes(StandardCharsets.ISO_8859_1));
    int linkLocal = packet.indexOf("fe80000000000000000000000000dead");
    int dead = packet.indexOf("7f636363");
    assertTrue(linkLocal > 0 && dead > linkLocal && packet.indexOf("7f000001") > dead, packet);
  }

  private record Nothing() implements Discovery {
    @Override
    public void browse(Consumer<Sighting> sightings) {
      // Nobody is there.
    }

    @Override
    public void announce(Announcement own) {
      // Nobody hears it.
    }

    @Override
    public void withdraw() {
      // Nothing is announced.
    }

    @Override
    public List<String> report() {
      return List.of();
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
