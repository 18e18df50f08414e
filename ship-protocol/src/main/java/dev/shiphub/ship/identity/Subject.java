package dev.shiphub.ship.identity;

/**
 * The name in a certificate; free text in SHIP, read by people only (SHIP 12.1).
 *
 * @param commonName 1 to 64 characters
 * @param organization 1 to 64 characters
 */
public record Subject(String commonName, String organization) {
  /** The upper bound of X.520 for both. */
  private static final int LONGEST = 64;

  /**
   * @throws IllegalArgumentException if a part is empty or too long
   */
  public Subject {
    require(commonName);
    require(organization);
  }

  private static void require(String part) {
    if (part.isBlank() || part.length() > LONGEST) {
      throw new IllegalArgumentException("not a name of 1 to " + LONGEST + " characters: " + part);
    }
  }
}
