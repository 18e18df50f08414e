package dev.shiphub.hub.cli;

import java.util.ArrayList;
import java.util.List;

/** One device, for people: how it stands, then the evidence. */
record DevicePage(Colours colours) {
  private static final String[] CONNECTION =
      "ID DIR ADDRESS PLACE PHASE AGE HEARD RECEIVED LAST SENT LAST IDLE".split(" ");

  List<String> lines(Doc device) {
    List<String> lines = new ArrayList<>();
    lines.add("SKI       " + device.text("skiGrouped"));
    lines.add("          " + device.text("ski"));
    add(lines, "name      ", device.text("name"));
    add(lines, "device    ", labels(device));
    add(lines, "SHIP ID   ", shipId(device));
    lines.add("state     " + colours.paint(device.text("state")));
    lines.add("because   " + device.text("because"));
    lines.add("paired    " + paired(device));
    add(lines, "our PIN   ", ownPin(device.inner("pin")));
    if (device.has("static")) {
      Doc fixed = device.inner("static");
      lines.add(
          "static    %s port %s %s"
              .formatted(fixed.text("host"), fixed.text("port"), fixed.text("path")));
    }
    if (device.has("nextDialIn")) {
      lines.add("next dial in " + Spans.of(device, "nextDialIn"));
    }
    section(lines, "connections", connections(device));
    if (device.flag("conflict")) {
      lines.add(
          "CONFLICT  two hosts say that they are this device; its certificate decides, but look who"
              + " announces it");
    }
    section(lines, "where it may be, the best first", candidates(device));
    section(lines, "seen by multicast DNS", records(device));
    section(lines, "attempts, the latest first", attempts(device));
    return lines;
  }

  private static void add(List<String> lines, String label, String text) {
    if (!text.isEmpty()) {
      lines.add(label + text);
    }
  }

  /** As it told it itself; multicast DNS may say anything. */
  private static String shipId(Doc device) {
    if (!device.has("trust")) {
      return "";
    }
    Doc trust = device.inner("trust");
    return trust.has("formerShipId")
        ? "%s, changed from %s".formatted(trust.text("shipId"), trust.text("formerShipId"))
        : trust.text("shipId");
  }

  private static String labels(Doc device) {
    List<String> labels = new ArrayList<>();
    for (String name : List.of("brand", "model", "type", "serial")) {
      if (device.has(name)) {
        labels.add(name + " " + device.text(name));
      }
    }
    return String.join(", ", labels);
  }

  private static String paired(Doc device) {
    if (!device.flag("paired")) {
      return "no";
    }
    Doc trust = device.inner("trust");
    return "yes, since %s, by %s".formatted(trust.text("addedAt"), trust.text("origin"));
  }

  /** Also of a device that is not connected: it may come back only to wait. */
  private static String ownPin(Doc pin) {
    if (pin.flag("verified")) {
      return "entered";
    }
    String penalty =
        pin.has("penalty") ? ", none is looked at for " + Spans.of(pin, "penalty") : "";
    return pin.number("wrong") == 0 ? "" : "wrong ones so far: " + pin.text("wrong") + penalty;
  }

  static void section(List<String> lines, String heading, Table table) {
    List<String> rows = table.lines();
    if (rows.size() > 1) {
      lines.add("");
      lines.add(heading);
      rows.forEach(row -> lines.add("  " + row));
    }
  }

  private static Table connections(Doc device) {
    Table table = new Table(CONNECTION);
    for (Doc link : device.docs("connections")) {
      table.row(
          link.text("id"),
          link.text("direction"),
          link.text("address"),
          link.text("place"),
          link.text("phase"),
          Spans.of(link, "openedAgo"),
          Spans.ago(link, "lastHeardAgo"),
          link.text("received"),
          Spans.ago(link, "lastReceivedAgo"),
          link.text("sent"),
          Spans.ago(link, "lastSentAgo"),
          Spans.of(link, "idle"));
    }
    return table;
  }

  private static Table candidates(Doc device) {
    Table table = new Table("SCORE", "HOST", "PORT", "HEARD", "TRIED", "RESULT");
    for (Doc candidate : device.docs("candidates")) {
      table.row(
          candidate.text("score"),
          candidate.text("host"),
          candidate.text("port"),
          candidate.flag("static") ? "static" : Spans.ago(candidate, "heardAgo"),
          Spans.ago(candidate, "triedAgo"),
          candidate.text("result"));
    }
    return table;
  }

  private static Table records(Doc device) {
    Table table = new Table("INSTANCE", "HOST", "PORT", "PATH", "ADDRESSES");
    for (Doc service : device.docs("records")) {
      table.row(
          service.text("instance"),
          service.text("host"),
          service.text("port"),
          service.text("path"),
          String.join(", ", service.texts("addresses")));
    }
    return table;
  }

  private static Table attempts(Doc device) {
    Table table = new Table("AGO", "DIR", "PHASE", "WHERE", "OUTCOME");
    for (Doc attempt : device.docs("attempts")) {
      table.row(
          Spans.of(attempt, "ago"),
          attempt.text("direction"),
          attempt.text("phase"),
          attempt.text("where"),
          attempt.text("outcome"));
    }
    return table;
  }
}
