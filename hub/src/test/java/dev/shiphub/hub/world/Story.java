package dev.shiphub.hub.world;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/** What happened in a world, line by line; kept only if somebody wants to read it. */
final class Story {
  private static final int MOST_LINES = 400;

  private final Calendar calendar;
  private final boolean isTold;
  private final Deque<String> lines = new ArrayDeque<>();

  Story(Calendar calendar, boolean isTold) {
    this.calendar = calendar;
    this.isTold = isTold;
  }

  void tell(Supplier<String> line) {
    if (isTold) {
      lines.add(calendar.passed().toMillis() + " ms  " + line.get());
      if (lines.size() > MOST_LINES) {
        lines.remove();
      }
    }
  }

  /** Its end, which is where it went wrong. */
  String end(int most) {
    return String.join("\n", lines.stream().skip(Math.max(0, lines.size() - most)).toList());
  }
}
