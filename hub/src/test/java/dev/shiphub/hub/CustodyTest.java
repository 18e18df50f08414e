package dev.shiphub.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.hub.adapter.file.AuditCheck;
import dev.shiphub.hub.adapter.file.AuditVerdict;
import dev.shiphub.hub.adapter.file.GatewayFiles;
import dev.shiphub.hub.adapter.file.StateDirectory;
import dev.shiphub.hub.cli.Console;
import dev.shiphub.hub.cli.ShiphubCommand;
import dev.shiphub.ship.identity.IdentityFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code identity backup}, {@code restore} and {@code renew} where no daemon runs. */
final class CustodyTest {
  private static final String NOBODY = "127.0.0.1:9";
  private static final String PASSPHRASE = "correct horse";
  private static final Instant LATER = Instant.parse("2036-01-01T00:00:00Z");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  @TempDir private Path root;
  private Path state;
  private Path fresh;
  private Path backup;
  private Path secret;

  @BeforeEach
  void place() throws IOException {
    state = GatewayFiles.make(root.resolve("state"));
    fresh = root.resolve("fresh");
    backup = root.resolve("hub.backup");
    secret = Files.writeString(root.resolve("secret"), PASSPHRASE + "\nnot this line\n");
  }

  /** Runs a command line in the state directory of nobody in particular. */
  private int run(String... arguments) {
    return run(false, List.of(), arguments);
  }

  private int run(boolean isTerminal, List<String> typed, String... arguments) {
    out.reset();
    err.reset();
    var lines = typed.iterator();
    Console console =
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            isTerminal,
            name -> name.equals("HOME") ? Optional.of(root.toString()) : Optional.empty(),
            () -> LATER,
            _ -> false,
            _ -> lines.hasNext() ? Optional.of(lines.next()) : Optional.empty());
    Custody custody = new Custody(console.environment(), () -> LATER, GatewayFiles.RANDOM, 10);
    return ShiphubCommand.execute(List.of(arguments), _ -> 0, custody, console);
  }

  private void backUp() {
    assertEquals(0, run(backingUp()), this::said);
  }

  private String[] backingUp(String... more) {
    String[] all = {
      "identity",
      "backup",
      backup.toString(),
      "--state",
      state.toString(),
      "--passphrase-file",
      secret.toString()
    };
    return Stream.concat(Arrays.stream(all), Arrays.stream(more)).toArray(String[]::new);
  }

  private String[] restoring() {
    return new String[] {
      "identity",
      "restore",
      backup.toString(),
      "--state",
      fresh.toString(),
      "--passphrase-file",
      secret.toString()
    };
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }

  /** All that is in the backup, and nothing else but the word about it. */
  private void assertRestored() throws IOException {
    Map<String, String> after = GatewayFiles.in(fresh);
    after.remove("audit.jsonl");
    assertEquals(GatewayFiles.in(state), after);
    assertEquals(List.of("begun", "restored"), audited(fresh));
  }

  /** The deeds in its audit log. */
  private static List<String> audited(Path directory) throws IOException {
    List<String> deeds = new ArrayList<>();
    AuditVerdict verdict =
        AuditCheck.of(
            directory, Optional.empty(), entry -> deeds.add(entry.text("deed").orElseThrow()));
    assertTrue(verdict.isWhole(), verdict::toString);
    return deeds;
  }

  /** One line on stderr, exit code 1, and the directory as it was. */
  private void assertRefused(int code, String words, Map<String, String> before)
      throws IOException {
    assertEquals(1, code, this::said);
    assertEquals(1, said().lines().count(), this::said);
    assertTrue(said().startsWith("shiphub: ") && said().contains(words), this::said);
    assertEquals(before, GatewayFiles.in(fresh));
  }

  @Nested
  final class Backup {
    @Test
    void comesBackWholeInAnotherDirectory() throws IOException {
      backUp();
      assertEquals(0, run(restoring()), CustodyTest.this::said);
      assertRestored();
      String told = out.toString(StandardCharsets.UTF_8);
      assertTrue(told.contains(GatewayFiles.OURS.ski().hex()), told);
      assertTrue(told.contains("1 paired devices, 1 static peers"), told);
      assertTrue(told.contains("SHIP ID our-hub"), told);
    }

    @Test
    void isAFileForNobodyElseWithoutLeftOversBesideIt() throws IOException {
      backUp();
      assertEquals(
          "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)));
      try (Stream<Path> files = Files.list(root)) {
        assertEquals(
            List.of("hub.backup", "secret", "state"),
            files.map(file -> file.getFileName().toString()).sorted().toList());
      }
    }

    // The names that shiphub uses beside its own files may be somebody's there.
    @Test
    void leavesTheFilesBesideItAlone() throws IOException {
      Path neighbour = Files.writeString(root.resolve("hub.backup.new"), "mine");
      backUp();
      assertEquals("mine", Files.readString(neighbour));
    }

    @Test
    void doesNotReplaceAFileUnlessItIsTold() throws IOException {
      Files.writeString(backup, "older");
      assertEquals(1, run(backingUp()));
      assertTrue(said().contains("--force"), CustodyTest.this::said);
      assertEquals("older", Files.readString(backup));
      assertEquals(0, run(backingUp("--force")), CustodyTest.this::said);
      assertNotEquals("older", Files.readString(backup));
    }

    @Test
    void goesToStdoutAsTheSameDocument() throws IOException {
      backup = Path.of("-");
      backUp();
      backup = Files.write(root.resolve("piped"), out.toByteArray());
      assertEquals(0, run(restoring()), CustodyTest.this::said);
      assertRestored();
    }

    @Test
    void isMadeOfTheUsualStateDirectoryIfNoDaemonIsReachable() throws IOException {
      GatewayFiles.make(root.resolve(".local/state/shiphub"));
      int code =
          run(
              "identity",
              "backup",
              backup.toString(),
              "--admin",
              NOBODY,
              "--passphrase-file",
              secret.toString());
      assertEquals(0, code, CustodyTest.this::said);
      assertTrue(Files.exists(backup));
    }

    @Test
    void leavesADirectoryThatADaemonUsesToThatDaemon() throws IOException {
      try (StateDirectory _ = StateDirectory.open(state)) {
        assertEquals(1, run(backingUp()));
      }
      assertTrue(said().contains("leave --state out"), CustodyTest.this::said);
      assertFalse(Files.exists(backup));
    }

    @Test
    void ofADirectoryThatIsNotThereMakesNone() {
      state = root.resolve("nowhere");
      assertEquals(1, run(backingUp()));
      assertTrue(said().contains("no state directory"), CustodyTest.this::said);
      assertFalse(Files.exists(state));
      assertFalse(Files.exists(backup));
    }

    @Test
    void wantsAPassphraseThatIsNotGuessedAtOnce() throws IOException {
      Files.writeString(secret, "seven77");
      assertEquals(1, run(backingUp()));
      assertTrue(said().contains("at least 8 characters"), CustodyTest.this::said);
      assertFalse(Files.exists(backup));
    }
  }

  @Nested
  final class Typed {
    private int backUp(boolean isTerminal, String... typed) {
      return run(
          isTerminal,
          List.of(typed),
          "identity",
          "backup",
          backup.toString(),
          "--state",
          state.toString());
    }

    @Test
    void onATerminalThePassphraseIsTypedTwice() {
      assertEquals(0, backUp(true, PASSPHRASE, PASSPHRASE), CustodyTest.this::said);
      assertTrue(Files.exists(backup));
    }

    @Test
    void aSlipCostsNothing() {
      assertEquals(2, backUp(true, PASSPHRASE, "correct hores"));
      assertFalse(Files.exists(backup));
      assertFalse(said().contains("horse"), CustodyTest.this::said);
    }

    @Test
    void pipedItIsOneLine() {
      assertEquals(0, backUp(false, PASSPHRASE), CustodyTest.this::said);
    }

    @Test
    void noneAtAllIsWrongUsage() {
      assertEquals(2, backUp(false));
      assertTrue(said().contains("--passphrase-file"), CustodyTest.this::said);
    }
  }

  @Nested
  final class Restore {
    @BeforeEach
    void haveBackup() {
      backUp();
    }

    private void spoil(String from, String to) throws IOException {
      String text = Files.readString(backup);
      assertTrue(text.contains(from), text);
      Files.writeString(backup, text.replace(from, to));
    }

    @Test
    void ofADamagedFileWritesNothing() throws IOException {
      spoil("\"sealed\":\"", "\"sealed\":\"AAAA");
      assertRefused(run(restoring()), "damaged", Map.of());
      assertFalse(Files.exists(fresh));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 300, -2})
    void ofAFileThatIsCutOffWritesNothing(int length) throws IOException {
      byte[] whole = Files.readAllBytes(backup);
      Files.write(backup, Arrays.copyOf(whole, length < 0 ? whole.length + length : length));
      assertRefused(run(restoring()), "cut off", Map.of());
      assertFalse(Files.exists(fresh));
    }

    @Test
    void ofAnotherVersionWritesNothing() throws IOException {
      spoil("\"shiphubBackup\":1", "\"shiphubBackup\":7");
      assertRefused(run(restoring()), "version 7", Map.of());
      assertFalse(Files.exists(fresh));
    }

    @Test
    void withAnotherPassphraseWritesNothing() throws IOException {
      Files.writeString(secret, "wrong horse\n");
      assertRefused(run(restoring()), "passphrase", Map.of());
      assertFalse(Files.exists(fresh));
    }

    @Test
    void ofAFileThatIsNotThereWritesNothing() throws IOException {
      Files.delete(backup);
      assertRefused(run(restoring()), "no such file", Map.of());
      assertFalse(Files.exists(fresh));
    }

    @Test
    void overAnIdentityIsRefusedWithWhatToDo() throws IOException {
      fresh = state;
      Map<String, String> before = GatewayFiles.in(state);
      assertRefused(run(restoring()), "holds an identity already", before);
      assertTrue(said().contains("--state"), CustodyTest.this::said);
    }

    @Test
    void whereADaemonRunsIsRefusedWithWhatToDo() throws IOException {
      try (StateDirectory _ = StateDirectory.open(fresh)) {
        assertRefused(run(restoring()), "runs on " + fresh + "; stop it", Map.of());
      }
    }

    // What was restored can be backed up, restored and lost again.
    @Test
    void helpsAfterALostIdentityOnce() throws IOException {
      fresh = state;
      Files.delete(state.resolve("identity.p12"));
      assertEquals(0, run(restoring()), CustodyTest.this::said);
      assertTrue(Files.exists(state.resolve("trust.json.before-restore")));
      assertTrue(Files.exists(state.resolve("identity.p12")));
    }
  }

  @Nested
  final class Renewal {
    private int renew() {
      return run("identity", "renew", "--state", state.toString());
    }

    private IdentityFile.Outcome identity() {
      return new IdentityFile(state.resolve("identity.p12")).load();
    }

    @Test
    void keepsTheKeyAndMovesTheEnd() {
      assertEquals(0, renew(), CustodyTest.this::said);
      if (!(identity() instanceof IdentityFile.Outcome.Loaded(var renewed))) {
        throw new AssertionError("not readable any more");
      }
      assertEquals(GatewayFiles.OURS.ski(), renewed.ski());
      assertEquals(
          GatewayFiles.OURS.certificate().getPublicKey(), renewed.certificate().getPublicKey());
      Instant end = renewed.certificate().getNotAfter().toInstant();
      assertTrue(end.isAfter(GatewayFiles.OURS.certificate().getNotAfter().toInstant()));
      assertTrue(out.toString(StandardCharsets.UTF_8).contains(end.toString()));
    }

    @Test
    void touchesNothingButTheIdentityAndTheLog() throws IOException {
      Map<String, String> before = GatewayFiles.in(state);
      assertEquals(0, renew());
      Map<String, String> after = GatewayFiles.in(state);
      assertNotEquals(before.remove("identity.p12"), after.remove("identity.p12"));
      after.remove("audit.jsonl");
      assertEquals(List.of("begun", "renewed"), audited(state));
      assertEquals(before, after);
    }

    @Test
    void isRefusedWhileADaemonRuns() throws IOException {
      Map<String, String> before = GatewayFiles.in(state);
      try (StateDirectory _ = StateDirectory.open(state)) {
        assertEquals(1, renew());
      }
      assertTrue(said().contains("at its next start"), CustodyTest.this::said);
      assertEquals(before, GatewayFiles.in(state));
    }

    @Test
    void neverMakesAnIdentityWhereThereIsNone() throws IOException {
      Files.delete(state.resolve("identity.p12"));
      assertEquals(1, renew());
      assertFalse(Files.exists(state.resolve("identity.p12")));
    }
  }
}
