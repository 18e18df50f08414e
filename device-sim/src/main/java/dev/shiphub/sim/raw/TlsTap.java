package dev.shiphub.sim.raw;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What TLS of the device looks like from outside: the lengths of its records, and its handshake as
 * far as it is plain (RFC 5246 6.2, 7.4). Fed by the thread that reads, read by any.
 */
public final class TlsTap {
  private static final int CHANGE_CIPHER_SPEC = 20;
  private static final int HANDSHAKE = 22;
  private static final int DATA = 23;
  private static final int CLIENT_HELLO = 1;
  private static final int CERTIFICATE = 11;
  private static final int HEADER = 5;
  private static final int MOST_PLAIN = 65_536;

  private final byte[] header = new byte[HEADER];
  private final ByteArrayOutputStream plain = new ByteArrayOutputStream();
  private int headerBytes;
  private int left;
  private boolean isPlain = true;
  private int longest;

  /** Takes the next bytes from the device. */
  synchronized void feed(byte[] bytes, int from, int length) {
    int at = from;
    while (at < from + length) {
      if (headerBytes < HEADER) {
        header[headerBytes++] = bytes[at++];
        begin();
        continue;
      }
      int now = Math.min(left, from + length - at);
      if (isPlain && header[0] == HANDSHAKE && plain.size() < MOST_PLAIN) {
        plain.write(bytes, at, now);
      }
      at += now;
      left -= now;
      headerBytes = left == 0 ? 0 : HEADER;
    }
  }

  private void begin() {
    if (headerBytes < HEADER) {
      return;
    }
    left = ByteBuffer.wrap(header).getShort(3) & 0xffff;
    headerBytes = left == 0 ? 0 : HEADER;
    isPlain &= header[0] != CHANGE_CIPHER_SPEC;
    if (header[0] == DATA) {
      longest = Math.max(longest, left);
    }
  }

  /** The length of the longest record of data so far, as it was encrypted; 0 if there was none. */
  public synchronized int longestRecord() {
    return longest;
  }

  /** Whether the device showed a certificate, which it does not where a session is resumed. */
  public boolean hasShownCertificate() {
    return messages().stream().anyMatch(message -> message[0] == CERTIFICATE);
  }

  /** The suites that the device offered, in its order; empty if it was not the client. */
  public List<Integer> offeredSuites() {
    Optional<byte[]> hello =
        messages().stream().filter(message -> message[0] == CLIENT_HELLO).findFirst();
    return hello.map(TlsTap::suites).orElse(List.of());
  }

  /** Version, random and session ID come before the suites. */
  private static List<Integer> suites(byte[] hello) {
    ByteBuffer in = ByteBuffer.wrap(hello).position(4 + 2 + 32);
    in.position(in.position() + 1 + (in.get(in.position()) & 0xff));
    int count = (in.getShort() & 0xffff) / 2;
    List<Integer> suites = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      suites.add(in.getShort() & 0xffff);
    }
    return List.copyOf(suites);
  }

  private synchronized List<byte[]> messages() {
    List<byte[]> messages = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(plain.toByteArray());
    while (in.remaining() >= 4) {
      int length = in.getInt(in.position()) & 0xff_ffff;
      byte[] message = new byte[Math.min(4 + length, in.remaining())];
      in.get(message);
      messages.add(message);
    }
    return messages;
  }
}
