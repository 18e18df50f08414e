package dev.shiphub.sim.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

final class ScenarioReportTest {
  private static final Failure FAILURE =
      new Failure(
          new Place("b.yaml", 9, 5), "expect {peer: box}", "close frame \"<4001>\" & \u0001");
  private static final ScenarioReport REPORT =
      new ScenarioReport(
          List.of(run("b-fails", Optional.of(FAILURE)), run("a-passes", Optional.empty())),
          Duration.ofMillis(4_200));

  private static ScenarioRun run(String name, Optional<Failure> failure) {
    String text =
        "name: %s\ndescription: x\nlayer: ship\npeers: {box: {hand: {}}}\nsteps: [{ask: box}]"
            .formatted(name);
    Scenario scenario = ((ScenarioFile.Read.Ok) ScenarioFile.read(name + ".yaml", text)).scenario();
    return new ScenarioRun(scenario, failure, 1, Duration.ofMillis(2_100), List.of("a <line>"));
  }

  @Test
  void theFigureCountsWhatPassed() {
    assertEquals("scenarios: 1 of 2 passed, 2 steps, 4 s", REPORT.figure());
    assertFalse(REPORT.isClean());
  }

  @Test
  void aFailureSaysFileLineWhatWasToBeAndWhatWas() {
    assertTrue(
        ScenarioReport.line(REPORT.runs().getLast())
            .endsWith(
                "b.yaml:9: expected: expect {peer: box}; seen: close frame \"<4001>\" & \u0001"));
  }

  @Test
  void junitIsXmlWithEveryTranscriptAndTheFailure() throws Exception {
    Element suite =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(REPORT.junit().getBytes(StandardCharsets.UTF_8)))
            .getDocumentElement();
    assertEquals("2", suite.getAttribute("tests"));
    assertEquals("1", suite.getAttribute("failures"));
    NodeList cases = suite.getElementsByTagName("testcase");
    assertEquals("a-passes", ((Element) cases.item(0)).getAttribute("name"));
    assertEquals("scenario.ship", ((Element) cases.item(1)).getAttribute("classname"));
    assertEquals(1, suite.getElementsByTagName("failure").getLength());
    assertTrue(
        suite.getElementsByTagName("system-out").item(1).getTextContent().contains("a <line>"));
  }

  @Test
  void jsonHasTheTranscriptOfAFailureOnly() {
    assertTrue(REPORT.json().startsWith("{\"passed\":1,\"runs\":[{\"name\":\"a-passes\""));
    assertTrue(REPORT.json().contains("\"line\":9"));
    assertEquals(1, REPORT.json().split("transcript", -1).length - 1);
  }
}
