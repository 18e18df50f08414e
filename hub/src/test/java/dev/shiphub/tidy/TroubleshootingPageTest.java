package dev.shiphub.tidy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.hub.why.Cause;
import dev.shiphub.hub.why.Wording;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The table cause x sentence x test, docs/troubleshooting.md, is made of the words in the program
 * and of what the tests say that they show. {@code -Dtroubleshooting.write=true} writes it.
 */
final class TroubleshootingPageTest {
  private static final MadePage PAGE = new MadePage("troubleshooting.md", "troubleshooting.write");

  /** A test that has the cause happen in a whole daemon, with a device that misbehaves. */
  private static final Pattern SHOWS = Pattern.compile("@Shows\\(\\{?([^)]*?)}?\\)");

  private static final Pattern CAUSE = Pattern.compile("Cause\\.([A-Z_]+)");

  private static final int WANTED = 25;

  private static final String HEAD =
      """
      # Why a device is not connected

      Made by `mvn verify -Dtroubleshooting.write=true` of the program's own words and of the tests; do not edit.

      `shiphub why SKI` says it in one sentence, with what to do, and shows what it is concluded from; so do the web page and
      `GET /api/v1/devices/SKI/why`. The code is a promise to programs; the words are there in English and German. What is in braces
      is filled in: `{hub}` is this hub's SKI, `{words}` what was seen or said last, `{next}` when the next attempt is.

      | code | who acts | sentence | what to do | seen for real in |
      | --- | --- | --- | --- | --- |
      """;

  @Test
  void thePageShowsWhatTheProgramSays() throws IOException {
    Wording words = Wording.of("en");
    Map<Cause, Set<String>> tests = tests();
    StringBuilder page = new StringBuilder(HEAD);
    for (Cause cause : Cause.values()) {
      page.append(
          "| `%s` | %s | %s | %s | %s |\n"
              .formatted(
                  cause.label(),
                  cause.actor().label(),
                  words.text(cause.label() + ".sentence"),
                  words.text(cause.label() + ".remedy"),
                  String.join(", ", tests.getOrDefault(cause, Set.of()))));
    }
    page.append(
        "\n"
            + "Causes without a name there are shown by `InquiryTest` only, in what the hub would"
            + " see.\n");
    PAGE.assertIs(page.toString());
  }

  @Test
  void enoughCausesAreSeenForReal() {
    int seen = tests().size();
    assertTrue(seen >= WANTED, seen + " causes");
  }

  @Test
  void aMarkNamesTheTestBelowIt() {
    String text =
        """
        final class X {
          @Test
          @Shows({Cause.A, Cause.B})
          void first() {}
        }
        """;
    Matcher mark = SHOWS.matcher(text);
    assertTrue(mark.find());
    assertEquals("Cause.A, Cause.B", mark.group(1));
  }

  private static Map<Cause, Set<String>> tests() {
    Map<Cause, Set<String>> tests = new EnumMap<>(Cause.class);
    for (Sources.Source source : Sources.tests()) {
      if (source.name().endsWith("IT")) {
        Matcher mark = SHOWS.matcher(source.text());
        while (mark.find()) {
          String method =
              source.text().substring(mark.end()).replaceFirst("(?s).*?void (\\w+).*", "$1");
          Matcher cause = CAUSE.matcher(mark.group(1));
          while (cause.find()) {
            tests
                .computeIfAbsent(Cause.valueOf(cause.group(1)), _ -> new TreeSet<>())
                .add("`" + source.name() + "#" + method + "`");
          }
        }
      }
    }
    return tests;
  }
}
