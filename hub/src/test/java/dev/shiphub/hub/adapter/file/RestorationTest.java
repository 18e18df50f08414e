package dev.shiphub.hub.adapter.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.ShipId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A restore is done whole or not at all, wherever it is cut off. */
final class RestorationTest {
  @TempDir private Path root;
  private Path original;
  private Path fresh;

  @BeforeEach
  void place() throws IOException {
    original = GatewayFiles.make(root.resolve("original"));
    fresh = Files.createDirectory(root.resolve("fresh"));
  }

  private void restore() throws IOException {
    try (StateDirectory state = StateDirectory.open(fresh)) {
      Restoration.run(StateFiles.in(original), state);
    }
  }

  private void openAgain() throws IOException {
    try (StateDirectory state = StateDirectory.open(fresh)) {
      Restoration.finish(state);
    }
  }

  @Test
  void bringsAllFilesPrivateAndLeavesNothingElse() throws IOException {
    restore();
    assertEquals(GatewayFiles.in(original), GatewayFiles.in(fresh));
    for (String name : StateFiles.NAMES) {
      assertEquals(
          "rw-------",
          PosixFilePermissions.toString(Files.getPosixFilePermissions(fresh.resolve(name))));
    }
  }

  // Before the one step that decides, whatever was written counts for nothing.
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void cutOffBeforeItIsDecidedItHasNotHappened(int written) throws IOException {
    Path half = Files.createDirectory(fresh.resolve("restore.new"));
    for (String name : StateFiles.NAMES.subList(0, written)) {
      Files.copy(original.resolve(name), half.resolve(name));
    }
    openAgain();
    for (String name : StateFiles.NAMES) {
      assertTrue(Files.notExists(fresh.resolve(name)), name);
    }
    restore();
    assertEquals(GatewayFiles.in(original), GatewayFiles.in(fresh));
  }

  // After it, whoever opens the directory next goes on, however far the moving had come.
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void cutOffAfterItIsDecidedItIsFinishedByTheNext(int moved) throws IOException {
    Path whole = Files.createDirectory(fresh.resolve("restored"));
    for (String name : StateFiles.NAMES) {
      Files.copy(original.resolve(name), whole.resolve(name));
    }
    for (String name : StateFiles.NAMES.subList(0, moved)) {
      Files.move(whole.resolve(name), fresh.resolve(name));
    }
    openAgain();
    assertEquals(GatewayFiles.in(original), GatewayFiles.in(fresh));
    openAgain();
    assertEquals(GatewayFiles.in(original), GatewayFiles.in(fresh));
  }

  // With the identity moved last, a cut never leaves one that has lost its devices.
  @Test
  void theIdentityIsTheLastToBeMoved() {
    assertEquals("identity.p12", StateFiles.NAMES.getLast());
  }

  @Test
  void isRefusedOverAnIdentityHoweverBroken() throws IOException {
    Files.write(fresh.resolve("identity.p12"), new byte[] {1});
    Map<String, String> before = GatewayFiles.in(fresh);
    IOException refused = assertThrows(IOException.class, this::restore);
    assertTrue(String.valueOf(refused.getMessage()).contains("--state"), refused.getMessage());
    assertEquals(before, GatewayFiles.in(fresh));
  }

  // What a lost identity has left behind is what "identity restore" is named for.
  @Test
  void setsATrustFileWithoutAnIdentityAside() throws IOException {
    Files.writeString(fresh.resolve("trust.json"), "left");
    restore();
    assertEquals("left", Files.readString(fresh.resolve("trust.json.before-restore")));
    assertEquals(
        Files.readString(original.resolve("trust.json")),
        Files.readString(fresh.resolve("trust.json")));
  }

  @Test
  void neverSetsAsideOverWhatWasSetAsideBefore() throws IOException {
    Files.writeString(fresh.resolve("trust.json"), "left");
    Files.writeString(fresh.resolve("trust.json.before-restore"), "older");
    Map<String, String> before = GatewayFiles.in(fresh);
    assertThrows(IOException.class, this::restore);
    assertEquals(before, GatewayFiles.in(fresh));
  }

  @Test
  void theNameOfAnotherGatewayDoesNotStay() throws IOException {
    Files.delete(original.resolve("ship-id"));
    new ShipIdFile(fresh).save(new ShipId("another"));
    restore();
    assertEquals(Optional.empty(), new ShipIdFile(fresh).load());
  }

  @Test
  void anIdentityThatCameBetweenIsNotReplaced() throws IOException {
    Path whole = Files.createDirectory(fresh.resolve("restored"));
    for (String name : List.of("trust.json", "identity.p12")) {
      Files.copy(original.resolve(name), whole.resolve(name));
    }
    Files.write(fresh.resolve("identity.p12"), new byte[] {1});
    Map<String, String> before = GatewayFiles.in(fresh);
    assertThrows(IOException.class, this::openAgain);
    assertEquals(before, GatewayFiles.in(fresh));
  }
}
