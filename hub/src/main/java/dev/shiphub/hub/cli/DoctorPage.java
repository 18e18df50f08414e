package dev.shiphub.hub.cli;

import java.util.ArrayList;
import java.util.List;

/** What the doctor has found, for people: a line for each check, and below it what to do. */
record DoctorPage(Colours colours) {
  private static final String LANGUAGE = "en";

  List<String> lines(Doc diagnosis) {
    List<Doc> checks = diagnosis.docs("checks");
    int width = checks.stream().mapToInt(check -> check.text("id").length()).max().orElse(0);
    List<String> lines = new ArrayList<>();
    for (Doc check : checks) {
      String level = check.text("level");
      String gap = " ".repeat(Math.max(0, "fail".length() - level.length()) + 2);
      String id = check.text("id");
      lines.add(
          colours.paint(level)
              + gap
              + id
              + " ".repeat(width - id.length() + 2)
              + check.inner("finding").text(LANGUAGE));
      if (check.has("remedy")) {
        String remedy = check.inner("remedy").text(LANGUAGE);
        lines.add(" ".repeat(width + 8) + "-> " + remedy);
      }
    }
    return lines;
  }
}
