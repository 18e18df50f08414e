package dev.shiphub.ship;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who a device is: the 20-byte subject key identifier of its certificate (SHIP 12.2), as 40
 * lower-case hex digits.
 *
 * <p>The natural order is that of the unsigned 160-bit value, which the double-connection rule
 * needs (SHIP 12.2.2).
 *
 * @param hex exactly 40 digits of {@code 0-9a-f}
 */
public record Ski(String hex) implements Comparable<Ski> {
  private static final Pattern CANONICAL = Pattern.compile("[0-9a-f]{40}");
  private static final Pattern SEPARATORS = Pattern.compile("[\\s:-]");
  private static final int DIGITS = 40;
  private static final int LONGEST_SPELLING = 128;

  /**
   * @throws IllegalArgumentException unless {@code hex} is in canonical form; for foreign text see
   *     {@link #parse}
   */
  public Ski {
    if (!CANONICAL.matcher(hex).matches()) {
      throw new IllegalArgumentException("not a SKI: " + hex);
    }
  }

  /**
   * Reads a SKI as people and labels spell it: any case, with blanks, dashes or colons between the
   * digits.
   *
   * @return empty unless exactly 40 hex digits remain
   */
  public static Optional<Ski> parse(String text) {
    if (text.length() < DIGITS || text.length() > LONGEST_SPELLING) {
      return Optional.empty();
    }
    String digits = withoutSeparators(text);
    return CANONICAL.matcher(digits).matches() ? Optional.of(new Ski(digits)) : Optional.empty();
  }

  /** Drops the separators that people put between digits, and lowers the case. */
  public static String withoutSeparators(String text) {
    return SEPARATORS.matcher(text).replaceAll("").toLowerCase(Locale.ROOT);
  }

  /** Whether this SKI is the bigger one in the sense of SHIP 12.2.2. */
  public boolean isBiggerThan(Ski other) {
    return compareTo(other) > 0;
  }

  /** The first eight digits: enough to tell devices apart in a log line. */
  public String brief() {
    return hex.substring(0, 8);
  }

  /** Upper case in groups of four, as on labels (SHIP 12.6). */
  public String grouped() {
    return hex.toUpperCase(Locale.ROOT).replaceAll("(.{4})(?!$)", "$1 ");
  }

  @Override
  public int compareTo(Ski other) {
    return hex.compareTo(other.hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}
