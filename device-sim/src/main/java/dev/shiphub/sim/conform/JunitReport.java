package dev.shiphub.sim.conform;

import dev.shiphub.sim.bench.Verdict;
import java.util.List;
import java.util.Locale;

/** A report as JUnit XML, with the transcript of every run. */
public final class JunitReport {
  private JunitReport() {}

  /** The whole document. An inconclusive run is an error, one that does not apply is skipped. */
  public static String of(Report report) {
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.append(
        "<testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" errors=\"%d\" skipped=\"%d\" time=\"%s\">\n"
            .formatted(
                text("SHIP conformance of " + report.device()),
                report.runs().size(),
                count(report, Verdict.Kind.FAILED),
                count(report, Verdict.Kind.INCONCLUSIVE),
                count(report, Verdict.Kind.NOT_APPLICABLE),
                seconds(report.took().toMillis())));
    report.runs().forEach(run -> xml.append(testcase(run)));
    return xml.append("</testsuite>\n").toString();
  }

  private static String testcase(CaseRun run) {
    String name = run.test().name() + (run.label().isEmpty() ? "" : " as " + run.label());
    return "  <testcase classname=\"%s\" name=\"%s\" time=\"%s\">\n"
            .formatted(
                text(run.test().sheet().requirement()), text(name), seconds(run.took().toMillis()))
        + verdict(run.verdict())
        + "    <system-out>"
        + text(transcript(run.transcript()))
        + "</system-out>\n  </testcase>\n";
  }

  private static String verdict(Verdict verdict) {
    String message = " message=\"" + text(verdict.evidence()) + "\"/>\n";
    return switch (verdict.kind()) {
      case PASSED -> "";
      case FAILED -> "    <failure" + message;
      case INCONCLUSIVE -> "    <error" + message;
      case NOT_APPLICABLE -> "    <skipped" + message;
    };
  }

  private static String transcript(List<String> lines) {
    return "\n" + String.join("\n", lines) + "\n";
  }

  private static long count(Report report, Verdict.Kind kind) {
    return report.runs().stream().filter(run -> run.verdict().kind() == kind).count();
  }

  private static String seconds(long millis) {
    return String.format(Locale.ROOT, "%.3f", millis / 1000.0);
  }

  /** Escaped, and without what XML 1.0 cannot carry. */
  public static String text(String plain) {
    return plain
        .replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]", "?")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
