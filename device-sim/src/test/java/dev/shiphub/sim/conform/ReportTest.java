package dev.shiphub.sim.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.Role;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReportTest {
  private static CaseRun run(OfficialCase official, Role device, Verdict verdict) {
    return new CaseRun(official, device, verdict, Duration.ofSeconds(1), List.of("a < b"));
  }

  private static Report report(CaseRun... runs) {
    return new Report(
        "a device", "2026-01-31", Declarations.usual(), List.of(runs), Duration.ofSeconds(9));
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
        MarkdownReport.of(report).contains("| not applicable | PAR_queryAccessMethods is yes |"));
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
}
