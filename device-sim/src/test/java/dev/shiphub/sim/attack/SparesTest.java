package dev.shiphub.sim.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.clock.SteadyClock;
import dev.shiphub.sim.bench.CaseEnded;
import dev.shiphub.sim.bench.CommandControl;
import dev.shiphub.sim.bench.Declarations;
import dev.shiphub.sim.bench.Lab;
import dev.shiphub.sim.bench.Target;
import dev.shiphub.sim.bench.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SparesTest {
  private static final Ski SKI = new Ski("0123456789abcdef0123456789abcdef01234567");
  private static final String LISTENING =
      "{\"event\":\"listening\",\"ski\":\"" + SKI.hex() + "\",\"shipPort\":4712,\"adminPort\":81}";

  @TempDir private Path directory;

  private static Lab lab() {
    InetAddress here = InetAddress.getLoopbackAddress();
    return new Lab(
        new Target(new InetSocketAddress(here, 4711), "/ship/", SKI, here),
        new CommandControl(Optional.empty()),
        Declarations.usual(),
        new SteadyClock(),
        SteadyClock.wall(),
        new SecureRandom());
  }

  /** Other daemons, each of them this script. */
  private Spares running(String... script) throws IOException {
    Path file = Files.write(directory.resolve("spare.sh"), List.of(script));
    return new Spares(Optional.of("sh '" + file + "'"), lab());
  }

  @Test
  void whatTheCommandTellsIsWhereItsCasesTakePlace() throws Exception {
    try (Spares spares = running("echo starting", "echo '" + LISTENING + "'", "exec cat");
        Spare spare = spares.start(directory, Optional.empty())) {
      assertEquals(SKI, spare.ski());
      assertEquals(4712, spare.lab().target().address().getPort());
      assertEquals(81, spare.admin().address().getPort());
    }
  }

  @Test
  void theCommandIsGivenAStateDirectoryAndThePin() throws Exception {
    try (Spares spares =
        running("printf '%s\\n' \"$@\" > '" + directory + "/given'", "echo '" + LISTENING + "'")) {
      spares.pinned();
      List<String> given = Files.readAllLines(directory.resolve("given"));
      assertTrue(given.getFirst().endsWith("/state"), given::toString);
      assertEquals(Spares.PIN.digits(), given.getLast());
    }
  }

  @Test
  void theOneWithAPinIsStartedOnce() throws Exception {
    try (Spares spares = running("echo '" + LISTENING + "'", "exec cat")) {
      assertEquals(spares.pinned(), spares.pinned());
    }
  }

  @Test
  void oneThatDoesNotStartIsNoFaultOfTheDaemon() throws Exception {
    try (Spares spares = running("exit 1")) {
      CaseEnded ended =
          assertThrows(CaseEnded.class, () -> spares.start(directory, Optional.empty()));
      assertEquals(Verdict.Kind.INCONCLUSIVE, ended.verdict().kind());
    }
  }

  @Test
  void withoutACommandThereIsNone() {
    try (Spares spares = new Spares(Optional.empty(), lab())) {
      CaseEnded ended = assertThrows(CaseEnded.class, spares::pinned);
      assertEquals(Verdict.Kind.INCONCLUSIVE, ended.verdict().kind());
    }
  }

  @Test
  void itsEndIsTimedAndKnown() throws Exception {
    try (Spares spares =
        running("trap 'exit 3' TERM", "echo '" + LISTENING + "'", "while :; do sleep 0.1; done")) {
      Spare spare = spares.start(directory, Optional.empty());
      spare.terminate();
      Optional<Spare.Exit> exit = spare.exit(spare.lab().clock().instant(), Duration.ofSeconds(30));
      assertEquals(3, exit.orElseThrow().code());
    }
  }

  @Test
  void stateDirectoriesAreGoneInTheEnd() throws Exception {
    Path state;
    try (Spares spares = new Spares(Optional.empty(), lab())) {
      state = spares.folder();
      Files.createDirectories(state);
      Files.writeString(state.resolve("trust.json"), "{}");
    }
    assertFalse(Files.exists(state.getParent()));
  }
}
