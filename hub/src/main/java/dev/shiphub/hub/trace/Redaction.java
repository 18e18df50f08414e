package dev.shiphub.hub.trace;

import dev.shiphub.ship.Ski;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts pseudonyms for what tells one device or home from another, so that a trace can be shown to
 * others: SKIs, serial numbers, SHIP IDs, and the addresses that devices give themselves in SPINE.
 *
 * <p>The same name gets the same pseudonym as long as the daemon runs; with the salt, nobody can
 * try names out. Brand and model stay, because they are what a trace is about.
 */
public final class Redaction {
  /** Changes nothing. */
  public static final Redaction NONE = new Redaction(Optional.empty());

  private static final int SKI_DIGITS = 40;
  private static final int NAME_DIGITS = 8;
  private static final Pattern SKI =
      Pattern.compile("(?<![0-9a-fA-F])[0-9a-fA-F]{40}(?![0-9a-fA-F])");

  /** Members whose text names a device, in whatever message. */
  private static final Pattern NAME =
      Pattern.compile(
          "(\"(?:serialNumber|serial|id|uri|device|deviceCode|gatewayId|ssid)\"\\s*:\\s*\")"
              + "((?:[^\"\\\\]|\\\\.)+)\"");

  private final Optional<byte[]> salt;

  private Redaction(Optional<byte[]> salt) {
    this.salt = salt;
  }

  /** Pseudonyms that depend on this salt, of 16 random octets. */
  public static Redaction with(byte[] salt) {
    return new Redaction(Optional.of(salt.clone()));
  }

  /** The SKI that stands for this one. */
  Ski of(Ski ski) {
    return salt.isEmpty() ? ski : new Ski(pseudonym(ski.hex(), SKI_DIGITS));
  }

  /** A payload with pseudonyms; octets that are no text stay as they are. */
  byte[] of(byte[] octets) {
    if (salt.isEmpty()) {
      return octets;
    }
    String text = new String(octets, StandardCharsets.ISO_8859_1);
    Matcher names = NAME.matcher(text);
    String nameless = names.replaceAll(this::name);
    return SKI.matcher(nameless)
        .replaceAll(found -> pseudonym(found.group(), SKI_DIGITS))
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private String name(MatchResult found) {
    String whole = found.group(2);
    String stand =
        SKI.matcher(whole).matches() ? whole : "redacted-" + pseudonym(whole, NAME_DIGITS);
    return Matcher.quoteReplacement(found.group(1) + stand + "\"");
  }

  private String pseudonym(String name, int digits) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(salt.orElseThrow());
      digest.update(name.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.ISO_8859_1));
      return HexFormat.of().formatHex(digest.digest()).substring(0, digits);
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
