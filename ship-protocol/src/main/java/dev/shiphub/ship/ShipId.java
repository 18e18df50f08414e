package dev.shiphub.ship;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The name that a device gives itself, announced as {@code id} and told in the access methods (SHIP
 * 7.3.2, 13.4.6.2).
 *
 * <p>A hint for people and for detecting a replaced device, never proof of who a device is: that is
 * its {@link Ski}.
 *
 * @param value 1 to 63 bytes of UTF-8 without control or format characters and without {@code ;},
 *     which ends a field in QR texts
 */
public record ShipId(String value) {
  private static final int LONGEST_BYTES = 63;

  /**
   * @throws IllegalArgumentException if {@code value} is empty, too long or has a forbidden
   *     character
   */
  public ShipId {
    if (!isValid(value)) {
      throw new IllegalArgumentException("not a SHIP ID: " + value);
    }
  }

  /** Reads what a peer sent; empty if it is no SHIP ID. */
  public static Optional<ShipId> parse(String text) {
    return isValid(text) ? Optional.of(new ShipId(text)) : Optional.empty();
  }

  private static boolean isValid(String text) {
    return !text.isBlank()
        && text.length() <= LONGEST_BYTES
        && text.getBytes(StandardCharsets.UTF_8).length <= LONGEST_BYTES
        && text.codePoints().noneMatch(ShipId::isForbidden);
  }

  /** What ends a QR field, and what would let an ID play tricks on a terminal or a page. */
  private static boolean isForbidden(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> character == ';';
    };
  }

  @Override
  public String toString() {
    return value;
  }
}
