package dev.shiphub.hub.adapter.doctor;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What is asked by multicast (RFC 1035 4.1, RFC 6762 5.2).
 *
 * @param name its labels
 * @param type of the records that are wanted
 */
record DnsQuestion(List<String> name, int type) {
  static final int PTR = 12;
  static final int TXT = 16;
  static final int SRV = 33;

  /** All services of any kind, so that others than SHIP nodes are heard, too. */
  static final DnsQuestion SERVICES =
      new DnsQuestion(List.of("_services", "_dns-sd", "_udp", "local"), PTR);

  static final DnsQuestion SHIP_NODES = new DnsQuestion(List.of("_ship", "_tcp", "local"), PTR);

  private static final int IN = 1;

  DnsQuestion {
    name = List.copyOf(name);
  }

  /** A packet that asks all of these. */
  static byte[] packet(List<DnsQuestion> questions) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int field : new int[] {0, 0, questions.size(), 0, 0, 0}) {
      put(field, out);
    }
    for (DnsQuestion question : questions) {
      for (String label : question.name()) {
        byte[] octets = label.getBytes(StandardCharsets.UTF_8);
        out.write(octets.length);
        out.writeBytes(octets);
      }
      out.write(0);
      put(question.type(), out);
      put(IN, out);
    }
    return out.toByteArray();
  }

  private static void put(int field, ByteArrayOutputStream out) {
    out.write(field >> 8);
    out.write(field);
  }
}
