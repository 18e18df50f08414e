package dev.shiphub.sim.raw;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The records of a DNS message, by hand (RFC 1035 4.1).
 *
 * @param records all of them, whatever section
 */
record DnsMessage(List<Entry> records) {
  static final int PTR = 12;
  static final int TXT = 16;

  private static final int IN = 1;
  private static final int POINTER = 0xc0;
  private static final int MOST_JUMPS = 32;
  private static final int HEADER = 12;

  /**
   * One record.
   *
   * @param name dotted, with the dot at the end
   * @param target what a PTR record points to; empty for others
   * @param strings what a TXT record holds; empty for others
   */
  record Entry(String name, int type, String target, List<byte[]> strings) {}

  /** A question for the records of a name. */
  static byte[] question(String name, int type) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0});
    for (String label : name.split("(?<!\\\\)\\.", -1)) {
      if (label.isEmpty()) {
        continue;
      }
      byte[] bytes = label.replace("\\.", ".").getBytes(StandardCharsets.UTF_8);
      out.write(bytes.length);
      out.writeBytes(bytes);
    }
    out.writeBytes(new byte[] {0, 0, (byte) type, 0, IN});
    return out.toByteArray();
  }

  /** Reads one; empty if it is none. */
  static Optional<DnsMessage> read(byte[] bytes, int length) {
    try {
      ByteBuffer in = ByteBuffer.wrap(bytes, 0, length);
      int questions = in.getShort(4) & 0xffff;
      int answers =
          (in.getShort(6) & 0xffff) + (in.getShort(8) & 0xffff) + (in.getShort(10) & 0xffff);
      in.position(HEADER);
      for (int i = 0; i < questions; i++) {
        name(in);
        in.getInt();
      }
      List<Entry> records = new ArrayList<>();
      for (int i = 0; i < answers; i++) {
        records.add(record(in));
      }
      return Optional.of(new DnsMessage(List.copyOf(records)));
    } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException cut) {
      return Optional.empty();
    }
  }

  private static Entry record(ByteBuffer in) {
    String name = name(in);
    int type = in.getShort() & 0xffff;
    in.getShort();
    in.getInt();
    int length = in.getShort() & 0xffff;
    int end = in.position() + length;
    String target = type == PTR ? name(in) : "";
    List<byte[]> strings = type == TXT ? strings(in, end) : List.of();
    in.position(end);
    return new Entry(name, type, target, strings);
  }

  private static List<byte[]> strings(ByteBuffer in, int end) {
    List<byte[]> strings = new ArrayList<>();
    while (in.position() < end) {
      byte[] string = new byte[in.get() & 0xff];
      in.get(string);
      strings.add(string);
    }
    return List.copyOf(strings);
  }

  /** Reads a name, following pointers; a dot inside a label is escaped. */
  private static String name(ByteBuffer in) {
    StringBuilder name = new StringBuilder();
    ByteBuffer at = in;
    for (int jumps = 0; jumps < MOST_JUMPS; ) {
      int length = at.get() & 0xff;
      if (length == 0) {
        return name.toString();
      }
      if ((length & POINTER) == POINTER) {
        int offset = (length & ~POINTER) << 8 | (at.get() & 0xff);
        at = in.duplicate().position(offset);
        jumps++;
        continue;
      }
      byte[] label = new byte[length];
      at.get(label);
      name.append(new String(label, StandardCharsets.UTF_8).replace(".", "\\.")).append('.');
    }
    throw new IllegalArgumentException("a name that never ends");
  }
}
