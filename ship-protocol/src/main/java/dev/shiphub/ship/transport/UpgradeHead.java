package dev.shiphub.ship.transport;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The WebSocket upgrade in both directions (RFC 6455 4, SHIP 10.2).
 *
 * <p>The library checks less, so it gets to see only heads that are written here, from what was
 * checked here.
 */
final class UpgradeHead {
  static final String SUB_PROTOCOL = "ship";

  static final int SWITCHING = 101;
  static final int BAD_REQUEST = 400;
  static final int NOT_FOUND = 404;
  static final int UPGRADE_REQUIRED = 426;
  static final int UNAVAILABLE = 503;

  private static final Pattern REQUEST = Pattern.compile("GET [!-~]+ HTTP/1\\.[1-9]");
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[0-9] ([0-9]{3})(?: .*)?");
  private static final int KEY_BYTES = 16;

  /** What a request asks for. */
  sealed interface Request {
    /** A SHIP WebSocket, with this {@code Sec-WebSocket-Key}. */
    record Sound(String key) implements Request {}

    /** Something else; {@code status} is the HTTP status that says so. */
    record Refused(int status, String why) implements Request {}
  }

  private UpgradeHead() {}

  /** Judges a request, as server. Any path is served (SHIP 7.3.2 leaves it to the announcement). */
  static Request judgeRequest(HttpHead head) {
    if (!REQUEST.matcher(head.firstLine()).matches()) {
      return new Request.Refused(BAD_REQUEST, "not a GET of HTTP/1.1");
    }
    if (head.only("Host").isEmpty()) {
      return new Request.Refused(BAD_REQUEST, "no Host");
    }
    if (!hasItem(head, "Upgrade", "websocket") || !hasItem(head, "Connection", "upgrade")) {
      return new Request.Refused(UPGRADE_REQUIRED, "not an upgrade to WebSocket");
    }
    if (!head.only("Sec-WebSocket-Version").equals(Optional.of("13"))) {
      return new Request.Refused(UPGRADE_REQUIRED, "not WebSocket version 13");
    }
    if (!head.items("Sec-WebSocket-Protocol").contains(SUB_PROTOCOL)) {
      return new Request.Refused(BAD_REQUEST, "sub-protocol ship is not offered");
    }
    return head.only("Sec-WebSocket-Key")
        .filter(UpgradeHead::isKey)
        .<Request>map(Request.Sound::new)
        .orElseGet(() -> new Request.Refused(BAD_REQUEST, "no sound Sec-WebSocket-Key"));
  }

  /** The status of a response; empty if its first line is not one of HTTP. */
  static Optional<Integer> status(HttpHead head) {
    Matcher matcher = STATUS.matcher(head.firstLine());
    return matcher.matches() ? Optional.of(Integer.parseInt(matcher.group(1))) : Optional.empty();
  }

  /**
   * What is wrong with a response of status 101, as client; the accept key is left to the engine.
   */
  static Optional<String> flaw(HttpHead head) {
    if (!hasItem(head, "Upgrade", "websocket") || !hasItem(head, "Connection", "upgrade")) {
      return Optional.of("did not upgrade to WebSocket");
    }
    if (!head.items("Sec-WebSocket-Protocol").equals(List.of(SUB_PROTOCOL))) {
      return Optional.of("did not agree to sub-protocol ship");
    }
    if (!head.items("Sec-WebSocket-Extensions").isEmpty()) {
      return Optional.of("uses a WebSocket extension that was not offered");
    }
    return head.only("Sec-WebSocket-Accept").isEmpty()
        ? Optional.of("sent no Sec-WebSocket-Accept")
        : Optional.empty();
  }

  /** The request for the library, with nothing in it that was not checked. */
  static byte[] plainRequest(String key) {
    return ascii(
        "GET / HTTP/1.1\r\nHost: ship\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: ship\r\nSec-WebSocket-Key: "
            + key
            + "\r\n\r\n");
  }

  /** The response for the library, with nothing in it that was not checked. */
  static byte[] plainResponse(String accept) {
    return ascii(
        "HTTP/1.1 101 OK\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Protocol: ship\r\nSec-WebSocket-Accept: "
            + accept
            + "\r\n\r\n");
  }

  /** The response to a request that is not served. */
  static byte[] refusal(int status, String why) {
    String version = status == UPGRADE_REQUIRED ? "Sec-WebSocket-Version: 13\r\n" : "";
    return ascii(
        "HTTP/1.1 %d %s\r\n%sConnection: close\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(status, "Refused", version, why.length(), why));
  }

  private static boolean hasItem(HttpHead head, String field, String item) {
    return head.items(field).stream().anyMatch(item::equalsIgnoreCase);
  }

  private static boolean isKey(String text) {
    try {
      return text.length() == 24 && Base64.getDecoder().decode(text).length == KEY_BYTES;
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
