package dev.shiphub.hub.trace;

import dev.shiphub.ship.Role;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A capture file (IETF draft-ietf-opsawg-pcapng) that Wireshark opens: one interface of link type
 * 147, user 0, and a packet for each frame. {@code shiphub.lua} takes the packets apart.
 *
 * <p>Each packet has a head of {@value #HEAD_OCTETS} octets: version 1; 1 if we sent it, else 0;
 * the form (0 message, 1 ping, 2 pong, 3 close); 1 if we are the SHIP server, else 0; the number of
 * the connection, 8 octets, big-endian; the SKI of the device, 20 octets. Then its payload.
 */
record Pcapng(UnaryOperator<Instant> wall, Redaction redaction) implements TraceForm {
  private static final int HEAD_OCTETS = 32;
  private static final byte VERSION = 1;
  private static final int SECTION = 0x0a0d0d0a;
  private static final int BYTE_ORDER = 0x1a2b3c4d;
  private static final int INTERFACE = 1;
  private static final int STATISTICS = 5;
  private static final int PACKET = 6;
  private static final short LINK_USER0 = 147;
  private static final short IF_NAME = 2;
  private static final short PACKET_FLAGS = 2;

  @Override
  public String mediaType() {
    return "application/x-pcapng";
  }

  @Override
  public byte[] head() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] section = new byte[16];
    little(section).putInt(BYTE_ORDER).putShort((short) 1).putShort((short) 0).putLong(-1);
    out.writeBytes(block(SECTION, section));
    byte[] name = option(IF_NAME, "shiphub".getBytes(StandardCharsets.US_ASCII));
    byte[] link = new byte[8 + name.length + 4];
    little(link).putShort(LINK_USER0).putShort((short) 0).putInt(0).put(name).putInt(0);
    out.writeBytes(block(INTERFACE, link));
    return out.toByteArray();
  }

  @Override
  public byte[] of(List<TracedFrame> frames) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    frames.forEach(frame -> out.writeBytes(packet(frame)));
    return out.toByteArray();
  }

  @Override
  public byte[] gap() {
    return new byte[0];
  }

  /** Statistics of the interface, which say nothing but the time. */
  @Override
  public byte[] idle() {
    return block(STATISTICS, new byte[16]);
  }

  private byte[] packet(TracedFrame frame) {
    byte[] payload = redaction.of(frame.octets());
    int missing = frame.length() - frame.octets().length;
    int kept = HEAD_OCTETS + payload.length;
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, wall.apply(frame.at()));
    byte[] direction = {(byte) (frame.isOutgoing() ? 2 : 1), 0, 0, 0};
    byte[] flags = option(PACKET_FLAGS, direction);
    byte[] body = new byte[20 + padded(kept) + flags.length + 4];
    ByteBuffer fields = little(body).putInt(0);
    fields.putInt((int) (micros >>> Integer.SIZE)).putInt((int) micros);
    fields.putInt(kept).putInt(kept + missing).put(head(frame)).put(payload);
    fields.position(20 + padded(kept)).put(flags);
    return block(PACKET, body);
  }

  private byte[] head(TracedFrame frame) {
    byte[] head = new byte[HEAD_OCTETS];
    ByteBuffer.wrap(head)
        .put(VERSION)
        .put((byte) (frame.isOutgoing() ? 1 : 0))
        .put(number(frame.form()))
        .put((byte) (frame.connection().role() == Role.SERVER ? 1 : 0))
        .putLong(frame.connection().id().number())
        .put(HexFormat.of().parseHex(redaction.of(frame.connection().peer()).hex()));
    return head;
  }

  private static byte number(TracedFrame.Form form) {
    return switch (form) {
      case MESSAGE -> 0;
      case PING -> 1;
      case PONG -> 2;
      case CLOSE -> 3;
    };
  }

  private static byte[] option(short code, byte[] value) {
    byte[] option = new byte[4 + padded(value.length)];
    little(option).putShort(code).putShort((short) value.length).put(value);
    return option;
  }

  private static byte[] block(int type, byte[] body) {
    byte[] block = new byte[12 + body.length];
    little(block).putInt(type).putInt(block.length).put(body).putInt(block.length);
    return block;
  }

  private static int padded(int length) {
    return (length + 3) & ~3;
  }

  private static ByteBuffer little(byte[] octets) {
    return ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN);
  }
}
