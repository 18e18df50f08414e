package dev.shiphub.tidy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.shiphub.tidy.Mark.Marked;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The table lesson x test, docs/field-lessons.md, is made of the marks in the tests. {@code
 * -Dlessons.write=true} writes it.
 */
final class FieldLessonsPageTest {
  private static final MadePage PAGE = new MadePage("field-lessons.md", "lessons.write");
  private static final String HEAD =
      """
      # What the field has learnt, and what holds it here

      Made by `mvn verify -Dlessons.write=true` of what the tests say of themselves; do not edit. The faults were read in the sources and
      threads of other hubs. Most are planted here too, and must be found: [planted-faults.md](planted-faults.md).

      | | seen in the field | what must hold | tests |
      | --- | --- | --- | --- |
      """;

  @Test
  void thePageShowsWhatTheTestsSay() throws IOException {
    List<Marked> tests = tests();
    PAGE.assertIs(
        HEAD
            + Arrays.stream(FieldLesson.values())
                .map(lesson -> row(lesson, testsOf(lesson, tests)))
                .collect(Collectors.joining()));
  }

  @Test
  void everyLessonHasItsRegressionTest() {
    List<Marked> tests = tests();
    assertEquals(
        List.of(),
        Arrays.stream(FieldLesson.values())
            .filter(lesson -> testsOf(lesson, tests).isEmpty())
            .toList());
  }

  @Test
  void noTestNamesALessonThatThereIsNot() {
    assertEquals(
        List.of(),
        tests().stream()
            .filter(marked -> marked.numbers().stream().anyMatch(it -> it < 1 || it > most()))
            .toList());
  }

  @Test
  void aMarkBelongsToTheTestBelowIt() {
    String mark = "Regression " + "of";
    String text =
        """
        final class X {
          /** %1$s field lesson A3. */
          @Test
          void first() {}

          @Nested
          final class Y {
            /**
             * Words.
             *
             * <p>%1$s field
             * lessons A1,
             * A12.
             */
            @ParameterizedTest
            @ValueSource(ints = 1)
            void second(int it) {}
          }
        }
        """
            .formatted(mark);
    assertEquals(
        List.of(new Marked("X#first", List.of(3)), new Marked("X$Y#second", List.of(1, 12))),
        Mark.LESSON.tests(Sources.planted("X.java", text)));
    assertThrows(
        IllegalStateException.class,
        () -> Mark.LESSON.tests(Sources.planted("X.java", "// " + mark + " field lesson A1.")));
  }

  private static int most() {
    return FieldLesson.values().length;
  }

  private static List<Marked> tests() {
    return Sources.tests().stream().flatMap(source -> Mark.LESSON.tests(source).stream()).toList();
  }

  private static List<String> testsOf(FieldLesson lesson, List<Marked> tests) {
    return tests.stream()
        .filter(marked -> marked.numbers().contains(lesson.number()))
        .map(Marked::test)
        .sorted()
        .toList();
  }

  private static String row(FieldLesson lesson, List<String> tests) {
    String names = tests.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    return "| %s | %s | %s | %s |\n".formatted(lesson, lesson.seen(), lesson.holds(), names);
  }
}
