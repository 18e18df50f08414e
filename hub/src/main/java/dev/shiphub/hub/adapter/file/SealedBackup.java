package dev.shiphub.hub.adapter.file;

import dev.shiphub.hub.port.BackupSource;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.json.JsonLimits;
import dev.shiphub.ship.json.JsonReader;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.json.JsonWriter;
import dev.shiphub.ship.json.Parsed;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A backup as one document: a head that says how it is made, and the state files encrypted.
 *
 * <p>The key comes from the passphrase by PBKDF2-HMAC-SHA256 with a salt of its own; AES-256-GCM
 * encrypts, and authenticates the head, too. The digest needs no secret: it only tells a damaged
 * file from a wrong passphrase.
 */
public final class SealedBackup {
  /** What OWASP recommends since 2023; half a second on a small gateway. */
  public static final int ITERATIONS = 600_000;

  /** The longest document that is read, in bytes; the longest trust file fits in it. */
  public static final int MOST_BYTES = 8 << 20;

  private static final long VERSION = 1;
  private static final long MOST_ITERATIONS = 10_000_000;
  private static final int SALT_BYTES = 16;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int KEY_BITS = 256;
  private static final String KDF = "PBKDF2-HMAC-SHA256";
  private static final String CIPHER = "AES-256-GCM";
  private static final JsonReader READER = new JsonReader(JsonLimits.ofBytes(MOST_BYTES));

  private SealedBackup() {}

  /** How a backup is made: all that is not secret, in the order in which it is authenticated. */
  private record Head(Ski ski, String madeAt, long iterations, String salt, String nonce) {
    JsonObject toJson() {
      return JsonValue.object()
          .put("shiphubBackup", VERSION)
          .put("ski", ski.hex())
          .put("madeAt", madeAt)
          .put("kdf", KDF)
          .put("iterations", iterations)
          .put("salt", salt)
          .put("cipher", CIPHER)
          .put("nonce", nonce)
          .build();
    }

    byte[] octets() {
      return JsonWriter.COMPACT.bytes(toJson());
    }

    boolean isUsable() {
      return iterations > 0
          && iterations <= MOST_ITERATIONS
          && decoded(salt).filter(it -> it.length == SALT_BYTES).isPresent()
          && decoded(nonce).filter(it -> it.length == NONCE_BYTES).isPresent();
    }
  }

  /**
   * Encrypts.
   *
   * @param madeAt the wall clock, for people
   * @param passphrase of at least {@value BackupSource#SHORTEST_PASSPHRASE} characters
   * @param iterations of the key derivation; {@link #ITERATIONS} but in tests
   * @return the document, which is to be written to a file as it is
   */
  public static JsonObject seal(
      StateFiles files, Instant madeAt, String passphrase, int iterations, SecureRandom random) {
    if (BackupSource.isTooShort(passphrase)) {
      throw new IllegalArgumentException("the passphrase is too short");
    }
    Head head =
        new Head(
            files.ski(),
            madeAt.toString(),
            iterations,
            drawn(SALT_BYTES, random),
            drawn(NONCE_BYTES, random));
    byte[] plain = JsonWriter.COMPACT.bytes(files.toJson());
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, head, passphrase).doFinal(plain);
      var document = JsonValue.object();
      head.toJson().members().forEach(document::put);
      return document.put("sealed", base64(sealed)).put("sha256", digest(head, sealed)).build();
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("this Java platform cannot encrypt a backup", missing);
    }
  }

  /**
   * Decrypts.
   *
   * @throws IOException if the document is no backup, damaged, of another version, or encrypted
   *     with another passphrase; the message says so
   */
  public static StateFiles open(byte[] document, String passphrase) throws IOException {
    JsonObject json = parsed(document);
    Head head = head(json).orElseThrow(SealedBackup::damaged);
    byte[] sealed =
        json.text("sealed").flatMap(SealedBackup::decoded).orElseThrow(SealedBackup::damaged);
    if (!json.text("sha256").equals(Optional.of(digest(head, sealed)))) {
      throw damaged();
    }
    return StateFiles.of(decrypted(head, sealed, passphrase));
  }

  private static JsonObject parsed(byte[] document) throws IOException {
    if (!(READER.read(document) instanceof Parsed.Ok(JsonObject json))) {
      throw new IOException("it is no backup of shiphub, or damaged or cut off; take another copy");
    }
    long version =
        json.integer("shiphubBackup")
            .orElseThrow(() -> new IOException("it is no backup of shiphub"));
    if (version != VERSION) {
      throw new IOException(
          "it is a backup of version "
              + version
              + ", and this shiphub reads version "
              + VERSION
              + "; take the shiphub that has written it, or a newer one");
    }
    return json;
  }

  private static Optional<Head> head(JsonObject json) {
    boolean isOurWay =
        json.text("kdf").equals(Optional.of(KDF))
            && json.text("cipher").equals(Optional.of(CIPHER));
    return json.text("ski")
        .flatMap(Ski::parse)
        .map(
            ski ->
                new Head(
                    ski,
                    json.text("madeAt").orElse(""),
                    json.integer("iterations").orElse(0L),
                    json.text("salt").orElse(""),
                    json.text("nonce").orElse("")))
        .filter(head -> isOurWay && head.isUsable());
  }

  private static JsonObject decrypted(Head head, byte[] sealed, String passphrase)
      throws IOException {
    try {
      byte[] plain = cipher(Cipher.DECRYPT_MODE, head, passphrase).doFinal(sealed);
      if (READER.read(plain) instanceof Parsed.Ok(JsonObject files)) {
        return files;
      }
    } catch (AEADBadTagException wrong) {
      throw new IOException("the passphrase is not that of this backup", wrong);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("this Java platform cannot decrypt a backup", missing);
    }
    throw damaged();
  }

  private static Cipher cipher(int mode, Head head, String passphrase)
      throws GeneralSecurityException {
    byte[] salt = decoded(head.salt()).orElseThrow();
    byte[] nonce = decoded(head.nonce()).orElseThrow();
    PBEKeySpec spec =
        new PBEKeySpec(
            passphrase.toCharArray(), salt, Math.toIntExact(head.iterations()), KEY_BITS);
    byte[] key =
        SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(head.octets());
    return cipher;
  }

  private static String digest(Head head, byte[] sealed) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(head.octets());
      digest.update(sealed);
      return HexFormat.of().formatHex(digest.digest());
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("this Java platform has no SHA-256", missing);
    }
  }

  private static IOException damaged() {
    return new IOException("the backup is damaged; take another copy of it");
  }

  private static String drawn(int length, SecureRandom random) {
    byte[] octets = new byte[length];
    random.nextBytes(octets);
    return base64(octets);
  }

  private static String base64(byte[] octets) {
    return Base64.getEncoder().encodeToString(octets);
  }

  private static Optional<byte[]> decoded(String base64) {
    try {
      return Optional.of(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException foreign) {
      return Optional.empty();
    }
  }
}
