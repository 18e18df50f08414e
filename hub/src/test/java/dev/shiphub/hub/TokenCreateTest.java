package dev.shiphub.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.hub.cli.Console;
import dev.shiphub.hub.cli.ShiphubCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code token create}. */
final class TokenCreateTest {
  private static final InstantSource NEVER = InstantSource.fixed(java.time.Instant.EPOCH);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  @TempDir private Path root;

  private int run(String... arguments) {
    out.reset();
    err.reset();
    Console console =
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            _ -> Optional.empty(),
            NEVER,
            _ -> false,
            _ -> Optional.empty());
    Custody custody = new Custody(console.environment(), NEVER, new SecureRandom(), 1);
    return ShiphubCommand.execute(List.of(arguments), _ -> 0, custody, console);
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void theTokenIsPrintedAloneAndKeptNowhere() throws IOException {
    Path state = root.resolve("state");
    assertEquals(0, run("token", "create", "--state", state.toString(), "--name", "laptop"));
    String token = out.toString(StandardCharsets.UTF_8).strip();
    assertTrue(token.matches("shiphub_[A-Za-z0-9_-]{43}"), token);
    Path file = state.resolve("admin-tokens");
    assertTrue(said().contains(file.toString()), said());
    assertFalse(said().contains(token), said());
    assertFalse(Files.readString(file).contains(token));
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(state)));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void anotherFileMayBeNamed() {
    Path file = root.resolve("t");
    assertEquals(0, run("token", "create", "--file", file.toString(), "--json"));
    assertTrue(Files.exists(file));
    assertTrue(out.toString(StandardCharsets.UTF_8).contains("\"name\":\"admin\""));
  }

  @Test
  void aNameThatIsTakenIsSaidToBe() {
    String file = root.resolve("t").toString();
    assertEquals(0, run("token", "create", "--file", file));
    assertEquals(1, run("token", "create", "--file", file));
    assertEquals("", out.toString(StandardCharsets.UTF_8));
    assertTrue(said().contains("--name"), said());
  }

  @Test
  void aDirectoryThatIsNotThereIsSaidToBe() {
    assertEquals(1, run("token", "create", "--file", root.resolve("no/t").toString()));
    assertTrue(said().contains("there is no directory " + root.resolve("no")), said());
  }

  // Made by root in the directory of the daemon, the daemon could not read it any more.
  @Test
  void aDirectoryOfAnotherUserIsLeftAlone() throws IOException {
    String before = System.getProperty("user.name");
    System.setProperty("user.name", "somebody-else");
    try {
      assertEquals(1, run("token", "create", "--file", root.resolve("t").toString()));
    } finally {
      System.setProperty("user.name", before);
    }
    assertTrue(said().contains("sudo -u " + Files.getOwner(root).getName()), said());
    assertFalse(Files.exists(root.resolve("t")));
  }
}
