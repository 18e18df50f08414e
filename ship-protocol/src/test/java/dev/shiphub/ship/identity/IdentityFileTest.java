package dev.shiphub.ship.identity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.file.DurableFile;
import dev.shiphub.ship.identity.IdentityFile.Outcome;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityFileTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final LocalIdentity OURS =
      LocalIdentity.generate("ours", Instant.parse("2026-11-21T00:00:00Z"), RANDOM);
  private static final LocalIdentity OTHER =
      LocalIdentity.generate("other", Instant.parse("2026-11-21T00:00:00Z"), RANDOM);

  private final Path directory;
  private final Path path;
  private final IdentityFile file;

  IdentityFileTest(@TempDir Path directory) {
    this.directory = directory;
    path = directory.resolve("identity.p12");
    file = new IdentityFile(path);
  }

  private static LocalIdentity neverAsked() {
    throw new AssertionError("an identity was made although there is a file");
  }

  private Outcome.Broken assertBroken(Outcome outcome, String why) {
    Outcome.Broken broken = assertInstanceOf(Outcome.Broken.class, outcome);
    assertTrue(broken.why().contains(why), broken.why());
    assertFalse(broken.remedy().isBlank());
    return broken;
  }

  private String mode() throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Nested
  class WithoutAFile {
    @Test
    void createsAPrivateOneAndNothingElse() throws Exception {
      Outcome outcome = file.loadOrCreate(() -> OURS, RANDOM);

      assertEquals(OURS, assertInstanceOf(Outcome.Created.class, outcome).identity());
      assertEquals("rw-------", mode());
      try (Stream<Path> files = Files.list(directory)) {
        assertEquals(1, files.count());
      }
    }

    @Test
    void ignoresTheLeftOverOfAPowerCut() throws Exception {
      Files.writeString(directory.resolve("identity.p12.new"), "half");

      assertInstanceOf(Outcome.Created.class, file.loadOrCreate(() -> OURS, RANDOM));
      assertInstanceOf(Outcome.Loaded.class, file.load());
    }

    @Test
    void saysThatItIsMissing() {
      assertFalse(file.exists());
      assertBroken(file.load(), "does not exist");
    }

    @Test
    void saysWhyItCannotBeWritten() {
      IdentityFile nowhere = new IdentityFile(directory.resolve("missing/identity.p12"));

      assertBroken(nowhere.loadOrCreate(() -> OURS, RANDOM), "cannot be written");
    }
  }

  @Nested
  class WithAFile {
    private byte[] content = {};

    @BeforeEach
    void create() throws Exception {
      assertInstanceOf(Outcome.Created.class, file.save(OURS, RANDOM));
      content = Files.readAllBytes(path);
    }

    @Test
    void loadsTheSameKeyAndCertificate() {
      Outcome outcome = file.loadOrCreate(IdentityFileTest::neverAsked, RANDOM);

      LocalIdentity loaded = assertInstanceOf(Outcome.Loaded.class, outcome).identity();
      assertEquals(OURS.ski(), loaded.ski());
      assertEquals(OURS.certificate(), loaded.certificate());
      assertArrayEquals(OURS.privateKey().getEncoded(), loaded.privateKey().getEncoded());
    }

    @Test
    void neverOverwritesIt() throws Exception {
      assertBroken(file.save(OTHER, RANDOM), "exists");
      assertArrayEquals(content, Files.readAllBytes(path));
    }

    @Test
    void replacesTheCertificateOfTheSameKey() {
      Validity later = Validity.seenFrom(Instant.parse("2036-01-01T00:00:00Z"));
      LocalIdentity renewed = SelfSigned.renew(OURS, new Subject("ours", "us"), later, RANDOM);

      assertInstanceOf(Outcome.Created.class, file.renew(renewed, RANDOM));

      var loaded = assertInstanceOf(Outcome.Loaded.class, file.load());
      assertEquals(renewed.certificate(), loaded.identity().certificate());
    }

    @Test
    void doesNotRenewWithAnotherKey() throws Exception {
      assertBroken(file.renew(OTHER, RANDOM), "another key");
      assertArrayEquals(content, Files.readAllBytes(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-rw-rw-", "rw------x"})
    void refusesItWhenOthersMayTouchIt(String mode) throws Exception {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));

      Outcome.Broken broken =
          assertBroken(
              file.loadOrCreate(IdentityFileTest::neverAsked, RANDOM), "open to other users");

      assertTrue(broken.remedy().contains("chmod 600 " + path), broken.remedy());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 500, -1})
    void refusesAHalfWrittenOneAndLeavesIt(int length) throws Exception {
      byte[] part = Arrays.copyOf(content, length < 0 ? content.length + length : length);
      Files.write(path, part);

      assertBroken(file.loadOrCreate(IdentityFileTest::neverAsked, RANDOM), "cannot be used");

      assertArrayEquals(part, Files.readAllBytes(path));
    }

    @Test
    void isEitherRefusedOrUnharmedWhenABitFlips() throws Exception {
      for (int place = 0; place < content.length; place += 7) {
        byte[] flipped = content.clone();
        flipped[place] ^= 0x10;
        Files.write(path, flipped);

        if (file.load() instanceof Outcome.Loaded(LocalIdentity identity)) {
          // Names, times and padding of the container carry no identity.
          assertEquals(OURS.certificate(), identity.certificate());
          assertArrayEquals(OURS.privateKey().getEncoded(), identity.privateKey().getEncoded());
        }
      }
    }

    @Test
    void refusesAnythingThatIsNoFile() throws Exception {
      Files.delete(path);
      Files.createDirectory(path);

      assertBroken(file.loadOrCreate(IdentityFileTest::neverAsked, RANDOM), "not a file");
    }

    @Test
    void refusesAHugeOne() throws Exception {
      Files.write(path, new byte[70_000]);

      assertBroken(file.load(), "too big");
    }
  }

  @Nested
  class WithAForeignKeyStore {
    private void write(KeyStore store, String password) throws Exception {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      store.store(bytes, password.toCharArray());
      DurableFile.write(path, bytes.toByteArray());
    }

    private static KeyStore empty() throws Exception {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      return store;
    }

    private static KeyStore holding(PrivateKey key, X509Certificate certificate, String password)
        throws Exception {
      KeyStore store = empty();
      store.setKeyEntry("x", key, password.toCharArray(), new Certificate[] {certificate});
      return store;
    }

    @Test
    void takesOneOfAnotherToolWithThePassword() throws Exception {
      write(holding(OURS.privateKey(), OURS.certificate(), "shiphub"), "shiphub");

      assertInstanceOf(Outcome.Loaded.class, file.load());
    }

    @Test
    void refusesAnotherPassword() throws Exception {
      write(holding(OURS.privateKey(), OURS.certificate(), "secret"), "secret");

      assertBroken(file.load(), "not written by shiphub");
    }

    @Test
    void refusesAKeyThatIsNotThatOfTheCertificate() throws Exception {
      write(holding(OTHER.privateKey(), OURS.certificate(), "shiphub"), "shiphub");

      assertBroken(file.load(), "private key is not that of the certificate");
    }

    // Old evcc certificates carry the hash of something else.
    @Test
    void refusesACertificateWhoseSkiIsNotThatOfItsKey() throws Exception {
      KeyPair keys = OddCertificates.curveKey("secp256r1");
      X509Certificate odd = OddCertificates.forKey(keys).claiming("11".repeat(20)).build();
      write(holding(keys.getPrivate(), odd, "shiphub"), "shiphub");

      assertBroken(file.load(), "is not that of its key");
    }

    @Test
    void refusesOneWithoutAKey() throws Exception {
      KeyStore store = empty();
      store.setCertificateEntry("x", OURS.certificate());
      write(store, "shiphub");

      assertBroken(file.load(), "no private key");
    }

    @Test
    void refusesAnEmptyOne() throws Exception {
      write(empty(), "shiphub");

      assertBroken(file.load(), "0 entries");
    }
  }
}
