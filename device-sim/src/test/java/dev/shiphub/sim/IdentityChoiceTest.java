package dev.shiphub.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.clock.SteadyClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityChoiceTest {
  private static final Ski MIDDLE = new Ski("8" + "0".repeat(39));
  private static final Ski LARGEST = new Ski("f".repeat(40));

  @TempDir private Path directory = Path.of("set by JUnit");

  private static IdentityChoice choice(Optional<SkiOrder> order) {
    return new IdentityChoice(order, SteadyClock.wall(), new SecureRandom());
  }

  private static Ski ski(IdentityChoice.Outcome outcome) {
    return assertInstanceOf(IdentityChoice.Outcome.Chosen.class, outcome).identity().ski();
  }

  private static String why(IdentityChoice.Outcome outcome) {
    return assertInstanceOf(IdentityChoice.Outcome.Refused.class, outcome).why();
  }

  // Half of all keys meet each wish; five of each would meet both by chance once in 1024 runs.
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void meetsTheWishedOrder(boolean isBigger) {
    IdentityChoice choice = choice(Optional.of(new SkiOrder(isBigger, MIDDLE)));
    for (int i = 0; i < 5; i++) {
      assertEquals(isBigger, ski(choice.fresh("test")).isBiggerThan(MIDDLE));
    }
  }

  @Test
  void givesUpOnAnOrderThatNoKeyMeets() {
    String why = why(choice(Optional.of(new SkiOrder(true, LARGEST))).fresh("test"));
    assertEquals("no key found whose SKI is bigger than " + LARGEST, why);
  }

  @Test
  void isAnotherOneEachTimeWithoutADirectory() {
    IdentityChoice choice = choice(Optional.empty());
    assertNotEquals(ski(choice.fresh("test")), ski(choice.fresh("test")));
  }

  @Test
  void isTheSameOneEachTimeWithADirectory() throws IOException {
    Path state = directory.resolve("a/b");
    Ski first = ski(choice(Optional.empty()).kept(state, "test"));
    assertEquals(first, ski(choice(Optional.empty()).kept(state, "test")));
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(state)));
  }

  @Test
  void keepsAnIdentityThatMeetsTheOrder() {
    Optional<SkiOrder> order = Optional.of(new SkiOrder(false, MIDDLE));
    Ski first = ski(choice(order).kept(directory, "test"));
    assertTrue(MIDDLE.isBiggerThan(first));
    assertEquals(first, ski(choice(order).kept(directory, "test")));
  }

  @Test
  void neverReplacesAKeptOneThatDoesNotMeetTheOrder() {
    Ski kept = ski(choice(Optional.empty()).kept(directory, "test"));
    String why = why(choice(Optional.of(new SkiOrder(true, LARGEST))).kept(directory, "test"));
    assertEquals("the stored SKI " + kept + " is not bigger than " + LARGEST, why);
    assertEquals(kept, ski(choice(Optional.empty()).kept(directory, "test")));
  }

  @Test
  void neverReplacesAFileThatCannotBeRead() throws IOException {
    Path file =
        Files.createFile(
            directory.resolve("identity.p12"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, "no key store");
    assertTrue(why(choice(Optional.empty()).kept(directory, "test")).contains("identity.p12"));
    assertEquals("no key store", Files.readString(file));
  }

  @Test
  void needsADirectoryThatCanBeMade() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "in the way");
    assertTrue(
        why(choice(Optional.empty()).kept(file.resolve("below"), "test"))
            .contains("cannot be made"));
  }
}
