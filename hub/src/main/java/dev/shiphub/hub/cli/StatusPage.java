package dev.shiphub.hub.cli;

import java.util.ArrayList;
import java.util.List;

/** How the daemon stands, for people. */
final class StatusPage {
  private StatusPage() {}

  static List<String> lines(Doc status) {
    Doc devices = status.inner("devices");
    List<String> lines = new ArrayList<>();
    lines.add("shiphub    " + status.text("version") + ", " + status.text("state"));
    lines.add("SKI        " + status.text("skiGrouped"));
    lines.add("SHIP ID    " + status.text("shipId"));
    lines.add("SHIP port  " + status.text("shipPort"));
    Doc admin = status.inner("admin");
    if (!admin.text("fingerprint").isEmpty()) {
      lines.add("admin API  " + admin.text("address"));
      lines.add("           fingerprint " + admin.text("fingerprint"));
    }
    lines.add("started    " + status.text("startedAt") + ", " + Spans.ago(status, "uptime"));
    lines.add("state dir  " + status.text("stateDirectory"));
    lines.add(
        "devices    %s paired, %s connected, %s seen, %s known"
            .formatted(
                devices.text("paired"),
                devices.text("connected"),
                devices.text("seen"),
                devices.text("known")));
    if (devices.number("waitingForTrust") > 0) {
      lines.add(
          "           " + devices.text("waitingForTrust") + " waiting for a decision about trust");
    }
    if (status.text("pairingWindow").equals("open")) {
      lines.add("pairing    the window is open: devices that ask are shown");
    }
    Doc mqtt = status.inner("mqtt");
    if (!mqtt.text("broker").isEmpty()) {
      lines.add(mqttLine(mqtt));
    }
    status.texts("warnings").forEach(warning -> lines.add("WARNING    " + warning));
    lines.add("last event " + status.text("lastEvent"));
    status.texts("discovery").forEach(line -> lines.add("discovery  " + line));
    return lines;
  }

  private static String mqttLine(Doc mqtt) {
    long dropped = mqtt.number("droppedEvents") + mqtt.number("droppedSpine");
    return "MQTT       %s %s since %s%s, %d waiting, %d dropped"
        .formatted(
            mqtt.text("broker"),
            mqtt.text("state"),
            mqtt.text("since"),
            mqtt.text("trouble").isEmpty() ? "" : " (" + mqtt.text("trouble") + ")",
            mqtt.number("waitingEvents") + mqtt.number("waitingSpine"),
            dropped);
  }
}
