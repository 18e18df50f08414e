package dev.shiphub.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shiphub.it.RunningShipGo.Order;
import dev.shiphub.it.RunningShipGo.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the interop run has seen, and the page of the documentation made of it. */
final class InteropReport {
  private static final String END = "<!-- generated: end -->";

  /**
   * One column of the table of outcomes.
   *
   * @param role who dials
   */
  record Cell(ShipGo version, Order order, Role role) {}

  /**
   * One crossing of dials that ended in one shared connection.
   *
   * @param millis from the moment when both dials were let go
   * @param isContested whether the peer had both at once and its rule chose
   * @param hubAgain how often the hub had to dial again
   * @param peerAgain how often the peer dialled again
   */
  record Crossing(long millis, boolean isContested, int hubAgain, int peerAgain) {}

  /** A version of ship-go whose SKI compares with the hub's in one way. */
  record Opponent(ShipGo version, Order order) {}

  private final Map<Cell, List<InteropStep>> outcomes = new ConcurrentHashMap<>();
  private final Map<Opponent, List<Crossing>> crossings = new ConcurrentHashMap<>();

  void passed(Cell cell, InteropStep step) {
    outcomes.computeIfAbsent(cell, _ -> new CopyOnWriteArrayList<>()).add(step);
  }

  void crossed(Opponent opponent, Crossing crossing) {
    crossings.computeIfAbsent(opponent, _ -> new CopyOnWriteArrayList<>()).add(crossing);
  }

  /** The one line that a run ends in. */
  String figure() {
    int steps = outcomes.values().stream().mapToInt(List::size).sum();
    int all = ShipGo.values().length * Order.values().length * Role.values().length;
    return "interop: %d of %d outcomes, %d of %d crossed dials in one shared connection after %s"
        .formatted(
            steps,
            all * InteropStep.values().length,
            crossings.values().stream().mapToInt(List::size).sum(),
            ShipGo.values().length * Order.values().length * InteropIT.CROSSINGS,
            times(crossings.values().stream().flatMap(List::stream).toList()));
  }

  private static String times(List<Crossing> crossings) {
    List<Long> sorted = crossings.stream().map(Crossing::millis).sorted().toList();
    return sorted.isEmpty()
        ? "-"
        : "%d / %d / %d ms"
            .formatted(sorted.getFirst(), sorted.get(sorted.size() / 2), sorted.getLast());
  }

  /** What happened in each arrangement; the same in every run. */
  String outcomesTable() {
    StringBuilder table = new StringBuilder("| ship-go | its SKI | who dials |");
    for (InteropStep step : InteropStep.values()) {
      table.append(' ').append(step.words()).append(" |");
    }
    table.append("\n|").append(" --- |".repeat(3 + InteropStep.values().length)).append('\n');
    for (ShipGo version : ShipGo.values()) {
      for (Order order : Order.values()) {
        for (Role role : Role.values()) {
          table.append(row(new Cell(version, order, role)));
        }
      }
    }
    return table.toString();
  }

  private String row(Cell cell) {
    List<InteropStep> passed = outcomes.getOrDefault(cell, List.of());
    StringBuilder row = new StringBuilder();
    row.append(
        "| %s | %s | %s |"
            .formatted(cell.version().label(), cell.order().word(), cell.role().words()));
    for (InteropStep step : InteropStep.values()) {
      row.append(passed.contains(step) ? " passed |" : " **failed** |");
    }
    return row.append('\n').toString();
  }

  /** How long both took to agree; other figures in every run. */
  String crossingsTable() {
    StringBuilder table =
        new StringBuilder(
            "| ship-go | its SKI | crossed dials | one shared connection | min / median / max |"
                + " the peer had to choose | the hub dialled again | the peer dialled again |\n"
                + "|"
                + " --- |".repeat(8)
                + "\n");
    for (ShipGo version : ShipGo.values()) {
      for (Order order : Order.values()) {
        List<Crossing> seen = crossings.getOrDefault(new Opponent(version, order), List.of());
        long contested = seen.stream().filter(Crossing::isContested).count();
        int hubAgain = seen.stream().mapToInt(Crossing::hubAgain).sum();
        int peerAgain = seen.stream().mapToInt(Crossing::peerAgain).sum();
        table.append(
            "| %s | %s | %d | %d | %s | %d | %d | %d |\n"
                .formatted(
                    version.label(),
                    order.word(),
                    InteropIT.CROSSINGS,
                    seen.size(),
                    times(seen),
                    contested,
                    hubAgain,
                    peerAgain));
      }
    }
    return table.toString();
  }

  /** Writes the page if that is wished, else checks that the page shows these outcomes. */
  void publish() throws IOException {
    Path page = Program.root().resolve("docs/interop.md");
    String text = Files.readString(page);
    if (Boolean.getBoolean("interop.write")) {
      text = replaced(text, "outcomes", outcomesTable());
      Files.writeString(page, replaced(text, "crossings", crossingsTable()));
      return;
    }
    assertEquals(
        outcomesTable(),
        part(text, "outcomes"),
        "docs/interop.md shows other outcomes; to write it: mvn verify -P interop"
            + " -Dinterop.write=true");
  }

  private static String begin(String name) {
    return "<!-- generated: " + name + " -->\n";
  }

  private static String part(String text, String name) {
    int from = text.indexOf(begin(name)) + begin(name).length();
    return text.substring(from, text.indexOf(END, from));
  }

  private static String replaced(String text, String name, String part) {
    return text.replace(begin(name) + part(text, name), begin(name) + part);
  }
}
