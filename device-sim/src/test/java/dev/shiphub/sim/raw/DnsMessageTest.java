package dev.shiphub.sim.raw;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DnsMessageTest {
  /** PTR _ship._tcp.local. to "a.b" of the same, by a pointer; then its TXT record by another. */
  private static final String ANSWER =
      "000084000000000200000000"
          + "055f73686970045f746370056c6f63616c00"
          + "000c000100001194000603612e62c00c"
          + "c028"
          + "001080010000119400080774787476657273";

  private static Optional<DnsMessage> read(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    return DnsMessage.read(bytes, bytes.length);
  }

  @Test
  void namesAreFollowedThroughPointersAndTheirInnerDotsKept() {
    List<DnsMessage.Entry> records = read(ANSWER).orElseThrow().records();
    assertEquals("_ship._tcp.local.", records.get(0).name());
    assertEquals("a\\.b._ship._tcp.local.", records.get(0).target());
    assertEquals("a\\.b._ship._tcp.local.", records.get(1).name());
    assertArrayEquals(
        "txtvers".getBytes(StandardCharsets.UTF_8), records.get(1).strings().getFirst());
  }

  @Test
  void aQuestionForANameWithAnInnerDotHasOneLabelForIt() {
    byte[] question = DnsMessage.question("a\\.b._ship._tcp.local.", DnsMessage.TXT);
    assertEquals(
        "00000000000100000000000003612e62055f73686970045f746370056c6f63616c0000100001",
        HexFormat.of().formatHex(question));
  }

  @Test
  void whatIsCutAnywhereIsNoMessage() {
    for (int end = 2; end < ANSWER.length(); end += 2) {
      assertTrue(read(ANSWER.substring(0, end)).isEmpty(), "cut after " + end / 2 + " bytes");
    }
  }

  @Test
  void aNameThatPointsToItselfIsNoMessage() {
    assertTrue(read("000084000000000100000000" + "c00c000c00010000119400020000").isEmpty());
  }
}
