package dev.shiphub.hub.trace;

import dev.shiphub.ship.wire.Frame;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Takes PINs out of messages (SHIP 13.4.4.3), whoever sends them, so that none is ever kept.
 *
 * <p>In a well-formed message only the value goes. If it cannot be told where the value is, all
 * that the message says goes.
 */
final class PinMask {
  /** Only these can carry one; data of the upper layer is left as it is. */
  private static final int DATA = Frame.Type.DATA.octet();

  private static final Pattern VALUE =
      Pattern.compile(
          "\\A(.\\s*\\{\\s*\"connectionPinInput\"\\s*:\\s*\\[?\\s*\\{\\s*\"pin\"\\s*:\\s*\")"
              + "[0-9A-Za-z]*(\"\\s*}\\s*]?\\s*}[\\s\\x00]*)\\z",
          Pattern.DOTALL);

  /** Who spells a name so has something to hide. */
  private static final Pattern ESCAPED_NAME = Pattern.compile("\\\\u[^\"]*\"\\s*:");

  private PinMask() {}

  /**
   * The message as it may be kept.
   *
   * @return the message itself if it has no PIN
   */
  static byte[] over(byte[] message) {
    if (message.length == 0 || message[0] == DATA) {
      return message;
    }
    String text = new String(message, StandardCharsets.ISO_8859_1);
    if (!isSuspect(text)) {
      return message;
    }
    String masked =
        VALUE.matcher(text).matches()
            ? VALUE.matcher(text).replaceFirst("$1********$2")
            : text.charAt(0) + "{\"masked\":\"it may hold a PIN\"}";
    return masked.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static boolean isSuspect(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return lower.contains("pininput")
        || lower.contains("\"pin\"")
        || ESCAPED_NAME.matcher(text).find();
  }
}
