package dev.shiphub.sim.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.shiphub.sim.bench.Declarations;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class OfficialCaseTest {
  @Test
  void thereAreThirtyThreeCasesWithTheOfficialIdentifiers() {
    Map<String, Long> families =
        Arrays.stream(OfficialCase.values())
            .collect(
                Collectors.groupingBy(
                    official -> official.name().replaceAll("^TC_SHIP_|_\\d{3}$", ""),
                    Collectors.counting()));
    assertEquals(
        Map.ofEntries(
            Map.entry("MDNS", 1L),
            Map.entry("CONN", 1L),
            Map.entry("ROLE", 3L),
            Map.entry("SEC", 2L),
            Map.entry("MSG", 3L),
            Map.entry("CMI", 6L),
            Map.entry("HELLO", 4L),
            Map.entry("PROT", 6L),
            Map.entry("PIN", 1L),
            Map.entry("TERM", 1L),
            Map.entry("AM", 1L),
            Map.entry("AMDATA", 4L)),
        families);
  }

  // Both cannot apply to one device: it asks for access methods or it does not.
  @Test
  void aDeclarationSwitchesCasesOffAndIsNamed() {
    Declarations asks = Declarations.usual();
    Declarations asksNot = asks.with(Map.of("PAR_queryAccessMethods", "no"));
    assertEquals(
        Optional.of("PAR_queryAccessMethods is yes"),
        OfficialCase.TC_SHIP_AMDATA_004.sheet().needs().unmetBy(asks));
    assertEquals(
        Optional.empty(), OfficialCase.TC_SHIP_AMDATA_004.sheet().needs().unmetBy(asksNot));
    assertEquals(
        Optional.of("PAR_queryAccessMethods is no"),
        OfficialCase.TC_SHIP_AMDATA_002.sheet().needs().unmetBy(asksNot));
  }

  @Test
  void aSheetWithAWrongNameOrValueIsRefused() {
    for (Map<String, String> wrong :
        List.of(
            Map.of("PAR_shipsvc", "yes"),
            Map.of("PAR_shipSvc", "maybe"),
            Map.of("PAR_helloProlongationCount", "1"),
            Map.of("PAR_shipVersion", "one"))) {
      assertThrows(IllegalArgumentException.class, () -> Declarations.usual().with(wrong));
    }
  }
}
