package dev.shiphub.sim.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shiphub.sim.raw.DnsAnswer;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DeliveryTest {
  private final DnsAnswer pointer = new DnsAnswer().pointer("box", 120);
  private final DnsAnswer text = new DnsAnswer().text("box", List.of("txtvers=1"), 120);
  private final DnsAnswer address =
      new DnsAnswer().address("host", InetAddress.getLoopbackAddress(), 120);

  private static Delivery delivery(Map<String, String> said) {
    return Delivery.of(new Values(said, Map.of(), Map.of()));
  }

  private static String packet(DnsAnswer... records) {
    return HexFormat.of().formatHex(DnsAnswer.of(List.of(records)).bytes());
  }

  private List<String> arrived(Delivery delivery) {
    return delivery.packets(List.of(pointer, text, address)).stream()
        .map(HexFormat.of()::formatHex)
        .toList();
  }

  @Test
  void isOnePacketUnlessAnythingElseIsSaid() {
    assertEquals(List.of(packet(pointer, text, address)), arrived(delivery(Map.of())));
  }

  @Test
  void reordersRecordsAndPackets() {
    assertEquals(
        List.of(packet(address, text, pointer)), arrived(delivery(Map.of("backwards", "true"))));
    assertEquals(
        List.of(packet(address), packet(text), packet(pointer)),
        arrived(delivery(Map.of("backwards", "true", "apart", "true"))));
  }

  @Test
  void doublesEveryPacketThatArrives() {
    String first = packet(pointer);
    String second = packet(text);
    String third = packet(address);
    assertEquals(
        List.of(first, first, second, second, third, third),
        arrived(delivery(Map.of("apart", "true", "copies", "2"))));
  }

  @Test
  void losesThatManyOverAllAnnouncements() {
    Delivery delivery = delivery(Map.of("apart", "true", "lost", "4"));
    assertEquals(List.of(), arrived(delivery));
    assertEquals(List.of(packet(text), packet(address)), arrived(delivery));
    assertEquals(List.of(packet(pointer), packet(text), packet(address)), arrived(delivery));
  }
}
