package dev.shiphub.hub.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Rows of text in aligned columns; the last column is as long as it is. */
final class Table {
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();
  private final UnaryOperator<String> paint;

  /**
   * @param paint colours a padded cell; the width is taken before
   */
  Table(UnaryOperator<String> paint, String... headings) {
    this.paint = paint;
    rows.add(List.of(headings));
  }

  Table(String... headings) {
    this(UnaryOperator.identity(), headings);
  }

  Table row(String... cells) {
    if (cells.length != rows.getFirst().size()) {
      throw new IllegalArgumentException(cells.length + " cells in a table of other width");
    }
    rows.add(List.of(cells));
    return this;
  }

  /** The lines, headings first; trailing blanks are cut. */
  List<String> lines() {
    int columns = rows.getFirst().size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int column = 0; column < columns - 1; column++) {
        widths[column] = Math.max(widths[column], width(row.get(column)));
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < row.size(); column++) {
      String cell = row.get(column);
      int padding = Math.max(0, widths[column] - width(cell));
      line.append(column == 0 ? "" : GAP).append(paint.apply(cell)).append(" ".repeat(padding));
    }
    return line.toString().stripTrailing();
  }

  private static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
