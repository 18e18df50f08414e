package dev.shiphub.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.hub.adapter.file.AuditCheck;
import dev.shiphub.hub.adapter.file.AuditVerdict;
import dev.shiphub.hub.adapter.file.GatewayFiles;
import dev.shiphub.hub.adapter.file.StateDirectory;
import dev.shiphub.hub.adapter.file.TrustFile;
import dev.shiphub.hub.core.StoredState;
import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.identity.LocalIdentity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a start makes of a state directory: the identity is never made anew beside trust. */
final class PossessionsTest {
  @TempDir private Path root;
  private Path path;
  private StateDirectory state;

  @BeforeEach
  void open() throws IOException {
    path = root.resolve("state");
    state = StateDirectory.open(path);
  }

  @AfterEach
  void close() throws IOException {
    state.close();
  }

  private Possessions load(Optional<ShipId> configured) throws StartFailure, IOException {
    return Possessions.load(
        state,
        configured,
        new TrustFile(path.resolve("trust.json")),
        () -> GatewayFiles.TODAY,
        GatewayFiles.RANDOM);
  }

  private Possessions load() throws StartFailure, IOException {
    return load(Optional.empty());
  }

  /** What may have become of an identity. */
  enum Loss {
    MISSING("identity restore") {
      @Override
      void happen(Path identity) throws IOException {
        Files.delete(identity);
      }
    },
    /** A power cut in its writing leaves only this. */
    ONLY_HALF_WRITTEN("identity restore") {
      @Override
      void happen(Path identity) throws IOException {
        byte[] whole = Files.readAllBytes(identity);
        Files.write(identity.resolveSibling("identity.p12.new"), Arrays.copyOf(whole, 200));
        Files.delete(identity);
      }
    },
    CUT_OFF("identity restore") {
      @Override
      void happen(Path identity) throws IOException {
        byte[] whole = Files.readAllBytes(identity);
        Files.write(identity, Arrays.copyOf(whole, whole.length / 2));
      }
    },
    EMPTY("identity restore") {
      @Override
      void happen(Path identity) throws IOException {
        Files.write(identity, new byte[0]);
      }
    },
    /** Root reads whatever its mode, so this one cannot be read by anybody. */
    UNREADABLE("readable") {
      @Override
      void happen(Path identity) throws IOException {
        Files.delete(identity);
        Files.createSymbolicLink(identity, identity);
      }
    },
    READABLE_BY_ALL("chmod 600") {
      @Override
      void happen(Path identity) throws IOException {
        Files.setPosixFilePermissions(identity, PosixFilePermissions.fromString("rw-r--r--"));
      }
    },
    CERTIFICATE_OF_ANOTHER_KEY("identity restore") {
      @Override
      void happen(Path identity) throws Exception {
        LocalIdentity other =
            LocalIdentity.generate("other", GatewayFiles.TODAY, GatewayFiles.RANDOM);
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
            "ship",
            GatewayFiles.OURS.privateKey(),
            "shiphub".toCharArray(),
            new Certificate[] {other.certificate()});
        try (OutputStream file = Files.newOutputStream(identity)) {
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          store.store(bytes, "shiphub".toCharArray());
          file.write(bytes.toByteArray());
        }
      }
    };

    private final String remedy;

    Loss(String remedy) {
      this.remedy = remedy;
    }

    abstract void happen(Path identity) throws Exception;
  }

  @ParameterizedTest
  @EnumSource(Loss.class)
  void aLostIdentityStopsTheStartWithTheRemedyAndIsNeverMadeAnew(Loss loss) throws Exception {
    GatewayFiles.make(path);
    loss.happen(path.resolve("identity.p12"));
    Map<String, String> before = GatewayFiles.in(path);
    StartFailure failure = assertThrows(StartFailure.class, this::load);
    String words = String.valueOf(failure.getMessage());
    assertTrue(words.contains(loss.remedy), words);
    assertEquals(1, words.lines().count(), words);
    assertEquals(before, GatewayFiles.in(path));
  }

  // A broken one is somebody's identity, too, even where nobody is paired with it.
  @Test
  void aBrokenIdentityStopsTheStartAlsoWithoutTrust() throws IOException {
    Files.write(path.resolve("identity.p12"), new byte[] {1, 2, 3});
    Files.setPosixFilePermissions(
        path.resolve("identity.p12"), PosixFilePermissions.fromString("rw-------"));
    Map<String, String> before = GatewayFiles.in(path);
    assertThrows(StartFailure.class, this::load);
    assertEquals(before, GatewayFiles.in(path));
  }

  @Test
  void theFirstStartMakesAnIdentityAndAnEmptyTrustStore() throws Exception {
    Possessions made = load();
    assertEquals(StoredState.EMPTY, made.stored());
    assertTrue(Files.exists(path.resolve("trust.json")));
    assertEquals(made.identity().ski(), load().identity().ski());
  }

  @Test
  void aStartFinishesARestoreThatWasCutOff() throws Exception {
    Path whole = path.resolve("restored");
    GatewayFiles.make(whole);
    Files.move(whole.resolve("trust.json"), path.resolve("trust.json"));
    Possessions loaded = load();
    assertEquals(GatewayFiles.OURS.ski(), loaded.identity().ski());
    assertEquals(GatewayFiles.STORED, loaded.stored());
  }

  @Nested
  final class AuditOfTrust {
    private List<String> deeds() throws IOException {
      List<String> deeds = new ArrayList<>();
      AuditVerdict verdict =
          AuditCheck.of(
              path,
              Optional.empty(),
              entry ->
                  deeds.add(
                      entry.text("deed").orElseThrow() + " " + entry.text("how").orElseThrow()));
      assertTrue(verdict.isWhole(), verdict::toString);
      return deeds;
    }

    @Test
    void beginsWithTheFirstStartAndGoesOnWithTheNext() throws Exception {
      load();
      assertEquals(List.of("begun the first file"), deeds());
      load();
      assertEquals(1, deeds().size());
    }

    @Test
    void namesWhoWasTrustedBeforeItBegan() throws Exception {
      GatewayFiles.make(path);
      load();
      assertEquals(List.of("begun the first file", "found trusted"), deeds());
    }

    @Test
    void namesWhatWasSetAsideAsNoEntry() throws Exception {
      GatewayFiles.make(path);
      load();
      Path trust = path.resolve("trust.json");
      Files.writeString(trust, Files.readString(trust).replace("\"userTrust\":64", "\"x\":1"));
      load();
      assertEquals(
          List.of("quarantined trusted[0] in trust.json was set aside", "found not trusted"),
          deeds().subList(2, 4));
    }

    @Test
    void namesARestoreThatAStartHasFinished() throws Exception {
      GatewayFiles.make(path.resolve("restored"));
      load();
      assertEquals(
          List.of("begun the first file", "restored identity restore", "found trusted"), deeds());
    }

    // The heating must go on.
    @Test
    void doesNotKeepAGatewayFromStarting() throws Exception {
      GatewayFiles.make(path);
      Files.writeString(path.resolve("audit.jsonl"), "nothing\nof\nours\n");
      Possessions loaded = load();
      assertEquals(GatewayFiles.STORED, loaded.stored());
      assertEquals(1, loaded.audit().warnings().size());
    }
  }

  /** Devices know us by it, so it is not to go away with a configuration file (SHIP 13.4.6.2). */
  @Nested
  final class Name {
    @Test
    void isMadeOfTheSkiUnlessOneIsConfigured() throws Exception {
      Possessions made = load();
      String ski = made.identity().ski().hex();
      assertEquals(new ShipId("shiphub-" + ski.substring(0, 12)), made.shipId());
      assertTrue(Files.notExists(path.resolve("ship-id")));
    }

    @Test
    void onceConfiguredStaysWithoutTheConfiguration() throws Exception {
      Optional<ShipId> configured = Optional.of(new ShipId("kitchen"));
      assertEquals(configured.get(), load(configured).shipId());
      assertEquals(configured.get(), load().shipId());
    }

    @Test
    void changesWithTheConfiguration() throws Exception {
      assertEquals(new ShipId("a"), load(Optional.of(new ShipId("a"))).shipId());
      assertEquals(new ShipId("b"), load(Optional.of(new ShipId("b"))).shipId());
      assertEquals(new ShipId("b"), load().shipId());
    }
  }
}
