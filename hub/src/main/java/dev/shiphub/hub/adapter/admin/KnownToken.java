package dev.shiphub.hub.adapter.admin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What we know of a token: its name and its digest, not the token.
 *
 * <p>The digest is plain SHA-256. A token is 256 random bits, so there is no list of likely ones
 * against which salt or a slow function would help.
 *
 * @param name who has it, for people: 1 to 32 letters, digits, dots, dashes and underscores
 * @param digest SHA-256 of its text, 64 hex digits
 */
record KnownToken(String name, String digest) {
  /** How a token begins, so that people and programs that search for lost secrets know it. */
  static final String PREFIX = "shiphub_";

  private static final int BYTES = 32;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,32}");
  private static final Pattern LINE = Pattern.compile("(\\S+)\\s+([0-9a-f]{64})");

  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** A new secret, 256 bits as 43 letters behind the prefix. */
  static String secret(RandomGenerator random) {
    byte[] bits = new byte[BYTES];
    random.nextBytes(bits);
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
  }

  /** What is to be known of a token. */
  static KnownToken of(String name, String secret) {
    return new KnownToken(name, digest(secret));
  }

  /** Reads a line of the token file. */
  static Optional<KnownToken> parse(String line) {
    Matcher parts = LINE.matcher(line);
    return parts.matches() && isName(parts.group(1))
        ? Optional.of(new KnownToken(parts.group(1), parts.group(2)))
        : Optional.empty();
  }

  String line() {
    return name + " " + digest;
  }

  /** Whether a digest is that of this token; takes the same time whatever it is. */
  boolean isOf(String other) {
    return MessageDigest.isEqual(octets(digest), octets(other));
  }

  static String digest(String secret) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has SHA-256", missing);
    }
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
