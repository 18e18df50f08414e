package dev.shiphub.sim.scenario;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The parts of docs/scenarios.md that are made of the language and of what is shipped. */
final class PageTables {
  private PageTables() {}

  /** A page with its made parts as they are today. */
  static String into(String page) {
    return replaced(replaced(page, "reference", reference()), "shipped", shipped());
  }

  private static String replaced(String page, String mark, String text) {
    String begin = "<!-- " + mark + " -->\n";
    int from = page.indexOf(begin) + begin.length();
    return page.substring(0, from) + text + page.substring(page.indexOf("<!-- end of " + mark));
  }

  private static String reference() {
    String verbs =
        Stream.of(Verb.values())
            .map(
                verb ->
                    "### `%s`%s\n\n%s\n\n%s\n"
                        .formatted(verb.word(), whose(verb), verb.words(), table(verb.keys())))
            .collect(Collectors.joining());
    return verbs
        + "### The file\n\nBesides `peers` and `steps`:\n\n"
        + table(Forms.SCENARIO)
        + "\n### `device`\n\n"
        + table(Forms.DEVICE)
        + "\n### `hand`\n\n"
        + table(Forms.HAND)
        + "\n";
  }

  private static String whose(Verb verb) {
    return switch (verb.who()) {
      case DEVICE -> " (device)";
      case HAND -> " (by hand)";
      case ANY, NOBODY -> "";
    };
  }

  private static String table(List<Key> keys) {
    return "| key | takes | what it is |\n| --- | --- | --- |\n"
        + keys.stream().map(PageTables::row).collect(Collectors.joining());
  }

  private static String row(Key key) {
    String need =
        switch (key.need()) {
          case REQUIRED -> " (needed)";
          case ONE_OF -> " (one of)";
          case OPTIONAL -> "";
        };
    return "| `%s`%s | %s | %s |\n".formatted(key.name(), need, key.kind().words(), key.words());
  }

  private static String shipped() {
    return "| name | layer | what it shows |\n| --- | --- | --- |\n"
        + Shipped.all().stream()
            .map(
                scenario ->
                    "| `%s` | %s | %s |\n"
                        .formatted(scenario.name(), scenario.layer(), scenario.description()))
            .collect(Collectors.joining());
  }
}
