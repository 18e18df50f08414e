package dev.shiphub.sim.bench;

import java.util.List;
import java.util.stream.Collectors;

/** A row of a table in Markdown. */
public final class TableRow {
  private TableRow() {}

  /** The row with its end of line; what a device said cannot break out of its cell. */
  public static String of(List<String> cells) {
    return cells.stream()
        .map(text -> text.replace("|", "\\|").replaceAll("\\p{Cntrl}+", " ").replace("<", "&lt;"))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}
