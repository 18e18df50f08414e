package dev.shiphub.hub.adapter.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.hub.core.PinRecord;
import dev.shiphub.hub.core.StaticPeer;
import dev.shiphub.hub.core.StoredState;
import dev.shiphub.hub.core.TrustRecord;
import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.discovery.Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TrustFileTest {
  private static final Ski A = new Ski("a".repeat(40));
  private static final Ski B = new Ski("b".repeat(40));
  private static final StoredState STATE =
      new StoredState(
          List.of(
              new TrustRecord(
                  A,
                  Optional.of(new ShipId("i:1_u:\"wärme\"")),
                  TrustRecord.Origin.USER_VERIFY,
                  32,
                  Instant.parse("2026-01-02T03:04:05Z"),
                  Optional.of(new ShipId("i:1_u:before")),
                  PinRecord.NONE),
              new TrustRecord(
                  B,
                  Optional.empty(),
                  TrustRecord.Origin.USER_INPUT,
                  64,
                  Instant.EPOCH,
                  Optional.empty(),
                  new PinRecord(false, 3, Duration.ofSeconds(15)))),
          List.of(
              new StaticPeer(
                  A, new Endpoint(List.of("fe80::1%eth0"), 4711, "/ship/", Optional.empty()))));

  @TempDir private Path directory;
  private Path path;
  private TrustFile file;

  @BeforeEach
  void place() {
    path = directory.resolve("trust.json");
    file = new TrustFile(path);
  }

  @Test
  void givesBackWhatWasSaved() throws IOException {
    file.save(STATE);
    assertEquals(new TrustFile.Outcome.Loaded(STATE), file.load());
  }

  @Test
  void isPrivateAndReadable() throws IOException {
    file.save(STATE);
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
    assertTrue(Files.readAllLines(path).size() >= 5);
  }

  @Test
  void isMissingBeforeTheFirstSave() {
    assertInstanceOf(TrustFile.Outcome.Missing.class, file.load());
    assertFalse(file.exists());
  }

  @Test
  void leavesNoTemporaryFile() throws IOException {
    file.save(STATE);
    file.save(StoredState.EMPTY);
    try (var files = Files.list(directory)) {
      assertEquals(List.of(path), files.toList());
    }
  }

  @Test
  void keepsTheOldContentWhenTheNewCannotBeWritten() throws IOException {
    file.save(STATE);
    Files.createDirectory(directory.resolve("trust.json.new"));
    Files.createFile(directory.resolve("trust.json.new").resolve("in-the-way"));
    assertThrows(IOException.class, () -> file.save(StoredState.EMPTY));
    assertEquals(new TrustFile.Outcome.Loaded(STATE), file.load());
  }

  // An empty folder in its place can be removed, but not be renamed over.
  @Test
  void isNeverRemovedToMakeRoomForTheNewOne() throws IOException {
    Files.createDirectory(path);
    assertThrows(IOException.class, () -> file.save(STATE));
    try (var files = Files.list(directory)) {
      assertEquals(List.of(path), files.toList());
    }
    assertTrue(Files.isDirectory(path));
  }

  // Else the hub would start without its devices, and then write over them.
  @Test
  void thatCannotBeReadAtAllIsBrokenAndNotMissing() throws IOException {
    Files.createDirectory(path);
    assertInstanceOf(TrustFile.Outcome.Broken.class, file.load());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{\"version\":2,\"trusted\":[],\"peers\":[]}",
        "{\"trusted\":[],\"peers\":[]}",
        "{\"version\":1,\"trusted\":[]}"
      })
  void thatCannotBeReadWholeIsBrokenAndLeftAlone(String text) throws IOException {
    Files.writeString(path, text);
    TrustFile.Outcome.Broken broken = assertInstanceOf(TrustFile.Outcome.Broken.class, file.load());
    assertTrue(broken.why().contains("trust.json"), broken.why());
    assertEquals(text, Files.readString(path));
  }

  private static final String GOOD =
      "{\"ski\":\""
          + A
          + "\",\"origin\":\"user_input\",\"userTrust\":64,\"addedAt\":\"2026-01-01T00:00:00Z\"}";

  // What an older or broken version, or a hand, has written must not be trusted, nor take the
  // rest with it.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "7",
        "null",
        "[]",
        "{}",
        "{'ski':'','origin':'user_input','userTrust':64,'addedAt':'2026-01-01T00:00:00Z'}",
        "{'ski':'12','origin':'user_input','userTrust':64,'addedAt':'2026-01-01T00:00:00Z'}",
        "{'ski':'B','origin':'nobody','userTrust':64,'addedAt':'2026-01-01T00:00:00Z'}",
        "{'ski':'B','origin':'user_input','userTrust':0,'addedAt':'2026-01-01T00:00:00Z'}",
        "{'ski':'B','origin':'user_verify','userTrust':8,'addedAt':'2026-01-01T00:00:00Z'}",
        "{'ski':'B','origin':'user_input','userTrust':64,'addedAt':'yesterday'}",
        "{'ski':'B','origin':'user_input','userTrust':64,'addedAt':'2026-01-01T00:00:00Z',"
            + "'pending':true}",
        "{'ski':'B','origin':'user_input','userTrust':64,'addedAt':'2026-01-01T00:00:00Z',"
            + "'shipId':''}",
        "{'ski':'B','origin':'user_input','userTrust':64,'addedAt':'2026-01-01T00:00:00Z',"
            + "'pin':{'verified':false,'wrong':-1,'penaltyMillis':0}}",
        "{'ski':'A','origin':'user_input','userTrust':64,'addedAt':'2026-01-01T00:00:00Z'}"
      })
  void anEntryThatIsNoneIsSetAsideAndTheOthersStay(String entry) throws IOException {
    String bad =
        entry
            .replace('\'', '"')
            .replace("\"A\"", "\"" + A + "\"")
            .replace("\"B\"", "\"" + B + "\"");
    Files.writeString(path, "{\"version\":1,\"trusted\":[" + GOOD + "," + bad + "],\"peers\":[]}");
    TrustFile.Outcome.Salvaged salvaged =
        assertInstanceOf(TrustFile.Outcome.Salvaged.class, file.load());
    assertEquals(List.of(A), salvaged.state().trusted().stream().map(TrustRecord::ski).toList());
    assertEquals(
        List.of("trusted[1]"), salvaged.rejected().stream().map(RejectedEntry::where).toList());
    Path beside = file.setAside(salvaged);
    assertTrue(Files.readString(beside).contains("\"entry\":" + bad), Files.readString(beside));
    assertEquals(new TrustFile.Outcome.Loaded(salvaged.state()), file.load());
  }

  @Test
  void aStaticPeerThatIsNoneIsSetAsideToo() throws IOException {
    file.save(STATE);
    Files.writeString(path, Files.readString(path).replace("4711", "99999"));
    TrustFile.Outcome.Salvaged salvaged =
        assertInstanceOf(TrustFile.Outcome.Salvaged.class, file.load());
    assertEquals(new StoredState(STATE.trusted(), List.of()), salvaged.state());
    assertEquals("peers[0]", salvaged.rejected().getFirst().where());
    assertEquals(Optional.of(A), salvaged.rejected().getFirst().ski());
  }

  // A crash between the two steps repeats the first.
  @Test
  void settingAsideTwiceIsOneFile() throws IOException {
    Files.writeString(path, "{\"version\":1,\"trusted\":[7],\"peers\":[]}");
    TrustFile.Outcome.Salvaged salvaged =
        assertInstanceOf(TrustFile.Outcome.Salvaged.class, file.load());
    assertEquals(file.setAside(salvaged), file.setAside(salvaged));
  }

  @Test
  void staysAsItIsIfNothingCanBeSetAside() throws IOException {
    String text = "{\"version\":1,\"trusted\":[7],\"peers\":[]}";
    Files.writeString(path, text);
    TrustFile.Outcome.Salvaged salvaged =
        assertInstanceOf(TrustFile.Outcome.Salvaged.class, file.load());
    Path beside = file.setAside(salvaged);
    Files.writeString(path, text);
    Files.delete(beside);
    Files.createDirectory(beside);
    assertThrows(IOException.class, () -> file.setAside(salvaged));
    assertEquals(text, Files.readString(path));
  }

  private static TrustRecord trusted(int userTrust, PinRecord pin) {
    return new TrustRecord(
        B,
        Optional.empty(),
        TrustRecord.Origin.USER_INPUT,
        userTrust,
        Instant.EPOCH,
        Optional.empty(),
        pin);
  }

  static List<StoredState> placeholders() {
    TrustRecord whole = trusted(64, PinRecord.NONE);
    return List.of(
        new StoredState(List.of(trusted(0, PinRecord.NONE)), List.of()),
        new StoredState(List.of(trusted(8, PinRecord.NONE)), List.of()),
        new StoredState(List.of(trusted(64, new PinRecord(false, -1, Duration.ZERO))), List.of()),
        new StoredState(
            List.of(trusted(64, new PinRecord(false, 1, Duration.ofHours(2)))), List.of()),
        new StoredState(List.of(whole, whole), List.of()),
        new StoredState(List.of(), List.of(STATE.peers().getFirst(), STATE.peers().getFirst())));
  }

  // Whoever asks for it: what is not trusted whole after the next start is not written as trusted.
  @ParameterizedTest
  @MethodSource("placeholders")
  void refusesToWriteAnEntryThatIsNone(StoredState placeholder) throws IOException {
    file.save(STATE);
    assertThrows(IOException.class, () -> file.save(placeholder));
    assertEquals(new TrustFile.Outcome.Loaded(STATE), file.load());
  }

  // What is left of a penalty at a stop is seldom a whole number of milliseconds.
  @Test
  void takesAPenaltyOfAnyLength() throws IOException {
    Duration left = Duration.ofNanos(14_978_123_456L);
    StoredState state =
        new StoredState(List.of(trusted(64, new PinRecord(false, 4, left))), List.of());
    file.save(state);
    PinRecord saved = ((TrustFile.Outcome.Loaded) file.load()).state().trusted().getFirst().pin();
    assertEquals(Duration.ofMillis(14_978), saved.penalty());
  }

  @Test
  void cutAtAnyByteIsNeverTakenForLess() throws IOException {
    file.save(STATE);
    byte[] whole = Files.readAllBytes(path);
    for (int length = 0; length < whole.length - 1; length++) {
      Files.write(path, java.util.Arrays.copyOf(whole, length));
      assertInstanceOf(TrustFile.Outcome.Broken.class, file.load(), "cut at " + length);
    }
  }
}
