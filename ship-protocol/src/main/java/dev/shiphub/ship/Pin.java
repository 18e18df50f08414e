package dev.shiphub.ship;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A PIN as it is printed on a device: 8 to 16 hex digits (SHIP 12.5). A secret, which no text of
 * this class shows.
 *
 * @param digits in upper case, without blanks
 */
public record Pin(String digits) {
  /** What people are told who typed something else. */
  public static final String FORM = "a PIN has 8 to 16 hex digits";

  private static final Pattern DIGITS = Pattern.compile("[0-9A-F]{8,16}");
  private static final Pattern GAPS = Pattern.compile("[\\s:-]");

  /**
   * A PIN of those digits.
   *
   * @throws IllegalArgumentException if it has another form; the message does not quote it
   */
  public Pin {
    if (!DIGITS.matcher(digits).matches()) {
      throw new IllegalArgumentException(FORM);
    }
  }

  /**
   * Reads what a person typed or a device sent: blanks, colons, dashes and the case do not count.
   */
  public static Optional<Pin> parse(String text) {
    String digits = GAPS.matcher(text).replaceAll("").toUpperCase(Locale.ROOT);
    return DIGITS.matcher(digits).matches() ? Optional.of(new Pin(digits)) : Optional.empty();
  }

  /** Whether it is the same; the time it takes does not tell how many digits are right. */
  public boolean matches(Pin other) {
    return MessageDigest.isEqual(
        digits.getBytes(StandardCharsets.US_ASCII),
        other.digits.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public String toString() {
    return "***";
  }
}
