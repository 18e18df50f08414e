package dev.shiphub.it;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What has passed so far, as a table: a row for each arrangement, a column for each thing that it
 * must get right.
 */
final class StepTable {
  private final String corner;
  private final List<String> rows;
  private final List<String> columns;
  private final Map<String, Set<String>> passed = new ConcurrentHashMap<>();

  /**
   * @param corner the heads of what stands at the beginning of a row, with {@code |} between them
   * @param rows the beginnings of the rows, likewise
   */
  StepTable(String corner, List<String> rows, List<String> columns) {
    this.corner = corner;
    this.rows = List.copyOf(rows);
    this.columns = List.copyOf(columns);
  }

  void passed(String row, String column) {
    if (!rows.contains(row) || !columns.contains(column)) {
      throw new IllegalArgumentException(row + ", " + column);
    }
    passed.computeIfAbsent(row, _ -> ConcurrentHashMap.newKeySet()).add(column);
  }

  /** How many cells have passed. */
  int count() {
    return passed.values().stream().mapToInt(Set::size).sum();
  }

  /** How many cells there are. */
  int size() {
    return rows.size() * columns.size();
  }

  /** In Markdown; the same in every run in which all passes. */
  String text() {
    long heads = 1 + corner.chars().filter(c -> c == '|').count() + columns.size();
    StringBuilder table = new StringBuilder();
    table.append("| ").append(corner).append(" | ").append(String.join(" | ", columns));
    table.append(" |\n|").append(" --- |".repeat(Math.toIntExact(heads))).append('\n');
    for (String row : rows) {
      Set<String> seen = passed.getOrDefault(row, Set.of());
      table.append("| ").append(row).append(" |");
      columns.forEach(it -> table.append(seen.contains(it) ? " passed |" : " **failed** |"));
      table.append('\n');
    }
    return table.toString();
  }
}
