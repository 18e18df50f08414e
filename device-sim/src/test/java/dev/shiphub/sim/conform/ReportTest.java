package dev.shiphub.sim.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.Role;
import dev.shiphub.sim.bench.Declarations;
import dev.shiphub.sim.bench.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ReportTest {
  private static final Declarations ASKING = Declarations.usual();
  private static final Declarations NOT_ASKING =
      ASKING.with(Map.of("PAR_queryAccessMethods", "no"));

  private static CaseRun run(TestCase test, Role device, Verdict verdict) {
    return run(test, device, ASKING, verdict);
  }

  private static CaseRun run(TestCase test, Role device, Declarations sheet, Verdict verdict) {
    return new CaseRun(test, device, sheet, verdict, Duration.ofSeconds(1), List.of("a < b"));
  }

  private static Report report(CaseRun... runs) {
    return new Report("a device", "2026-01-31", List.of(runs), Duration.ofSeconds(9));
  }

  @Test
  void aCaseIsAsGoodAsItsWorstRun() {
    Report report =
        report(
            run(OfficialCase.TC_SHIP_MSG_001, Role.SERVER, Verdict.failed("no answer")),
            run(OfficialCase.TC_SHIP_MSG_001, Role.CLIENT, Verdict.passed("ignored")));
    assertEquals("conformance: 0 of 1 cases passed, 1 failed, 2 runs, 9 s", report.figure());
    assertFalse(report.isClean());
  }

  // A precondition that was not reached proves nothing.
  @Test
  void aReportWithAnInconclusiveRunIsNotClean() {
    Report report =
        report(
            run(OfficialCase.TC_SHIP_MSG_001, Role.SERVER, Verdict.passed("ignored")),
            run(OfficialCase.TC_SHIP_MSG_001, Role.CLIENT, Verdict.inconclusive("no dial")));
    assertFalse(report.isClean());
    assertTrue(MarkdownReport.of(report).contains("**inconclusive**"));
  }

  @Test
  void aCaseThatDoesNotApplyLeavesAReportCleanAndSaysWhy() {
    Report report =
        report(
            run(
                OfficialCase.TC_SHIP_AMDATA_004,
                Role.SERVER,
                Verdict.notApplicable("PAR_queryAccessMethods is yes")));
    assertTrue(report.isClean());
    assertTrue(
        MarkdownReport.of(report)
            .contains("| A | not applicable | PAR_queryAccessMethods is yes |"));
  }

  @Test
  void theXmlHasACaseForEveryRunWithItsTranscript() {
    String xml =
        JunitReport.of(
            report(run(OfficialCase.TC_SHIP_CMI_001, Role.SERVER, Verdict.failed("\"<&\u0001"))));
    assertTrue(xml.contains("failures=\"1\" errors=\"0\" skipped=\"0\""), xml);
    assertTrue(xml.contains("<testcase classname=\"CMI-02\" name=\"TC_SHIP_CMI_001\""), xml);
    assertTrue(xml.contains("<failure message=\"&quot;&lt;&amp;?\"/>"), xml);
    assertTrue(xml.contains("a &lt; b"), xml);
  }

  // A device is one thing or the other; only two of its configurations have all cases passed.
  @Test
  void aContinuedReportSaysWhichRunWasUnderWhichDeclaration() {
    Report first =
        report(
            run(
                OfficialCase.TC_SHIP_AMDATA_004,
                Role.SERVER,
                Verdict.notApplicable("PAR_queryAccessMethods is yes")));
    Report both =
        report(
                run(
                    OfficialCase.TC_SHIP_AMDATA_004,
                    Role.SERVER,
                    NOT_ASKING,
                    Verdict.passed("no request")))
            .continuing(first);
    assertEquals("conformance: 1 of 1 cases passed, 1 runs, 18 s", both.figure());
    String page = MarkdownReport.of(both);
    assertTrue(page.contains("* B: as A, but PAR_queryAccessMethods no"), page);
    assertTrue(page.contains("| server | B | passed | no request |"), page);
  }

  // What was fixed counts, what fails in one of two configurations is not hidden by the other.
  @Test
  void onlyTheSameRunUnderTheSameDeclarationIsReplaced() {
    CaseRun failed = run(OfficialCase.TC_SHIP_MSG_001, Role.SERVER, Verdict.failed("no answer"));
    CaseRun passed = run(OfficialCase.TC_SHIP_MSG_001, Role.SERVER, Verdict.passed("ignored"));
    assertTrue(report(passed).continuing(report(failed)).isClean());
    CaseRun other =
        run(OfficialCase.TC_SHIP_MSG_001, Role.SERVER, NOT_ASKING, Verdict.passed("ignored"));
    assertFalse(report(other).continuing(report(failed)).isClean());
  }

  @Test
  void whatIsWrittenAsJsonIsReadBack() {
    Report report =
        report(
            run(OwnCase.TC_SHUB_WS_001, Role.CLIENT, NOT_ASKING, Verdict.failed("\"<&\u0001")),
            run(OfficialCase.TC_SHIP_CMI_001, Role.SERVER, Verdict.passed("seen")));
    assertEquals(Optional.of(report), ReportJson.read(ReportJson.of(report)));
    assertEquals(Optional.empty(), ReportJson.read("{\"runs\":[{}],\"millis\":1}"));
  }

  @Test
  void officialCasesAreCountedApartFromOurs() {
    Report report =
        report(
            run(OwnCase.TC_SHUB_WS_001, Role.CLIENT, Verdict.failed("none")),
            run(OfficialCase.TC_SHIP_CMI_001, Role.SERVER, Verdict.passed("seen")));
    assertEquals(
        "conformance: 1 of 1 cases passed, 0 of 1 further ones passed, 1 failed, 2 runs, 9 s",
        report.figure());
  }
}
