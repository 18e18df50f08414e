package dev.shiphub.hub.adapter.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.tidy.MadePage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is said of the figures elsewhere: in docs, and on the dashboard. */
final class FigurePagesTest {
  private static final Pattern NAME = Pattern.compile("\\b(?:shiphub|jvm|process)_[a-z_]+");
  private static final Pattern EXPRESSION = Pattern.compile("\"expr\": \"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern TABLE = Pattern.compile("(?m)^\\| `.*\\n");

  private static Path root() {
    return Path.of(System.getProperty("shiphub.root"));
  }

  private static Set<String> names() {
    Set<String> names = new TreeSet<>();
    for (Figure figure : Figure.values()) {
      names.add(figure.queryName());
      if (figure.kind() == Figure.Kind.HISTOGRAM) {
        names.add(figure.queryName() + "_bucket");
      }
    }
    return names;
  }

  @Test
  void theDashboardAsksOnlyForWhatThereIs() throws IOException {
    String dashboard = Files.readString(root().resolve("packaging/grafana-shiphub.json"));
    Set<String> asked =
        EXPRESSION
            .matcher(dashboard)
            .results()
            .flatMap(found -> NAME.matcher(found.group(1)).results())
            .map(MatchResult::group)
            .collect(Collectors.toCollection(TreeSet::new));
    assertTrue(asked.size() > 15, asked.toString());
    asked.removeAll(names());
    assertEquals(Set.of(), asked);
  }

  @Test
  void thePageForPeopleHasARowForEachFigure() throws IOException {
    MadePage page = new MadePage("observability.md", "observability.write");
    String text = Files.readString(root().resolve("docs/observability.md"));
    List<String> rows = TABLE.matcher(text).results().map(MatchResult::group).toList();
    String written = String.join("", rows);
    page.assertIs(text.replace(written, expected()));
  }

  private static String expected() {
    return Arrays.stream(Figure.values()).map(FigurePagesTest::row).collect(Collectors.joining());
  }

  private static String row(Figure figure) {
    return "| `%s` | %s | %s | %s |\n"
        .formatted(
            figure.queryName(),
            figure.kind().name().toLowerCase(Locale.ROOT),
            String.join(", ", figure.labels()),
            figure.help());
  }
}
