package dev.shiphub.hub.adapter.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.json.JsonLimits;
import dev.shiphub.ship.json.JsonReader;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.json.JsonWriter;
import dev.shiphub.ship.json.Parsed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The form of a backup. The key derivation has few rounds here, except where it is the subject. */
final class SealedBackupTest {
  private static final int FEW = 10;
  private static final String PASSPHRASE = "correct horse";

  @TempDir private Path directory;
  private byte[] document = {};

  @BeforeEach
  void seal() throws IOException {
    GatewayFiles.make(directory);
    document = sealed();
  }

  private byte[] sealed() throws IOException {
    return JsonWriter.COMPACT.bytes(
        SealedBackup.seal(
            StateFiles.in(directory), GatewayFiles.TODAY, PASSPHRASE, FEW, GatewayFiles.RANDOM));
  }

  private static String refusal(byte[] octets, String passphrase) {
    IOException refused =
        assertThrows(IOException.class, () -> SealedBackup.open(octets, passphrase));
    return String.valueOf(refused.getMessage());
  }

  private static JsonObject parsed(byte[] octets) {
    JsonReader reader = new JsonReader(JsonLimits.ofBytes(1 << 20));
    return assertInstanceOf(
        JsonObject.class, assertInstanceOf(Parsed.Ok.class, reader.read(octets)).value());
  }

  /** The document with the digest that somebody would put there who has changed its head. */
  private static byte[] digestedAnew(JsonObject changed) throws GeneralSecurityException {
    var head = JsonValue.object();
    changed.members().forEach(head::put);
    Map<String, JsonValue> members = new LinkedHashMap<>(changed.members());
    members.remove("sealed");
    members.remove("sha256");
    var outside = JsonValue.object();
    members.forEach(outside::put);
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update(JsonWriter.COMPACT.bytes(outside.build()));
    digest.update(Base64.getDecoder().decode(changed.text("sealed").orElseThrow()));
    String hex = HexFormat.of().formatHex(digest.digest());
    return JsonWriter.COMPACT.bytes(head.put("sha256", hex).build());
  }

  /** The document with one member replaced. */
  private byte[] with(String name, JsonValue value) throws IOException {
    var changed = JsonValue.object();
    json().members().forEach((member, old) -> changed.put(member, old));
    return JsonWriter.COMPACT.bytes(changed.put(name, value).build());
  }

  private JsonObject json() throws IOException {
    return parsed(document);
  }

  @Test
  void bringsEveryFileBackAsItWas() throws IOException {
    StateFiles opened = SealedBackup.open(document, PASSPHRASE);
    assertEquals(GatewayFiles.OURS.ski(), opened.ski());
    assertEquals(GatewayFiles.STORED, opened.stored());
    assertEquals(Optional.of(new ShipId("our-hub")), opened.shipId());
    for (String name : StateFiles.NAMES) {
      assertArrayEquals(Files.readAllBytes(directory.resolve(name)), opened.contents().get(name));
    }
  }

  @Test
  void saysOnTheOutsideWhoseItIsAndHowItIsMadeAndNothingElse() throws IOException {
    JsonObject json = json();
    assertEquals(Optional.of(1L), json.integer("shiphubBackup"));
    assertEquals(Optional.of(GatewayFiles.OURS.ski().hex()), json.text("ski"));
    assertEquals(Optional.of("PBKDF2-HMAC-SHA256"), json.text("kdf"));
    assertEquals(Optional.of("AES-256-GCM"), json.text("cipher"));
    assertEquals(Optional.of((long) FEW), json.integer("iterations"));
    assertFalse(new String(document, UTF_8).contains(GatewayFiles.PUMP.hex()));
    String key =
        Base64.getEncoder().encodeToString(Files.readAllBytes(directory.resolve("identity.p12")));
    assertFalse(new String(document, UTF_8).contains(key.substring(40, 80)));
  }

  @Test
  void neverEncryptsTwiceWithOneKey() throws IOException {
    JsonObject second = parsed(sealed());
    for (String name : new String[] {"salt", "nonce", "sealed"}) {
      assertNotEquals(json().text(name), second.text(name), name);
    }
  }

  @Test
  void derivesTheKeyInSixHundredThousandRoundsOutsideOfTests() {
    assertEquals(600_000, SealedBackup.ITERATIONS);
  }

  @Test
  void refusesAnotherPassphraseAndSaysThatItIsThePassphrase() {
    assertTrue(refusal(document, "correct horsf").contains("passphrase"));
    assertTrue(refusal(document, "").contains("passphrase"));
  }

  @Test
  void refusesEveryBeginningOfItself() {
    for (int length = 0; length < document.length; length += 13) {
      String words = refusal(Arrays.copyOf(document, length), PASSPHRASE);
      assertTrue(words.contains("cut off"), words);
    }
  }

  // A digest without a secret finds chance; that the cipher finds intent is the next test.
  @Test
  void refusesEveryFlippedBitAndBlamesNoPassphrase() {
    for (int place = 0; place < document.length; place += 3) {
      byte[] flipped = document.clone();
      flipped[place] ^= 1;
      String words = refusal(flipped, PASSPHRASE);
      assertFalse(words.contains("passphrase"), words);
    }
  }

  @ParameterizedTest
  @CsvSource({"madeAt, 2020-01-01T00:00:00Z", "ski, a1b2c3d4e5000000000000000000000000000001"})
  void refusesAHeadThatSomebodyHasChangedWithItsDigest(String name, String value) throws Exception {
    byte[] forged = digestedAnew(parsed(with(name, JsonValue.of(value))));
    assertTrue(refusal(forged, PASSPHRASE).contains("passphrase"));
  }

  @Test
  void refusesAnotherVersionAndNamesBoth() throws IOException {
    String words = refusal(with("shiphubBackup", JsonValue.of(2)), PASSPHRASE);
    assertTrue(words.contains("version 2") && words.contains("version 1"), words);
  }

  @Test
  void refusesMoreRoundsThanAnybodyWaitsFor() throws IOException {
    assertTrue(refusal(with("iterations", JsonValue.of(2_000_000_000)), "x").contains("damaged"));
  }

  @Test
  void refusesWhatIsNoBackup() {
    assertTrue(refusal("{\"version\":1}".getBytes(UTF_8), PASSPHRASE).contains("no backup"));
    assertTrue(refusal("PK".getBytes(UTF_8), PASSPHRASE).contains("no backup"));
  }

  @Test
  void isNotMadeOfABrokenIdentityOrTrust() throws IOException {
    Files.writeString(directory.resolve("trust.json"), "{\"version\":1,");
    assertThrows(IOException.class, this::sealed);
    new TrustFile(directory.resolve("trust.json")).save(GatewayFiles.STORED);
    Files.write(directory.resolve("identity.p12"), new byte[] {1, 2, 3});
    assertThrows(IOException.class, this::sealed);
  }
}
