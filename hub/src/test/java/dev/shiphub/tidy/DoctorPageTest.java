package dev.shiphub.tidy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shiphub.hub.doctor.Topic;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The table check x provoked failure, docs/doctor.md, is made of what the tests say of themselves.
 * {@code -Ddoctor.write=true} writes it.
 */
final class DoctorPageTest {
  private static final MadePage PAGE = new MadePage("doctor.md", "doctor.write");
  private static final String GAP = "[\\s*/]+";
  private static final Pattern MARK =
      Pattern.compile(
          "Provokes the doctor's".replace(" ", GAP)
              + GAP
              + "((?:`[a-z-]+`,?"
              + GAP
              + ")*`[a-z-]+`)\\.");
  private static final Pattern ID = Pattern.compile("`([a-z-]+)`");

  /** Topic to the tests that provoke its failure. */
  private static Map<String, Set<String>> provoked(List<Sources.Source> sources) {
    Map<String, Set<String>> provoked = new TreeMap<>();
    for (Sources.Source source : sources) {
      Matcher mark = MARK.matcher(source.text());
      while (mark.find()) {
        String test = TestNames.in(source, mark.end()).getFirst();
        ID.matcher(mark.group(1))
            .results()
            .forEach(id -> provoked.computeIfAbsent(id.group(1), _ -> new TreeSet<>()).add(test));
      }
    }
    return provoked;
  }

  @Test
  void thePageShowsWhatTheTestsSay() throws IOException {
    Map<String, Set<String>> provoked = provoked(Sources.tests());
    PAGE.assertIs(
        HEAD
            + Arrays.stream(Topic.values())
                .map(topic -> row(topic, provoked.getOrDefault(topic.id(), Set.of())))
                .collect(Collectors.joining()));
  }

  @Test
  void everyCheckIsProvokedToFailAndNoOtherIsNamed() {
    assertEquals(
        Arrays.stream(Topic.values()).map(Topic::id).collect(Collectors.toCollection(TreeSet::new)),
        provoked(Sources.tests()).keySet());
  }

  @Test
  void aMarkBelongsToTheTestBelowIt() {
    String mark = "Provokes " + "the doctor's";
    String text =
        """
        final class X {
          /** %s `disk`,
           * `java`. */
          @Test
          void first() {}
        }
        """
            .formatted(mark);
    assertEquals(
        Map.of("disk", Set.of("X#first"), "java", Set.of("X#first")),
        provoked(List.of(Sources.planted("X.java", text))));
  }

  private static String row(Topic topic, Set<String> tests) {
    String names = tests.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    return "| `%s` | %s | %s | %s |\n"
        .formatted(topic.id(), topic.title().en(), topic.title().de(), names);
  }

  private static final String HEAD =
      """
      # What the doctor looks at, and the tests in which it finds trouble

      Made by `mvn verify -Ddoctor.write=true` of what the tests say of themselves; do not edit.

      `shiphub doctor` asks the daemon, or looks for itself if none runs, or if `--state DIR` or `-c FILE` says at what. It ends in 1 if a
      check fails, else in 0; `--json` prints what `GET /api/v1/doctor` answers, in English and German. It takes three seconds, six at
      most, takes no lock and writes nothing. It knocks at the SHIP port, which the daemon's log may mention, and asks by multicast as a
      listener of its own.

      Tests whose names end in `IT` are `mvn verify -P doctor`: hosts made of network namespaces on which it is so indeed. What needs
      another Java or another time is judged from facts alone.

      | check | | | provoked to fail or warn by |
      | --- | --- | --- | --- |
      """;
}
