package dev.shiphub.tidy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The threat model in SECURITY.md names the tests that show it, and they exist. */
final class SecurityPageTest {
  private static final Pattern NAMED = Pattern.compile("`(\\w+(?:Test|IT)(?:\\$\\w+)?(?:#\\w+)?)`");
  private static final Pattern PLANNED = Pattern.compile("planned: `(\\w+)`");
  private static final Pattern PROGRAM = Pattern.compile("`(packaging/[a-z-]+)`");
  private static final Pattern TESTED =
      Pattern.compile("`\\w+(?:Test|IT)(?:\\$\\w+)?(?:#\\w+)?`|`packaging/[a-z-]+`|not shown");

  private static String page() throws IOException {
    return Files.readString(Sources.root().resolve("SECURITY.md"));
  }

  /** All tests, and their classes. */
  private static Set<String> tests() {
    Set<String> names = new HashSet<>();
    for (Sources.Source source : Sources.tests()) {
      List<String> tests = TestNames.in(source, 0);
      names.addAll(tests);
      if (!tests.isEmpty()) {
        names.add(source.name());
      }
    }
    return names;
  }

  private static List<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult it) -> it.group(1)).toList();
  }

  private static List<String> missing(String page, Set<String> tests) {
    List<String> planned = found(PLANNED, page);
    return found(NAMED, page).stream()
        .filter(name -> !tests.contains(name) && !planned.contains(name))
        .toList();
  }

  /** The lines of tables under "shown by" whose last cell names nothing. */
  private static List<String> bare(String page) {
    return page.lines()
        .collect(Collectors.joining("\n"))
        .transform(text -> Stream.of(text.split("\n\n", -1)))
        .filter(table -> table.contains("| shown by |"))
        .flatMap(table -> table.lines().skip(2))
        .filter(line -> !TESTED.matcher(lastCell(line)).find())
        .toList();
  }

  private static String lastCell(String line) {
    String[] cells = line.split(" \\| ", -1);
    return cells[cells.length - 1];
  }

  @Test
  void everyTestThatItNamesExists() throws IOException {
    assertEquals(List.of(), missing(page(), tests()));
  }

  @Test
  void everyProgramThatItNamesExists() throws IOException {
    assertEquals(
        List.of(),
        found(PROGRAM, page()).stream()
            .filter(name -> !Files.isExecutable(Sources.root().resolve(name)))
            .toList());
  }

  @Test
  void everyLineIsShownOrSaysThatItIsNot() throws IOException {
    assertEquals(List.of(), bare(page()));
  }

  // When such a class has come, the line has to say what it shows.
  @Test
  void whatIsPlannedIsNotThereYet() throws IOException {
    assertEquals(
        List.of(), found(PLANNED, page()).stream().filter(name -> tests().contains(name)).toList());
  }

  @Test
  void findsALineWithoutATestAndATestThatThereIsNot() {
    String page =
        """
        | tries | what comes of it | shown by |
        | --- | --- | --- |
        | one | is refused | `ATest#holds` |
        | another | is refused | `BTest#holds`, planned: `CIT` |
        | a third | is refused | surely |
        """;
    assertEquals(List.of("BTest#holds"), missing(page, Set.of("ATest", "ATest#holds")));
    assertEquals(List.of("| a third | is refused | surely |"), bare(page));
  }
}
