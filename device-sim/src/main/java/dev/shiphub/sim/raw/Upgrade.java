package dev.shiphub.sim.raw;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The HTTP before a WebSocket, by hand (RFC 6455 4). */
final class Upgrade {
  private static final int LONGEST_HEAD = 16_384;
  private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  /** The sample of RFC 6455; nobody is served a cache here. */
  private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

  private static final Pattern ASKED_KEY =
      Pattern.compile("(?im)^Sec-WebSocket-Key:[ \t]*(\\S+)[ \t]*\r?$");

  private Upgrade() {}

  static byte[] request(String host, int port, String path, String protocol) {
    return bytes(
        "GET "
            + path
            + " HTTP/1.1\r\nHost: "
            + host
            + ":"
            + port
            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: "
            + KEY
            + "\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: "
            + protocol
            + "\r\n\r\n");
  }

  /** What is wrong with an answer to {@link #request}, if something is. */
  static Optional<String> complaint(String head) {
    String first = head.lines().findFirst().orElse("");
    if (!first.matches("HTTP/1\\.1 101.*")) {
      return Optional.of("the upgrade was answered by \"" + first + "\"");
    }
    return head.contains(accept(KEY))
        ? Optional.empty()
        : Optional.of("the upgrade was answered with a wrong Sec-WebSocket-Accept");
  }

  /** The answer to a client's request; empty if it asks for no WebSocket. */
  static Optional<byte[]> answer(String head, String protocol) {
    Matcher asked = ASKED_KEY.matcher(head);
    return asked.find()
        ? Optional.of(
            bytes(
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Accept: "
                    + accept(asked.group(1))
                    + "\r\nSec-WebSocket-Protocol: "
                    + protocol
                    + "\r\n\r\n"))
        : Optional.empty();
  }

  /** Reads up to the empty line and not a byte further. */
  static String readHead(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.length() < LONGEST_HEAD && head.indexOf("\r\n\r\n") < 0) {
      int octet = in.read();
      if (octet < 0) {
        return head.toString();
      }
      head.append((char) octet);
    }
    return head.toString();
  }

  private static String accept(String key) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-1").digest(bytes(key + MAGIC));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has SHA-1", missing);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
