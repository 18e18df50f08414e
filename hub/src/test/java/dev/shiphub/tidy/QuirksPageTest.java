package dev.shiphub.tidy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shiphub.sim.quirk.Quirk;
import dev.shiphub.sim.quirk.QuirkSet;
import dev.shiphub.sim.scenario.Shipped;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every quirk and every set has a scenario, and the page says which. */
final class QuirksPageTest {
  private static final MadePage PAGE = new MadePage("quirks.md", "quirks.write");

  private static List<String> scenarios(Predicate<String> shows) {
    return Shipped.names().stream()
        .filter(name -> Shipped.text(name).filter(shows).isPresent())
        .toList();
  }

  private static List<String> of(QuirkSet set) {
    return scenarios(Pattern.compile("\\blike: " + set.name() + "\\b(?!-)").asPredicate());
  }

  private static List<String> of(Quirk quirk) {
    String word = "[\\[ ]" + Pattern.quote(quirk.word()) + "[=,\\]]";
    // By hand where the device of the quirk could not be brought to it in time.
    String named = "(?m)^name: quirk-" + Pattern.quote(quirk.word()) + "$";
    List<String> alone =
        scenarios(Pattern.compile("quirks: .*" + word + "|" + named).asPredicate());
    List<String> inSets =
        QuirkSet.all().stream()
            .filter(set -> set.quirks().has(quirk))
            .flatMap(set -> of(set).stream())
            .toList();
    return alone.isEmpty() ? inSets : alone;
  }

  private static String row(String... cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }

  private static String codes(List<String> words) {
    return words.stream().map(word -> "`" + word + "`").collect(Collectors.joining(", "));
  }

  private static String page() {
    StringBuilder page = new StringBuilder();
    page.append(
        """
        # Quirks of devices

        Made by `mvn verify -Dquirks.write=true` of the simulator's own words and of the shipped scenarios; do not edit.

        What a simulated device can do differently from what SHIP wants, and who has seen a device do it. `shiphub sim list` says the same.

        ```
        $ shiphub sim device --profile wallbox --like elli --quirk idle-close=30s
        ```

        takes the quirks of a set, and then those by name, which count more. Scenarios take both ([scenarios.md](scenarios.md)).
        `double-connection` takes\
        """);
    page.append(" ").append(Quirk.DOUBLE_CONNECTION.form().words()).append(".\n\n## Sets\n\n");
    page.append(row("set", "what it is", "quirks", "evidence", "scenario"));
    page.append(row("---", "---", "---", "---", "---"));
    for (QuirkSet set : QuirkSet.all()) {
      page.append(
          row(
              "`" + set.name() + "`",
              set.description(),
              codes(set.quirks().words()),
              set.evidence(),
              codes(of(set))));
    }
    page.append("\n## Quirks\n\n");
    page.append(row("quirk", "usual value", "what the device does", "evidence", "scenario"));
    page.append(row("---", "---", "---", "---", "---"));
    for (Quirk quirk : Quirk.values()) {
      page.append(
          row(
              "`" + quirk.word() + "`",
              quirk.usual(),
              quirk.effect(),
              quirk.evidence(),
              codes(of(quirk))));
    }
    return page.toString();
  }

  @Test
  void everySetHasAScenario() {
    assertEquals(
        List.of(),
        QuirkSet.all().stream().filter(set -> of(set).isEmpty()).map(QuirkSet::name).toList());
  }

  @Test
  void everyQuirkHasAScenario() {
    assertEquals(
        List.of(),
        Arrays.stream(Quirk.values())
            .filter(quirk -> of(quirk).isEmpty())
            .map(Quirk::word)
            .toList());
  }

  @Test
  void thePageIsOfToday() throws IOException {
    PAGE.assertIs(page());
  }
}
