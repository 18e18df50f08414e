package dev.shiphub.hub.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The pairing window and who waits before it, for people who compare and confirm. */
final class WindowPage {
  private WindowPage() {}

  static List<String> lines(Doc window) {
    List<String> lines = new ArrayList<>();
    lines.add(state(window));
    for (Doc device : window.docs("waiting")) {
      String kind =
          Stream.of("brand", "model", "type")
              .map(device::text)
              .filter(text -> !text.isEmpty())
              .collect(Collectors.joining(" "));
      lines.add("");
      lines.add("  " + (kind.isEmpty() ? "a device that is not announced" : kind));
      lines.add("  SKI     " + device.text("skiGrouped"));
      lines.add(
          "  compare the SKI with the device's; if they are equal: shiphub pair "
              + device.text("ski"));
      lines.add("  if not: shiphub deny " + device.text("ski"));
    }
    if (window.flag("open") && window.docs("waiting").isEmpty()) {
      lines.add("no device waits yet; who asks is shown by: shiphub events --follow");
    }
    return lines;
  }

  private static String state(Doc window) {
    if (!window.flag("open")) {
      return "the pairing window is closed";
    }
    String one = window.flag("one") ? ", or until one device is paired" : "";
    return "the pairing window is open for "
        + Spans.left(Double.parseDouble(window.text("closesIn")))
        + one;
  }
}
