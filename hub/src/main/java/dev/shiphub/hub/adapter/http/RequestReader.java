package dev.shiphub.hub.adapter.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Cuts what a client sends into heads and bodies. Keeps no more than the limits allow, and no more
 * than has come. One thread.
 */
final class RequestReader {
  private static final int FIRST_BYTES = 1_024;

  private final InputStream in;
  private final HttpLimits limits;
  private byte[] buffer;
  private int filled;

  RequestReader(InputStream in, HttpLimits limits) {
    this.in = in;
    this.limits = limits;
    buffer = new byte[Math.min(FIRST_BYTES, limits.headBytes())];
  }

  /** Whether nothing of the next request has come yet. */
  boolean isBetweenRequests() {
    return filled == 0;
  }

  /**
   * Reads the next head.
   *
   * @throws IOException if the client is gone, or its time is over
   */
  HeadOutcome head() throws IOException {
    int searched = 0;
    while (true) {
      int end = endOfHead(searched);
      if (lineBytes() > limits.targetBytes()) {
        return HttpFault.TARGET_TOO_LONG;
      }
      if (end >= 0) {
        byte[] octets = Arrays.copyOf(buffer, end);
        drop(end + 4);
        return RequestHead.of(octets, limits.headers());
      }
      if (filled >= limits.headBytes()) {
        return HttpFault.HEADERS_TOO_LONG;
      }
      searched = Math.max(0, filled - 3);
      if (!more()) {
        return filled == 0 ? new HeadOutcome.Nothing() : HttpFault.MALFORMED;
      }
    }
  }

  private boolean more() throws IOException {
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.min(2 * filled, limits.headBytes()));
    }
    int count = in.read(buffer, filled, buffer.length - filled);
    filled += Math.max(0, count);
    return count >= 0;
  }

  private int endOfHead(int from) {
    for (int at = from; at + 3 < filled; at++) {
      if (isLineEnd(at) && isLineEnd(at + 2)) {
        return at;
      }
    }
    return -1;
  }

  private boolean isLineEnd(int at) {
    return buffer[at] == '\r' && buffer[at + 1] == '\n';
  }

  /** How long the first line is, as far as it has come. */
  private int lineBytes() {
    int at = 0;
    while (at < filled && buffer[at] != '\r') {
      at++;
    }
    return at;
  }

  /**
   * Reads a body.
   *
   * @throws IOException if the client is gone, or its time is over
   */
  byte[] body(int length) throws IOException {
    int known = Math.min(length, filled);
    byte[] begin = Arrays.copyOf(buffer, known);
    drop(known);
    byte[] rest = in.readNBytes(length - known);
    if (known + rest.length < length) {
      throw new EOFException("the body ends early");
    }
    byte[] body = Arrays.copyOf(begin, length);
    System.arraycopy(rest, 0, body, known, rest.length);
    return body;
  }

  private void drop(int count) {
    System.arraycopy(buffer, count, buffer, 0, filled - count);
    filled -= count;
  }
}
