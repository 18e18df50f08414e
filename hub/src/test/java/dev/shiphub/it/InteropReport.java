package dev.shiphub.it;

import dev.shiphub.it.RunningShipGo.Order;
import dev.shiphub.it.RunningShipGo.Role;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** What the interop run has seen, and the page of the documentation made of it. */
final class InteropReport {
  /**
   * One row of the table of outcomes.
   *
   * @param role who dials
   */
  record Cell(ShipGo version, Order order, Role role) {
    /** Everybody against everybody. */
    static List<Cell> all() {
      return Stream.of(ShipGo.values())
          .flatMap(
              version ->
                  Stream.of(Order.values())
                      .flatMap(
                          order ->
                              Stream.of(Role.values()).map(role -> new Cell(version, order, role))))
          .toList();
    }

    private String words() {
      return String.join(" | ", version.label(), order.word(), role.words());
    }
  }

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

  private final StepTable outcomes =
      new StepTable(
          "ship-go | its SKI | who dials",
          Cell.all().stream().map(Cell::words).toList(),
          Stream.of(InteropStep.values()).map(InteropStep::words).toList());
  private final Map<Opponent, List<Crossing>> crossings = new ConcurrentHashMap<>();

  void passed(Cell cell, InteropStep step) {
    outcomes.passed(cell.words(), step.words());
  }

  void crossed(Opponent opponent, Crossing crossing) {
    crossings.computeIfAbsent(opponent, _ -> new CopyOnWriteArrayList<>()).add(crossing);
  }

  /** The one line that a run ends in. */
  String figure() {
    return "interop: %d of %d outcomes, %d of %d crossed dials in one shared connection after %s"
        .formatted(
            outcomes.count(),
            outcomes.size(),
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

  /** Brings the page up to date, or checks it. */
  void publish() throws IOException {
    InteropPage.write("crossings", crossingsTable());
    InteropPage.publish("outcomes", outcomes.text());
  }
}
