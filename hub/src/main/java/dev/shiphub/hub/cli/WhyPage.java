package dev.shiphub.hub.cli;

import java.util.ArrayList;
import java.util.List;

/** Why a device stands as it does, for people: the sentence, what to do, then the evidence. */
record WhyPage(Language language) {
  List<String> lines(Doc why) {
    List<String> lines = new ArrayList<>();
    lines.add(language.in(why.inner("sentence")));
    lines.add(language.in(why.inner("remedy")));
    lines.add("");
    lines.add("code          " + why.text("code") + ", up to: " + why.text("actor"));
    add(lines, "since         ", since(why));
    Doc evidence = why.inner("evidence");
    add(lines, "phase         ", evidence.text("phase"));
    if (evidence.has("lastWords")) {
      lines.add("last words    " + lastWords(evidence.inner("lastWords")));
    }
    if (evidence.has("asked")) {
      Doc asked = evidence.inner("asked");
      lines.add(
          "asked         %s times, last %s".formatted(asked.text("count"), asked.text("lastAt")));
    }
    if (evidence.has("nextAttemptIn")) {
      lines.add(
          "next attempt  in %s, %s"
              .formatted(Spans.of(evidence, "nextAttemptIn"), evidence.text("nextAttemptAt")));
    }
    DevicePage.section(lines, "seen by multicast DNS", records(evidence));
    DevicePage.section(lines, "where it was tried", addresses(evidence));
    return lines;
  }

  private static void add(List<String> lines, String label, String text) {
    if (!text.isEmpty()) {
      lines.add(label + text);
    }
  }

  private static String since(Doc why) {
    return why.has("since") ? why.text("since") + ", " + Spans.ago(why, "sinceAgo") : "";
  }

  private static String lastWords(Doc words) {
    String code = words.has("code") ? ", code " + words.text("code") : "";
    return "%s ago, at %s, by the %s%s: %s"
        .formatted(
            Spans.of(words, "ago"),
            words.text("phase"),
            words.text("by"),
            code,
            words.text("text"));
  }

  private static Table records(Doc evidence) {
    Table table = new Table("INSTANCE", "HOST", "PORT", "HEARD", "ADDRESSES");
    for (Doc record : evidence.docs("records")) {
      table.row(
          record.text("instance"),
          record.text("host"),
          record.text("port"),
          Spans.ago(record, "heardAgo"),
          String.join(", ", record.texts("addresses")));
    }
    return table;
  }

  private static Table addresses(Doc evidence) {
    Table table = new Table("HOST", "PORT", "FROM", "TRIED", "RESULT");
    for (Doc address : evidence.docs("addresses")) {
      table.row(
          address.text("host"),
          address.text("port"),
          address.flag("static") ? "user" : "mDNS",
          Spans.ago(address, "triedAgo"),
          address.text("result"));
    }
    return table;
  }
}
