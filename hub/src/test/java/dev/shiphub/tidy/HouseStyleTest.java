package dev.shiphub.tidy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shiphub.tidy.Sources.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The measurable part of the style in CONTRIBUTING.md. */
final class HouseStyleTest {
  private static final int LONGEST_FILE = 400;
  private static final Pattern BAD_NAME =
      Pattern.compile(".*(Manager|Util|Utils|Impl|Helper)|Abstract.*");
  private static final Pattern PUBLIC_MEMBER =
      Pattern.compile(
          "(?m)^  public (?!static void main)(?!record|enum|sealed|final class|interface|class)"
              + "[^=;]*?\\(");

  /** What the field calls a device that manages energy. */
  private static final Set<String> FIELD_NOUNS = Set.of("EnergyManager");

  @Test
  void filesHaveOneReasonToExist() {
    List<String> faults = new ArrayList<>();
    for (Source source : Sources.production()) {
      long lines = source.text().lines().count();
      if (lines > LONGEST_FILE) {
        faults.add(source.path() + " has " + lines + " lines");
      }
    }
    assertEquals(List.of(), faults);
  }

  @Test
  void classesAreNamedAfterThingsOfTheField() {
    List<String> faults = new ArrayList<>();
    for (Source source : Sources.production()) {
      boolean isBad = BAD_NAME.matcher(source.name()).matches();
      if (isBad && !FIELD_NOUNS.contains(source.name())) {
        faults.add(source.path().toString());
      }
    }
    assertEquals(List.of(), faults);
  }

  @Test
  void publicTypesAndMethodsAreDocumented() {
    List<String> faults = new ArrayList<>();
    for (Source source : Sources.production()) {
      PUBLIC_MEMBER
          .matcher(source.code())
          .results()
          .filter(member -> !isDocumented(source, member.start()))
          .forEach(member -> faults.add(source.path() + ":" + source.line(member.start() + 2)));
    }
    assertEquals(List.of(), faults);
  }

  /**
   * The line before, annotations aside, ends a comment or overrides something that is documented.
   */
  private static boolean isDocumented(Source source, int position) {
    List<String> before = source.text().substring(0, position).lines().toList();
    for (String text : before.reversed()) {
      String line = text.strip();
      if (line.startsWith("@Override")) {
        return true;
      }
      if (!line.startsWith("@")) {
        return line.endsWith("*/");
      }
    }
    return false;
  }
}
