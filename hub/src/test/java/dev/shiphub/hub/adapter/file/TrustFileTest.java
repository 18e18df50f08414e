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
        "{\"version\":1,\"trusted\":[]}",
        "{\"version\":1,\"trusted\":[7],\"peers\":[]}",
        "{\"version\":1,\"trusted\":[{\"ski\":\"12\",\"origin\":\"user_input\",\"userTrust\":64,"
            + "\"addedAt\":\"2026-01-01T00:00:00Z\"}],\"peers\":[]}",
        "{\"version\":1,\"trusted\":[{\"ski\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\","
            + "\"origin\":\"nobody\",\"userTrust\":64,\"addedAt\":\"2026-01-01T00:00:00Z\"}],"
            + "\"peers\":[]}",
        "{\"version\":1,\"trusted\":[{\"ski\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\","
            + "\"origin\":\"user_input\",\"userTrust\":64,\"addedAt\":\"yesterday\"}],"
            + "\"peers\":[]}",
        "{\"version\":1,\"trusted\":[],\"peers\":[{\"ski\":"
            + "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\",\"host\":\"h\",\"port\":99999,"
            + "\"path\":\"/\"}]}"
      })
  void thatCannotBeReadWholeIsBrokenAndLeftAlone(String text) throws IOException {
    Files.writeString(path, text);
    TrustFile.Outcome.Broken broken = assertInstanceOf(TrustFile.Outcome.Broken.class, file.load());
    assertTrue(broken.why().contains("trust.json"), broken.why());
    assertEquals(text, Files.readString(path));
  }

  @Test
  void namesTheEntryThatIsWrong() throws IOException {
    file.save(STATE);
    Files.writeString(path, Files.readString(path).replace("b".repeat(40), "zz"));
    assertTrue(
        ((TrustFile.Outcome.Broken) file.load()).why().contains("trusted[1]"),
        file.load().toString());
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
