package dev.shiphub.tidy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shiphub.sim.conform.OfficialCase;
import dev.shiphub.tidy.Sources.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Every official case stands in the suite twice: over sockets in {@code sim.conform}, and in
 * virtual time as a test that has its identifier.
 */
final class OfficialCasesTest {
  /** A test method with an identifier, a sentence, and its parameters. */
  private static final Pattern CASE =
      Pattern.compile(
          "@(?:Test|ParameterizedTest)\\b(?:(?!\\bvoid\\b)[\\s\\S])*+"
              + "void (TC_[A-Z]+_[A-Z]+_\\d{3})_\\w+\\(([^)]*)\\)");

  @Test
  void everyCaseIsATestInVirtualTimeInTheRolesThatItHas() {
    Map<String, List<String>> tests = tests(Sources.tests());
    List<String> faults = new ArrayList<>();
    for (OfficialCase official : OfficialCase.values()) {
      List<String> found = tests.getOrDefault(official.name(), List.of());
      boolean isInBothRoles = found.stream().anyMatch(parameters -> parameters.contains("Role "));
      if (found.size() != 1) {
        faults.add(official + " has " + found.size() + " tests");
      } else if (official.roleWords().equals("either") && !isInBothRoles) {
        faults.add(official + " is not run in both roles");
      }
    }
    assertEquals(List.of(), faults);
  }

  @Test
  void noTestHasAnIdentifierThatIsNotOfficial() {
    List<String> official = Arrays.stream(OfficialCase.values()).map(Enum::name).toList();
    List<String> others = new ArrayList<>(tests(Sources.tests()).keySet());
    others.removeAll(official);
    assertEquals(List.of(), others);
  }

  @Test
  void findsAPlantedCase() {
    Source planted =
        Sources.planted(
            "m/Planted.java",
            """
            package dev.shiphub.ship;
            @Test
            void TC_SHIP_CMI_001_answers() {}
            @ParameterizedTest
            @EnumSource(value = Role.class, names = {"CLIENT"})
            void TC_SHIP_AM_001_tells(Role role) {}
            void TC_SHIP_AM_002_isNoTest() {}
            """);
    assertEquals(
        Map.of("TC_SHIP_CMI_001", List.of(""), "TC_SHIP_AM_001", List.of("Role role")),
        tests(List.of(planted)));
  }

  /** Identifier to the parameters of each test that has it. */
  private static Map<String, List<String>> tests(List<Source> sources) {
    Map<String, List<String>> tests = new TreeMap<>();
    for (Source source : sources) {
      Matcher found = CASE.matcher(source.code());
      while (found.find()) {
        tests.computeIfAbsent(found.group(1), _ -> new ArrayList<>()).add(found.group(2));
      }
    }
    return tests;
  }
}
