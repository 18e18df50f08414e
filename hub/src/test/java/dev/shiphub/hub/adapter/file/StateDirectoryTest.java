package dev.shiphub.hub.adapter.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StateDirectoryTest {
  @TempDir private Path directory;
  private Path state;

  @BeforeEach
  void place() {
    state = directory.resolve("a").resolve("state");
  }

  @Test
  void isMadePrivate() throws IOException {
    try (StateDirectory open = StateDirectory.open(state)) {
      assertEquals(
          "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(open.path())));
    }
  }

  @Test
  void isMadePrivateIfItWasNot() throws IOException {
    Files.createDirectories(state);
    Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (StateDirectory open = StateDirectory.open(state)) {
      assertEquals(
          "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(open.path())));
    }
  }

  // A private key may be in it.
  @Test
  void isRidOfWhatACrashHasLeftHalfWritten() throws IOException {
    StateDirectory.open(state).close();
    Files.writeString(state.resolve("identity.p12.new"), "half a key");
    Files.createDirectory(state.resolve("folder.new"));
    Files.writeString(state.resolve("notes.txt"), "of the operator");
    StateDirectory.open(state).close();
    try (Stream<Path> left = Files.list(state)) {
      assertEquals(
          List.of("folder.new", "lock", "notes.txt"),
          left.map(file -> file.getFileName().toString()).sorted().toList());
    }
  }

  // Whoever holds the lock may be writing.
  @Test
  void isLeftAsItIsWhileAnotherUsesIt() throws IOException {
    try (StateDirectory first = StateDirectory.open(state)) {
      Path half = Files.writeString(first.path().resolve("trust.json.new"), "half");
      assertThrows(IOException.class, () -> StateDirectory.open(state));
      assertTrue(Files.exists(half));
    }
  }

  @Test
  void servesOneDaemonAtATime() throws IOException {
    try (StateDirectory first = StateDirectory.open(state)) {
      IOException refused =
          assertThrows(IOException.class, () -> StateDirectory.open(first.path()));
      String words = String.valueOf(refused.getMessage());
      assertTrue(words.contains(String.valueOf(ProcessHandle.current().pid())), words);
      assertTrue(words.contains("--state"), words);
    }
    StateDirectory.open(state).close();
  }

  // A gateway that was restarted must come back; /dev/full stands for a disk without room.
  @Test
  void isOpenedOnAFullDisk() throws IOException {
    Files.createDirectories(state);
    Files.createSymbolicLink(state.resolve("lock"), Path.of("/dev/full"));
    StateDirectory.open(state).close();
  }

  @Test
  void thatCannotBeMadeIsRefusedWithARemedy() throws IOException {
    Files.createDirectories(state.getParent());
    Files.writeString(state, "a file in the way");
    IOException refused = assertThrows(IOException.class, () -> StateDirectory.open(state));
    assertTrue(String.valueOf(refused.getMessage()).contains("--state"));
  }

  @Test
  void whoseLockCannotBeOpenedIsRefusedWithAReasonAndARemedy() throws IOException {
    Files.createDirectories(state.resolve("lock"));
    IOException refused = assertThrows(IOException.class, () -> StateDirectory.open(state));
    String words = String.valueOf(refused.getMessage());
    assertTrue(words.contains("lock: Is a directory") && words.contains("--state"), words);
  }
}
