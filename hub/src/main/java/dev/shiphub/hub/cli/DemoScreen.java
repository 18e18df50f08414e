package dev.shiphub.hub.cli;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Shows the demo: a table that is redrawn on a terminal, one line for each change elsewhere. */
final class DemoScreen {
  private final Console console;
  private final Colours colours;
  private int drawn;

  DemoScreen(Console console) {
    this.console = console;
    colours = new Colours(console);
  }

  /** A line that stays. */
  void say(String line) {
    erase();
    console.err().println(line);
    console.err().flush();
  }

  /** A device has moved on. */
  void moved(DemoDevice device) {
    if (!console.isTerminal()) {
      String trouble = device.trouble().isEmpty() ? "" : "  " + device.trouble();
      say("%-14s  %-12s%s".formatted(device.name(), device.state(), trouble));
    }
  }

  /** Draws the table, on a terminal. */
  void draw(List<DemoDevice> devices) {
    if (console.isTerminal()) {
      erase();
      List<String> lines = table(devices);
      lines.forEach(console.err()::println);
      console.err().flush();
      drawn = lines.size();
    }
  }

  private void erase() {
    if (drawn > 0) {
      console.err().print("\u001b[%dA\u001b[J".formatted(drawn));
      drawn = 0;
    }
  }

  /** Every device in a line, with its times in seconds. */
  List<String> table(List<DemoDevice> devices) {
    Table table =
        new Table(
            colours::paint,
            "DEVICE",
            "SKI",
            "STATE",
            "FOUND",
            "DIALLED BY",
            "HANDSHAKE",
            "TOTAL",
            "TROUBLE");
    for (DemoDevice device : devices) {
      table.row(
          device.name(),
          device.ski().map(ski -> ski.substring(0, Math.min(8, ski.length()))).orElse("-"),
          device.state(),
          seconds(device.found()) + (device.isStatic() ? " (told)" : ""),
          device.dialledBy().orElse("-"),
          seconds(device.handshake()),
          seconds(device.exchange()),
          device.trouble());
    }
    return table.lines();
  }

  private static String seconds(Optional<Duration> span) {
    return span.map(it -> BigDecimal.valueOf(it.toMillis() / 100, 1) + " s").orElse("-");
  }
}
