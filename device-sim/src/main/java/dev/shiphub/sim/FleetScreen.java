package dev.shiphub.sim;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.json.JsonWriter;
import dev.shiphub.sim.fleet.FleetFigures;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Shows how a fleet is: on a terminal one line that changes, else a line now and then; at the end
 * all of it.
 */
final class FleetScreen {
  private static final Duration REDRAWN_EVERY = Duration.ofMillis(500);
  private static final Duration TOLD_EVERY = Duration.ofSeconds(10);
  private static final int MOST_MISSING = 10;
  private static final String ERASE = "\r\u001b[K";

  private final Console console;
  private final boolean isJson;
  private final boolean isLive;
  private Optional<Instant> shownAt = Optional.empty();

  /**
   * @param isJson whether figures are for programs
   * @param isTerminal whether a person looks at them
   */
  FleetScreen(Console console, boolean isJson, boolean isTerminal) {
    this.console = console;
    this.isJson = isJson;
    isLive = isTerminal && !isJson;
  }

  /** How many keys there are by now. */
  void keys(int ready, int wanted) {
    if (isLive && (ready % 10 == 0 || ready == wanted)) {
      redraw("keys: " + ready + " of " + wanted);
    } else if (!isLive && ready == wanted) {
      console.complaints().println("keys: " + ready + " of " + wanted);
    }
  }

  /** A remark on the way. */
  void say(String remark) {
    clear();
    console.complaints().println(remark);
  }

  /** Shows figures if it is time again. */
  void show(Supplier<FleetFigures> figures, Instant now) {
    Duration gap = isLive ? REDRAWN_EVERY : TOLD_EVERY;
    if (shownAt.filter(last -> last.plus(gap).isAfter(now)).isPresent()) {
      return;
    }
    shownAt = Optional.of(now);
    if (isLive) {
      redraw(figures.get().line());
    } else {
      tell(figures.get());
    }
  }

  /** Prints figures, to stay. */
  void tell(FleetFigures figures) {
    clear();
    out().println(isJson ? JsonWriter.COMPACT.text(figures.json("fleet")) : figures.line());
  }

  /** Prints what the fleet came to. */
  void conclude(FleetFigures figures, List<Ski> missing) {
    clear();
    if (isJson) {
      out().println(JsonWriter.COMPACT.text(figures.json("summary")));
      return;
    }
    figures.summary().forEach(out()::println);
    missing.stream()
        .limit(MOST_MISSING)
        .forEach(ski -> out().println("not in data exchange       " + ski));
  }

  /** Says why something is not possible. */
  void complain(IOException why) {
    complain(String.valueOf(why.getMessage()));
  }

  /** Says what is wrong. */
  void complain(String words) {
    clear();
    console.complaints().println(words);
  }

  private void redraw(String line) {
    out().print(ERASE + line);
    out().flush();
  }

  private void clear() {
    if (isLive) {
      out().print(ERASE);
      out().flush();
    }
  }

  private PrintStream out() {
    return console.out();
  }
}
