package dev.shiphub.ship.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The real handshake against the table of states, and the page that shows the table. */
final class StateTableTest {
  private static final Path PAGE = Path.of("..", "docs", "states.md");
  private static final Path FRESH = Path.of("target", "states.md");
  private static final String HEAD =
      """
      # States and what is done in them

      Every state of the SHIP handshake (SHIP 13.4), and the reaction to every message, right or wrong, and to everything that happens
      on our side. Generated from the requirements in `StateTable`, which `StateTableTest` holds against the real handshake; the build
      fails when this page is not current.

      Rules: **C**, **S** first message as client and server (13.4.3), **H** hello (13.4.4.1), **P** protocol handshake (13.4.4.2), **A** the device's PIN, **K** ours
      (13.4.4.3), **D** data exchange and access methods (13.4.5, 13.4.6), **E** termination (13.4.7), **F** framing (13.4.2): skipped and counted, with
      the eleventh the connection ends. Where we differ from SHIP is in [deviations.md](deviations.md).

      """;

  static List<StateRow> rows() {
    return StateTable.rows();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void everyStateReactsAsRequired(StateRow row) {
    assertEquals(Set.of(), row.open(), "nothing is required for these");
    assertEquals(List.of(), row.faults());
  }

  private static String catalogue() {
    return Stream.of(Happening.Kind.READABLE, Happening.Kind.UNREADABLE, Happening.Kind.SKIPPABLE)
        .map(StateTableTest::samples)
        .collect(Collectors.joining("\n", "## The messages\n\n", "\n\n"));
  }

  private static String samples(Happening.Kind kind) {
    return Arrays.stream(Happening.values())
        .filter(kind::includes)
        .map(Happening::label)
        .collect(Collectors.joining("; ", "* each " + kind.label() + ": ", "."));
  }

  // A wrong sample that happens to be readable would test nothing.
  @Test
  void theSamplesAreWhatTheirNamesSay() {
    for (Happening happening : Happening.values()) {
      boolean isWrong =
          happening.name().matches(".*_(BROKEN|LIST|LONG|WRONG)")
              && !Set.of(Happening.INIT_LONG, Happening.INIT_WRONG).contains(happening);
      assertEquals(isWrong, happening.isUnreadable(), happening.name());
    }
  }

  @Test
  void everyPhaseHasAState() {
    Set<String> reached =
        StateTable.rows().stream().map(StateRow::phase).collect(Collectors.toSet());
    Set<String> all =
        Set.of(Phase.class.getPermittedSubclasses()).stream()
            .map(Class::getSimpleName)
            .filter(phase -> !phase.equals("Idle"))
            .collect(Collectors.toSet());
    assertEquals(all, reached);
  }

  @Test
  void thePageIsCurrent() throws IOException {
    String fresh =
        HEAD
            + catalogue()
            + StateTable.rows().stream()
                .map(StateRow::toMarkdown)
                .collect(Collectors.joining("\n"));
    Files.createDirectories(FRESH.getParent());
    Files.writeString(FRESH, fresh);
    assertTrue(
        Files.exists(PAGE) && Files.readString(PAGE).equals(fresh),
        "docs/states.md is not current: copy ship-protocol/target/states.md over it");
  }
}
