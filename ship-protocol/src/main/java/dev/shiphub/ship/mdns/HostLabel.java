package dev.shiphub.ship.mdns;

import java.util.regex.Pattern;

/**
 * The name of this host in the domain {@code local.}; should come from the SHIP ID, which is unique
 * (SHIP 7.1).
 *
 * @param value 1 to 63 letters, digits and inner dashes
 */
public record HostLabel(String value) {
  private static final Pattern LABEL =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

  /** Leaves room for the number that is appended when another host has the name. */
  private static final int LONGEST_MADE = 58;

  /**
   * @throws IllegalArgumentException if {@code value} is no host name label
   */
  public HostLabel {
    if (!LABEL.matcher(value).matches()) {
      throw new IllegalArgumentException("not a host name label: " + value);
    }
  }

  /**
   * Makes a label of any text, for instance a SHIP ID: what may not stand in one becomes a dash.
   */
  public static HostLabel of(String text) {
    String dashed = withoutOuterDashes(text.replaceAll("[^A-Za-z0-9]+", "-"));
    String cut = withoutOuterDashes(dashed.substring(0, Math.min(dashed.length(), LONGEST_MADE)));
    return new HostLabel(cut.isEmpty() ? "shiphub" : cut);
  }

  private static String withoutOuterDashes(String text) {
    return text.replaceAll("^-+|-+$", "");
  }

  @Override
  public String toString() {
    return value;
  }
}
